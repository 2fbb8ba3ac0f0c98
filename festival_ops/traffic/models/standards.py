"""What shows close as a rule: closures are drafted by it from the plan in hand."""

from __future__ import annotations

from datetime import date, time

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from festival_ops.database import Named, Row, db
from festival_ops.programme.models import Venue
from festival_ops.traffic.models.network import Segment
from festival_ops.traffic.models.of_roads import OfRoads


class ClosureStandard(Row, Named, OfRoads, db.Model):
    """Of every show of the cause, on the days from `since` on: at the `venue`, of the `genre`, and with a crowd of
    `least` or more, as far as these are named.

    It closes the segments that it names; else a parade's way from stop to stop, or what lies within `steps` segments of
    the venue's gates. `crew` and `barriers` are needed at every junction from which vehicles could come in.
    A stage is built on so many `nights` before the day of the show, by the clock.
    """

    __table_args__ = (
        UniqueConstraint("edition_id", "name"),
        CheckConstraint("cause IN ('parade', 'ceremony', 'crowd', 'fireworks', 'build')", name="cause"),
        CheckConstraint("cause <> 'ceremony' OR genre <> ''", name="ceremony"),
        CheckConstraint("cause <> 'crowd' OR least IS NOT NULL", name="crowd"),
        CheckConstraint("least >= 1", name="least"),
        CheckConstraint("before BETWEEN 0 AND 2880 AND after BETWEEN 0 AND 2880", name="around"),
        CheckConstraint("nights BETWEEN 0 AND 14", name="nights"),
        CheckConstraint("(nights > 0) = (night_from IS NOT NULL AND night_until IS NOT NULL)", name="night"),
        CheckConstraint("(cause = 'build') = (nights > 0)", name="build"),
        CheckConstraint("steps BETWEEN 0 AND 5", name="steps"),
        CheckConstraint("crew >= 0 AND barriers >= 0", name="needed"),
    )

    cause: Mapped[str] = mapped_column(String(20))
    venue_id: Mapped[int | None] = mapped_column(ForeignKey("venue.id", ondelete="RESTRICT"), index=True)
    genre: Mapped[str] = mapped_column(String(40), default="")
    least: Mapped[int | None]
    since: Mapped[date | None]
    measure: Mapped[str] = mapped_column(String(20))
    vehicles: Mapped[list[str]] = mapped_column(JSON, default=list)
    exemptions: Mapped[list[str]] = mapped_column(JSON, default=list)
    before: Mapped[int] = mapped_column(default=0)
    after: Mapped[int] = mapped_column(default=0)
    nights: Mapped[int] = mapped_column(default=0)
    night_from: Mapped[time | None]
    night_until: Mapped[time | None]
    steps: Mapped[int] = mapped_column(default=1)
    crew: Mapped[int | None]
    barriers: Mapped[int | None]
    reason: Mapped[str] = mapped_column(String(300))
    venue: Mapped[Venue | None] = relationship()
    chain: Mapped[list[StandardSegment]] = relationship(
        cascade="all, delete-orphan", order_by="StandardSegment.position"
    )

    @property
    def segments(self) -> list[Segment]:
        return [link.segment for link in self.chain]


class StandardSegment(db.Model):
    """What a standard closes wherever its shows stand."""

    __table_args__ = (UniqueConstraint("closure_standard_id", "segment_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    closure_standard_id: Mapped[int] = mapped_column(ForeignKey("closure_standard.id", ondelete="CASCADE"), index=True)
    segment_id: Mapped[int] = mapped_column(ForeignKey("segment.id", ondelete="RESTRICT"), index=True)
    position: Mapped[int]
    segment: Mapped[Segment] = relationship()
