"""Where rides begin and end, and who stays where."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from festival_ops.database import Instant, Named, Row, db
from festival_ops.programme.models import Troupe, Venue
from festival_ops.traffic.models.network import Junction
from festival_ops.traffic.models.of_roads import OfRoads

_KINDS = "kind IN ('hotel', 'airport', 'station', 'depot', 'barracks', 'venue', 'other')"


class RidePlace(Row, Named, OfRoads, db.Model):
    """Where people get in and out and vehicles have their home. It is left by a junction, to which an `approach` of so
    many minutes leads from outside the network. With a venue it is where whoever plays there gets in and out."""

    # An id is never given twice: releases and calendars name places that are no more.
    __table_args__ = (
        UniqueConstraint("edition_id", "name"),
        UniqueConstraint("venue_id"),
        CheckConstraint(_KINDS, name="kind"),
        CheckConstraint("approach BETWEEN 0 AND 600", name="approach"),
        {"sqlite_autoincrement": True},
    )

    kind: Mapped[str] = mapped_column(String(20))
    junction_id: Mapped[int] = mapped_column(ForeignKey("junction.id", ondelete="RESTRICT"), index=True)
    approach: Mapped[int] = mapped_column(default=0)
    venue_id: Mapped[int | None] = mapped_column(ForeignKey("venue.id", ondelete="RESTRICT"), index=True)
    address: Mapped[str] = mapped_column(String(300), default="")
    junction: Mapped[Junction] = relationship()
    venue: Mapped[Venue | None] = relationship()


class Stay(Row, Named, OfRoads, db.Model):
    """A group that is housed together: a troupe or a part of it, or a crew. It is fetched where it arrives, taken to
    what its troupe plays, and seen off; an end without a place it travels by itself.

    Where no moment is said that of the troupe holds. `luggage` is what it brings, `instruments` what it takes to each
    show, both in suitcases.
    """

    __table_args__ = (
        UniqueConstraint("edition_id", "name"),
        CheckConstraint("people > 0", name="people"),
        CheckConstraint("luggage >= 0 AND instruments >= 0", name="luggage"),
        CheckConstraint("departs > arrives", name="span"),
    )

    troupe_id: Mapped[int | None] = mapped_column(ForeignKey("troupe.id", ondelete="RESTRICT"), index=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("ride_place.id", ondelete="RESTRICT"), index=True)
    people: Mapped[int]
    luggage: Mapped[int] = mapped_column(default=0)
    instruments: Mapped[int] = mapped_column(default=0)
    step_free: Mapped[bool] = mapped_column(default=False)
    arrives: Mapped[datetime | None] = mapped_column(Instant)
    arrival_place_id: Mapped[int | None] = mapped_column(ForeignKey("ride_place.id", ondelete="RESTRICT"), index=True)
    arrival_number: Mapped[str] = mapped_column(String(40), default="")
    departs: Mapped[datetime | None] = mapped_column(Instant)
    departure_place_id: Mapped[int | None] = mapped_column(ForeignKey("ride_place.id", ondelete="RESTRICT"), index=True)
    departure_number: Mapped[str] = mapped_column(String(40), default="")
    note: Mapped[str] = mapped_column(String(500), default="")
    troupe: Mapped[Troupe | None] = relationship()
    place: Mapped[RidePlace] = relationship(foreign_keys=[place_id])
    arrival_place: Mapped[RidePlace | None] = relationship(foreign_keys=[arrival_place_id])
    departure_place: Mapped[RidePlace | None] = relationship(foreign_keys=[departure_place_id])

    @property
    def arriving(self) -> datetime | None:
        return self.arrives or (self.troupe.arrives if self.troupe else None)

    @property
    def departing(self) -> datetime | None:
        return self.departs or (self.troupe.departs if self.troupe else None)
