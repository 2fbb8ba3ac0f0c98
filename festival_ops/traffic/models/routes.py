"""What must get through, whatever is closed: ways in for help, lines of buses, routes of ambulances."""

from __future__ import annotations

from datetime import date, time

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from festival_ops.database import Named, Row, db
from festival_ops.programme.models import Venue
from festival_ops.traffic.models.network import Segment
from festival_ops.traffic.models.of_roads import OfRoads


class Route(Row, Named, OfRoads, db.Model):
    """A chain of segments. An emergency way in leads to a venue, of which one stays open at all times; the others are
    needed in their hours, and without hours always."""

    __table_args__ = (
        UniqueConstraint("edition_id", "name"),
        CheckConstraint("kind IN ('emergency', 'bus', 'shuttle', 'ambulance')", name="kind"),
        CheckConstraint("(kind = 'emergency') = (venue_id IS NOT NULL)", name="venue"),
    )

    kind: Mapped[str] = mapped_column(String(20))
    venue_id: Mapped[int | None] = mapped_column(ForeignKey("venue.id", ondelete="CASCADE"), index=True)
    note: Mapped[str] = mapped_column(String(1000), default="")
    venue: Mapped[Venue | None] = relationship()
    chain: Mapped[list[RouteSegment]] = relationship(cascade="all, delete-orphan", order_by="RouteSegment.position")
    hours: Mapped[list[RouteHours]] = relationship(
        cascade="all, delete-orphan", order_by="RouteHours.on, RouteHours.starts"
    )

    @property
    def segments(self) -> list[Segment]:
        return [link.segment for link in self.chain]


class RouteSegment(db.Model):
    __table_args__ = (UniqueConstraint("route_id", "segment_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    route_id: Mapped[int] = mapped_column(ForeignKey("route.id", ondelete="CASCADE"), index=True)
    segment_id: Mapped[int] = mapped_column(ForeignKey("segment.id", ondelete="RESTRICT"), index=True)
    position: Mapped[int]
    segment: Mapped[Segment] = relationship()


class RouteHours(db.Model):
    """When it is needed; no day named means every day of the edition."""

    id: Mapped[int] = mapped_column(primary_key=True)
    route_id: Mapped[int] = mapped_column(ForeignKey("route.id", ondelete="CASCADE"), index=True)
    on: Mapped[date | None]
    starts: Mapped[time]
    ends: Mapped[time]
