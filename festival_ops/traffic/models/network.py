"""The roads: junctions, streets, and the segments of streets between junctions."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from festival_ops.database import Named, Row, db
from festival_ops.traffic import geometry
from festival_ops.traffic.kinds import STREET
from festival_ops.traffic.models.of_roads import OfRoads

_KINDS = "kind IN ('street', 'bridge', 'floating bridge', 'square', 'walking street')"


class Junction(Row, Named, OfRoads, db.Model):
    """Where segments meet. Its status says whether its place was measured or is an estimate."""

    __table_args__ = (
        UniqueConstraint("edition_id", "name"),
        CheckConstraint("latitude BETWEEN -90 AND 90", name="latitude"),
        CheckConstraint("longitude BETWEEN -180 AND 180", name="longitude"),
    )

    latitude: Mapped[float]
    longitude: Mapped[float]

    @property
    def point(self) -> geometry.Point:
        return self.longitude, self.latitude


class Street(Row, Named, OfRoads, db.Model):
    __table_args__ = (UniqueConstraint("edition_id", "name"),)

    segments: Mapped[list[Segment]] = relationship(back_populates="street", order_by="Segment.code")


class Segment(Row, OfRoads, db.Model):
    """A street from its first junction to its second; `one_way` may only be driven in that direction.

    `geometry` is the line between them, as pairs of longitude and latitude; without one it runs straight.
    """

    __table_args__ = (
        UniqueConstraint("edition_id", "code"),
        CheckConstraint("first_id <> second_id", name="two_junctions"),
        CheckConstraint(_KINDS, name="kind"),
        CheckConstraint("width > 0", name="width"),
    )

    code: Mapped[str] = mapped_column(String(20))
    street_id: Mapped[int] = mapped_column(ForeignKey("street.id", ondelete="RESTRICT"), index=True)
    first_id: Mapped[int] = mapped_column(ForeignKey("junction.id", ondelete="RESTRICT"), index=True)
    second_id: Mapped[int] = mapped_column(ForeignKey("junction.id", ondelete="RESTRICT"), index=True)
    kind: Mapped[str] = mapped_column(String(20), default=STREET)
    one_way: Mapped[bool] = mapped_column(default=False)
    width: Mapped[float | None]
    geometry: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    street: Mapped[Street] = relationship(back_populates="segments")
    first: Mapped[Junction] = relationship(foreign_keys=[first_id])
    second: Mapped[Junction] = relationship(foreign_keys=[second_id])

    def __str__(self) -> str:
        return self.named_by(attrgetter("name"))

    def named_by(self, name: Callable[[Any], str]) -> str:
        return f"{self.code} · {name(self.street)} ({name(self.first)} – {name(self.second)})"

    @property
    def line(self) -> list[geometry.Point]:
        if self.geometry:
            return [(longitude, latitude) for longitude, latitude in self.geometry]
        return [self.first.point, self.second.point]

    @property
    def length(self) -> int:
        """In whole metres."""
        return round(geometry.metres(self.line))

    @property
    def ends(self) -> tuple[int, int]:
        return self.first_id, self.second_id
