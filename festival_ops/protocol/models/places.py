"""Where guests arrive and stay, and the rooms that hotels keep for them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from festival_ops.database import Named, Row, db
from festival_ops.programme.models import Venue
from festival_ops.protocol.kinds import ROOMS
from festival_ops.protocol.models.of_protocol import OfProtocol

_KINDS = "kind IN ('hotel', 'airport', 'station', 'border', 'venue', 'other')"


class GuestPlace(Row, Named, OfProtocol, db.Model):
    """A hotel, an airport, a border gate, a hall. `stars` is the class of a hotel, `zone` the part of the town."""

    __table_args__ = (
        UniqueConstraint("edition_id", "name"),
        CheckConstraint(_KINDS, name="kind"),
        CheckConstraint("stars BETWEEN 1 AND 5", name="stars"),
    )

    kind: Mapped[str] = mapped_column(String(20))
    stars: Mapped[int | None]
    zone: Mapped[str] = mapped_column(String(80), default="")
    venue_id: Mapped[int | None] = mapped_column(ForeignKey("venue.id", ondelete="RESTRICT"), index=True)
    address: Mapped[str] = mapped_column(String(300), default="")
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    phone: Mapped[str] = mapped_column(String(40), default="")
    note: Mapped[str] = mapped_column(String(500), default="")
    venue: Mapped[Venue | None] = relationship()


class Allotment(Row, OfProtocol, db.Model):
    """Rooms of one kind that a hotel keeps from the first night to the last, `step_free` of them without steps."""

    __table_args__ = (
        UniqueConstraint("place_id", "kind", "first_night"),
        CheckConstraint("kind IN ('single', 'double', 'suite')", name="kind"),
        CheckConstraint("rooms > 0", name="rooms"),
        CheckConstraint("step_free BETWEEN 0 AND rooms", name="step_free"),
        CheckConstraint("last_night >= first_night", name="nights"),
    )

    place_id: Mapped[int] = mapped_column(ForeignKey("guest_place.id", ondelete="RESTRICT"), index=True)
    kind: Mapped[str] = mapped_column(String(10), default="double")
    rooms: Mapped[int]
    step_free: Mapped[int] = mapped_column(default=0)
    first_night: Mapped[date]
    last_night: Mapped[date]
    note: Mapped[str] = mapped_column(String(500), default="")
    place: Mapped[GuestPlace] = relationship()

    def __str__(self) -> str:
        return f"{self.place.name} · {self.rooms} × {self.kind}"

    def named_by(self, name: Callable[[Any], str]) -> str:
        return f"{name(self.place)} · {self.rooms} × {dict(ROOMS)[self.kind]} · {self.first_night:%d/%m}"
