"""Who is to be taken from where to where."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from festival_ops.database import Instant, Named, Row, db
from festival_ops.programme.models import Performance, Rehearsal, Troupe
from festival_ops.traffic.models.of_roads import OfRoads
from festival_ops.traffic.models.ride_places import RidePlace, Stay

_AFTER = "after_show_id IS NOT NULL OR after_rehearsal_id IS NOT NULL"
_BEFORE = "before_show_id IS NOT NULL OR before_rehearsal_id IS NOT NULL"


class Transfer(Row, Named, OfRoads, db.Model):
    """People and what they carry, to be taken from one place to another, for a troupe or for a crew in words.

    It has hours of its own, or follows: a show or a rehearsal whose end sets people free (`after_…`), one whose call
    wants them (`before_…`), or the `leg` of a stay. What follows is
    fetched `after_minutes` after the one, or is there `before_minutes` before the other, and may differ by
    `spread_minutes`; hours and those places that are not said are reckoned from the plan.

    Hours of its own hold for `moves_with` where that stood when they were written down (`moves_from`, the start of the
    show), and move when it does.

    `derived` names what a drafted one was drafted for, `grounds` are its facts as drafted.
    """

    # An id is never given twice: releases and calendars name transfers that are no more.
    __table_args__ = (
        UniqueConstraint("edition_id", "name"),
        UniqueConstraint("edition_id", "derived"),
        CheckConstraint("troupe_id IS NOT NULL OR for_whom <> ''", name="for_whom"),
        CheckConstraint("people > 0 AND luggage >= 0", name="load"),
        CheckConstraint("leg IN ('', 'arrival', 'departure')", name="leg"),
        CheckConstraint(f"leg = '' OR (stay_id IS NOT NULL AND NOT ({_AFTER}) AND NOT ({_BEFORE}))", name="of_a_stay"),
        CheckConstraint(f"({_AFTER} OR {_BEFORE} OR leg <> '') = (pickup_starts IS NULL)", name="hours"),
        CheckConstraint(
            "(pickup_starts IS NULL) = (delivery_ends IS NULL) AND (pickup_starts IS NULL) = (pickup_ends IS NULL)"
            " AND (pickup_starts IS NULL) = (delivery_starts IS NULL)",
            name="whole_hours",
        ),
        CheckConstraint("pickup_ends >= pickup_starts AND delivery_ends >= delivery_starts", name="spans"),
        CheckConstraint("delivery_ends >= pickup_starts", name="order"),
        CheckConstraint("moves_with_id IS NULL OR pickup_starts IS NOT NULL", name="moves_hours"),
        CheckConstraint(f"origin_id IS NOT NULL OR {_AFTER} OR stay_id IS NOT NULL", name="origin"),
        CheckConstraint(f"destination_id IS NOT NULL OR {_BEFORE} OR stay_id IS NOT NULL", name="destination"),
        CheckConstraint("origin_id <> destination_id", name="two_places"),
        CheckConstraint("after_show_id <> before_show_id", name="two_shows"),
        CheckConstraint("after_rehearsal_id <> before_rehearsal_id", name="two_rehearsals"),
        CheckConstraint("after_show_id IS NULL OR after_rehearsal_id IS NULL", name="after_one"),
        CheckConstraint("before_show_id IS NULL OR before_rehearsal_id IS NULL", name="before_one"),
        CheckConstraint("after_minutes BETWEEN 0 AND 720 AND before_minutes BETWEEN 0 AND 720", name="around"),
        CheckConstraint("spread_minutes BETWEEN 0 AND 720", name="spread"),
        CheckConstraint("boarding BETWEEN 0 AND 120 AND alighting BETWEEN 0 AND 120", name="stops"),
        CheckConstraint("longest BETWEEN 1 AND 1440", name="longest"),
        CheckConstraint("priority BETWEEN 1 AND 9", name="priority"),
        {"sqlite_autoincrement": True},
    )

    troupe_id: Mapped[int | None] = mapped_column(ForeignKey("troupe.id", ondelete="RESTRICT"), index=True)
    for_whom: Mapped[str] = mapped_column(String(200), default="")
    stay_id: Mapped[int | None] = mapped_column(ForeignKey("stay.id", ondelete="RESTRICT"), index=True)
    people: Mapped[int]
    luggage: Mapped[int] = mapped_column(default=0)
    origin_id: Mapped[int | None] = mapped_column(ForeignKey("ride_place.id", ondelete="RESTRICT"), index=True)
    destination_id: Mapped[int | None] = mapped_column(ForeignKey("ride_place.id", ondelete="RESTRICT"), index=True)
    after_show_id: Mapped[int | None] = mapped_column(ForeignKey("performance.id", ondelete="RESTRICT"), index=True)
    before_show_id: Mapped[int | None] = mapped_column(ForeignKey("performance.id", ondelete="RESTRICT"), index=True)
    after_rehearsal_id: Mapped[int | None] = mapped_column(ForeignKey("rehearsal.id", ondelete="RESTRICT"), index=True)
    before_rehearsal_id: Mapped[int | None] = mapped_column(ForeignKey("rehearsal.id", ondelete="RESTRICT"), index=True)
    leg: Mapped[str] = mapped_column(String(20), default="")
    after_minutes: Mapped[int] = mapped_column(default=0)
    before_minutes: Mapped[int] = mapped_column(default=0)
    spread_minutes: Mapped[int] = mapped_column(default=30)
    pickup_starts: Mapped[datetime | None] = mapped_column(Instant)
    pickup_ends: Mapped[datetime | None] = mapped_column(Instant)
    delivery_starts: Mapped[datetime | None] = mapped_column(Instant)
    delivery_ends: Mapped[datetime | None] = mapped_column(Instant)
    moves_with_id: Mapped[int | None] = mapped_column(ForeignKey("performance.id", ondelete="RESTRICT"), index=True)
    moves_from: Mapped[datetime | None] = mapped_column(Instant)
    boarding: Mapped[int] = mapped_column(default=5)
    alighting: Mapped[int] = mapped_column(default=5)
    longest: Mapped[int | None]
    step_free: Mapped[bool] = mapped_column(default=False)
    kinds: Mapped[list[str]] = mapped_column(JSON, default=list)
    shared: Mapped[bool] = mapped_column(default=True)
    priority: Mapped[int] = mapped_column(default=5)
    why: Mapped[str] = mapped_column(String(500), default="")
    derived: Mapped[str | None] = mapped_column(String(60))
    grounds: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    troupe: Mapped[Troupe | None] = relationship()
    stay: Mapped[Stay | None] = relationship()
    origin: Mapped[RidePlace | None] = relationship(foreign_keys=[origin_id])
    destination: Mapped[RidePlace | None] = relationship(foreign_keys=[destination_id])
    after_show: Mapped[Performance | None] = relationship(foreign_keys=[after_show_id])
    before_show: Mapped[Performance | None] = relationship(foreign_keys=[before_show_id])
    after_rehearsal: Mapped[Rehearsal | None] = relationship(foreign_keys=[after_rehearsal_id])
    before_rehearsal: Mapped[Rehearsal | None] = relationship(foreign_keys=[before_rehearsal_id])
    moves_with: Mapped[Performance | None] = relationship(foreign_keys=[moves_with_id])

    @property
    def after(self) -> Performance | Rehearsal | None:
        """Whose end sets people free."""
        return self.after_show or self.after_rehearsal

    @property
    def before(self) -> Performance | Rehearsal | None:
        """Whose call wants them."""
        return self.before_show or self.before_rehearsal

    @property
    def follows(self) -> bool:
        """Whether its hours are reckoned."""
        return self.pickup_starts is None
