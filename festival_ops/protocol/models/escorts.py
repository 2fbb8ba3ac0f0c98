"""Liaison officers and interpreters."""

from __future__ import annotations

from datetime import date, time

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from festival_ops.database import Named, Row, db
from festival_ops.protocol.models.of_protocol import Coded, OfProtocol
from festival_ops.protocol.models.places import GuestPlace


class Escort(Coded, Row, Named, OfProtocol, db.Model):
    """Goes with delegations as liaison officer, interpreter or both, in his or her hours; without hours always.

    `day_minutes` bounds the work on one festival day. `told_needs`: his or her desk also tells what the guests eat and
    need."""

    __table_args__ = (
        UniqueConstraint("edition_id", "code"),
        CheckConstraint("liaison OR interpreter", name="either"),
        CheckConstraint("day_minutes BETWEEN 60 AND 1440", name="day"),
    )
    untold = (*OfProtocol.untold, "name", "name_en", "phone", "note")

    code: Mapped[str] = mapped_column(String(20))
    phone: Mapped[str] = mapped_column(String(40), default="")
    liaison: Mapped[bool] = mapped_column(default=True)
    interpreter: Mapped[bool] = mapped_column(default=False)
    day_minutes: Mapped[int | None]
    home_id: Mapped[int | None] = mapped_column(ForeignKey("guest_place.id", ondelete="RESTRICT"), index=True)
    told_needs: Mapped[bool] = mapped_column(default=False, server_default=false())
    note: Mapped[str] = mapped_column(String(500), default="")
    home: Mapped[GuestPlace | None] = relationship()
    languages: Mapped[list[EscortLanguage]] = relationship(
        cascade="all, delete-orphan", order_by="EscortLanguage.language"
    )
    hours: Mapped[list[EscortHours]] = relationship(
        cascade="all, delete-orphan", order_by="EscortHours.on, EscortHours.starts"
    )

    def searched(self) -> str:
        return f"{self.code} {self.name} {self.name_en or ''}"


class EscortLanguage(db.Model):
    """A language beside Vietnamese: at `level` 1 in conversation, at 2 in talks, at 3 on a stage."""

    __table_args__ = (
        UniqueConstraint("escort_id", "language"),
        CheckConstraint("level BETWEEN 1 AND 3", name="level"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    escort_id: Mapped[int] = mapped_column(ForeignKey("escort.id", ondelete="CASCADE"), index=True)
    language: Mapped[str] = mapped_column(String(8))
    level: Mapped[int] = mapped_column(default=2)


class EscortHours(db.Model):
    """When an escort is there; no day named means every day of the edition."""

    id: Mapped[int] = mapped_column(primary_key=True)
    escort_id: Mapped[int] = mapped_column(ForeignKey("escort.id", ondelete="CASCADE"), index=True)
    on: Mapped[date | None]
    starts: Mapped[time]
    ends: Mapped[time]
