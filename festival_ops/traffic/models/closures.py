"""When roads are closed to whom: in hours of their own, or around a show wherever the plan puts it."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from festival_ops.accounts.models import User
from festival_ops.database import Instant, Named, Row, db, now
from festival_ops.programme.models import Performance, Permit
from festival_ops.traffic.kinds import PLANNED
from festival_ops.traffic.models.network import Segment
from festival_ops.traffic.models.of_roads import OfRoads
from festival_ops.traffic.models.parades import Parade
from festival_ops.traffic.models.standards import ClosureStandard


class Closure(Row, Named, OfRoads, db.Model):
    """A chain of segments, or a `place` in words, where `vehicles` may not drive but those exempt.

    With a performance its hours are reckoned from the plan: `before` and `after` minutes around the show, and where it
    rolls, around its passing each segment. Without one it has hours of its own, from `starts` to `ends` or until
    somebody lifts it; a series holds at the same clock hours on each day up to `last_day`. What is closed on `nights`
    before the day of the show, to build a stage, holds by the clock from `night_from` to `night_until`.

    `duty` is who answers for it at the barrier, and `phone` their number.

    What was drafted by a standard keeps in `grounds` what the standard asked for; see `by_standard`.
    """

    __table_args__ = (
        UniqueConstraint("edition_id", "name"),
        CheckConstraint("ends > starts", name="span"),
        CheckConstraint("(performance_id IS NULL) <> (starts IS NULL)", name="hours"),
        CheckConstraint("performance_id IS NULL OR (ends IS NULL AND last_day IS NULL)", name="followed"),
        CheckConstraint("last_day IS NULL OR ends IS NOT NULL", name="series"),
        CheckConstraint("before BETWEEN 0 AND 2880 AND after BETWEEN 0 AND 2880", name="around"),
        CheckConstraint("nights BETWEEN 0 AND 14", name="nights"),
        CheckConstraint("(nights > 0) = (night_from IS NOT NULL AND night_until IS NOT NULL)", name="night"),
        CheckConstraint("nights = 0 OR (performance_id IS NOT NULL AND before = 0 AND after = 0)", name="nightly"),
        CheckConstraint("crew >= 0 AND barriers >= 0", name="needed"),
        CheckConstraint("detour_approved_on IS NULL OR detour_approved_by <> ''", name="approval"),
    )

    # Who is reached how is read by fewer than roads are.
    untold = ("duty", "phone")

    measure: Mapped[str] = mapped_column(String(20))
    place: Mapped[str] = mapped_column(String(300), default="")
    place_en: Mapped[str] = mapped_column(String(300), default="")
    vehicles: Mapped[list[str]] = mapped_column(JSON, default=list)
    exemptions: Mapped[list[str]] = mapped_column(JSON, default=list)
    performance_id: Mapped[int | None] = mapped_column(ForeignKey("performance.id", ondelete="RESTRICT"), index=True)
    before: Mapped[int] = mapped_column(default=0)
    after: Mapped[int] = mapped_column(default=0)
    nights: Mapped[int] = mapped_column(default=0)
    night_from: Mapped[time | None]
    night_until: Mapped[time | None]
    starts: Mapped[datetime | None] = mapped_column(Instant)
    ends: Mapped[datetime | None] = mapped_column(Instant)
    last_day: Mapped[date | None]
    detour: Mapped[str] = mapped_column(String(1000), default="")
    detour_en: Mapped[str] = mapped_column(String(1000), default="")
    detour_approved_by: Mapped[str] = mapped_column(String(200), default="")
    detour_approved_on: Mapped[date | None]
    crew: Mapped[int | None]
    barriers: Mapped[int | None]
    duty: Mapped[str] = mapped_column(String(200), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    permit_id: Mapped[int | None] = mapped_column(ForeignKey("permit.id", ondelete="RESTRICT"), index=True)
    note: Mapped[str] = mapped_column(String(1000), default="")
    standard_id: Mapped[int | None] = mapped_column(ForeignKey("closure_standard.id", ondelete="SET NULL"), index=True)
    grounds: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    standard: Mapped[ClosureStandard | None] = relationship()
    performance: Mapped[Performance | None] = relationship()
    parade: Mapped[Parade | None] = relationship(
        viewonly=True, primaryjoin="foreign(Closure.performance_id) == Parade.performance_id"
    )
    permit: Mapped[Permit | None] = relationship()
    chain: Mapped[list[ClosureSegment]] = relationship(cascade="all, delete-orphan", order_by="ClosureSegment.position")
    detour_chain: Mapped[list[DetourSegment]] = relationship(
        cascade="all, delete-orphan", order_by="DetourSegment.position"
    )
    states: Mapped[list[ClosureState]] = relationship(
        cascade="all, delete-orphan", order_by="ClosureState.id", passive_deletes=True
    )

    @property
    def segments(self) -> list[Segment]:
        return [link.segment for link in self.chain]

    @property
    def state(self) -> str:
        return self.states[-1].state if self.states else PLANNED

    @property
    def asked(self) -> dict[str, Any]:
        """What a standard says of it. Its name, way round, permit and note are people's."""
        return {
            "performance": self.performance_id,
            "chain": [link.segment_id for link in self.chain],
            "measure": self.measure,
            "vehicles": list(self.vehicles),
            "exemptions": list(self.exemptions),
            "before": self.before,
            "after": self.after,
            "nights": self.nights,
            "night_from": f"{self.night_from:%H:%M}" if self.night_from else "",
            "night_until": f"{self.night_until:%H:%M}" if self.night_until else "",
            "crew": self.crew,
            "barriers": self.barriers,
        }

    @property
    def by_standard(self) -> bool:
        """Whether it still says what its standard asked for; otherwise a person knew better."""
        return self.grounds is not None and self.grounds["asked"] == self.asked


class ClosureSegment(db.Model):
    __table_args__ = (UniqueConstraint("closure_id", "segment_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    closure_id: Mapped[int] = mapped_column(ForeignKey("closure.id", ondelete="CASCADE"), index=True)
    segment_id: Mapped[int] = mapped_column(ForeignKey("segment.id", ondelete="RESTRICT"), index=True)
    position: Mapped[int]
    segment: Mapped[Segment] = relationship()


class DetourSegment(db.Model):
    """Part of the way round."""

    __table_args__ = (UniqueConstraint("closure_id", "segment_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    closure_id: Mapped[int] = mapped_column(ForeignKey("closure.id", ondelete="CASCADE"), index=True)
    segment_id: Mapped[int] = mapped_column(ForeignKey("segment.id", ondelete="RESTRICT"), index=True)
    position: Mapped[int]
    segment: Mapped[Segment] = relationship()


class ClosureState(db.Model):
    """What became of a closure: who said so, when and why. `at` is the moment from which it holds."""

    __table_args__ = (
        CheckConstraint("state IN ('planned', 'agreed', 'announced', 'lifted', 'withdrawn')", name="state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    closure_id: Mapped[int] = mapped_column(ForeignKey("closure.id", ondelete="CASCADE"), index=True)
    state: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime] = mapped_column(Instant, default=now)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    reason: Mapped[str] = mapped_column(String(500))
    user: Mapped[User | None] = relationship()
