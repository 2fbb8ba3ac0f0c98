"""Where vehicles stand, stop and go in."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from festival_ops.database import Named, Row, db
from festival_ops.programme.models import Venue
from festival_ops.traffic.geometry import Point, point_along
from festival_ops.traffic.kinds import ANYBODY
from festival_ops.traffic.models.network import Junction, Segment
from festival_ops.traffic.models.of_roads import OfRoads


class ParkingPlace(Row, Named, OfRoads, db.Model):
    """`users` says for whom it is kept."""

    __table_args__ = (
        UniqueConstraint("edition_id", "name"),
        CheckConstraint("latitude BETWEEN -90 AND 90", name="latitude"),
        CheckConstraint("longitude BETWEEN -180 AND 180", name="longitude"),
        CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="place"),
    )

    users: Mapped[str] = mapped_column(String(20), default=ANYBODY)
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    segment_id: Mapped[int | None] = mapped_column(ForeignKey("segment.id", ondelete="RESTRICT"), index=True)
    segment: Mapped[Segment | None] = relationship()
    capacities: Mapped[list[ParkingCapacity]] = relationship(
        cascade="all, delete-orphan", order_by="ParkingCapacity.vehicle"
    )


class ParkingCapacity(db.Model):
    """How many vehicles of a kind fit."""

    __table_args__ = (
        UniqueConstraint("parking_place_id", "vehicle"),
        CheckConstraint("places > 0", name="places"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    parking_place_id: Mapped[int] = mapped_column(ForeignKey("parking_place.id", ondelete="CASCADE"), index=True)
    vehicle: Mapped[str] = mapped_column(String(20))
    places: Mapped[int]


class StopPlace(Row, Named, OfRoads, db.Model):
    """Where people get in and out; it lies on a segment, so that a closure of the segment reaches it."""

    __table_args__ = (
        UniqueConstraint("edition_id", "name"),
        CheckConstraint("kind IN ('shuttle', 'coach', 'bus', 'ambulance')", name="kind"),
    )

    kind: Mapped[str] = mapped_column(String(20))
    segment_id: Mapped[int] = mapped_column(ForeignKey("segment.id", ondelete="RESTRICT"), index=True)
    segment: Mapped[Segment] = relationship()


class Gate(Row, Named, OfRoads, db.Model):
    """A way into a venue, from a junction or so many metres along a segment from its first junction; `emergency`: fire
    engines and ambulances count on it."""

    __table_args__ = (
        UniqueConstraint("edition_id", "name"),
        CheckConstraint("(junction_id IS NULL) <> (segment_id IS NULL)", name="place"),
        CheckConstraint("(segment_id IS NULL) = (metres IS NULL)", name="along"),
        CheckConstraint("metres >= 0", name="metres"),
    )

    venue_id: Mapped[int] = mapped_column(ForeignKey("venue.id", ondelete="CASCADE"), index=True)
    junction_id: Mapped[int | None] = mapped_column(ForeignKey("junction.id", ondelete="RESTRICT"), index=True)
    segment_id: Mapped[int | None] = mapped_column(ForeignKey("segment.id", ondelete="RESTRICT"), index=True)
    metres: Mapped[int | None]
    emergency: Mapped[bool] = mapped_column(default=False)
    venue: Mapped[Venue] = relationship()
    junction: Mapped[Junction | None] = relationship()
    segment: Mapped[Segment | None] = relationship()

    @property
    def point(self) -> Point | None:
        if self.segment is not None:
            return point_along(self.segment.line, self.metres or 0)
        return self.junction.point if self.junction else None

    @property
    def junctions(self) -> tuple[int, ...]:
        """Those from which it is reached, the nearest first: its own, or both ends of its segment."""
        if self.segment is not None:
            first, second = self.segment.ends
            return (first, second) if 2 * (self.metres or 0) <= self.segment.length else (second, first)
        return (self.junction_id,) if self.junction_id is not None else ()
