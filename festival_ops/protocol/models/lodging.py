"""Who sleeps where."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from festival_ops.database import Row, db
from festival_ops.protocol.models.guests import Guest
from festival_ops.protocol.models.of_protocol import OfProtocol
from festival_ops.protocol.models.places import Allotment


class Lodging(Row, OfProtocol, db.Model):
    """A guest's nights, the first and the last, and the room, once there is one. Two who share it name each other.

    No search moves a guest whose room is `fixed`, or has a number.

    `stars` is the class of hotel that the guest is to have at least; empty is what the group asks for.
    """

    __table_args__ = (
        UniqueConstraint("guest_id", "first_night"),
        CheckConstraint("last_night >= first_night", name="nights"),
        CheckConstraint("stars BETWEEN 1 AND 5", name="stars"),
        CheckConstraint("guest_id <> shares_with_id", name="two_guests"),
    )
    untold = (*OfProtocol.untold, "note")

    guest_id: Mapped[int] = mapped_column(ForeignKey("guest.id", ondelete="CASCADE"), index=True)
    first_night: Mapped[date]
    last_night: Mapped[date]
    stars: Mapped[int | None]
    zone: Mapped[str] = mapped_column(String(80), default="")
    shares_with_id: Mapped[int | None] = mapped_column(ForeignKey("guest.id", ondelete="SET NULL"), index=True)
    allotment_id: Mapped[int | None] = mapped_column(ForeignKey("allotment.id", ondelete="RESTRICT"), index=True)
    room: Mapped[str] = mapped_column(String(20), default="")
    fixed: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(String(300), default="")
    guest: Mapped[Guest] = relationship(foreign_keys=[guest_id])
    shares_with: Mapped[Guest | None] = relationship(foreign_keys=[shares_with_id])
    allotment: Mapped[Allotment | None] = relationship()

    def __str__(self) -> str:
        return f"{self.guest.code} · {self.first_night:%d/%m}"
