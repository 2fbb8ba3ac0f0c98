"""Passports under lock, and who has opened which."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from festival_ops.database import Instant, Row, db, now
from festival_ops.programme.models import Troupe
from festival_ops.programme.models.edition import OfEdition
from festival_ops.protocol.models.escorts import Escort
from festival_ops.protocol.models.guests import Guest
from festival_ops.web.access import Secrecy


class Passport(Row, OfEdition, db.Model):
    """That of an artist of a troupe, who is named by `holder` alone, or of a guest or an escort.

    `sealed` is all that stands in it; whoever hands it in never reads it again.
    """

    __table_args__ = (
        CheckConstraint(
            "(CASE WHEN troupe_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN guest_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN escort_id IS NULL THEN 0 ELSE 1 END) = 1",
            name="whose",
        ),
        # A number that is given anew would lead from the list of readings to somebody else.
        {"sqlite_autoincrement": True},
    )
    secrecy = Secrecy.PASSPORTS
    untold = ("holder", "sealed")

    troupe_id: Mapped[int | None] = mapped_column(ForeignKey("troupe.id", ondelete="CASCADE"), index=True)
    guest_id: Mapped[int | None] = mapped_column(ForeignKey("guest.id", ondelete="CASCADE"), unique=True)
    escort_id: Mapped[int | None] = mapped_column(ForeignKey("escort.id", ondelete="CASCADE"), unique=True)
    holder: Mapped[str] = mapped_column(String(200), default="")
    sealed: Mapped[str] = mapped_column(String(4000), default="")
    troupe: Mapped[Troupe | None] = relationship()
    guest: Mapped[Guest | None] = relationship()
    escort: Mapped[Escort | None] = relationship()

    @classmethod
    def of_troupes(cls, ids: Collection[int]) -> ColumnElement[bool]:
        return cls.troupe_id.in_(ids)

    @property
    def bound(self) -> str:
        """The row to which the seal holds: another row, another person or another name breaks it."""
        whose = f"{self.troupe_id} {self.guest_id} {self.escort_id} {self.holder}"
        return f"passport {self.id} {self.edition_id} {whose}"

    @property
    def whose(self) -> Guest | Escort | None:
        return self.guest or self.escort

    def __str__(self) -> str:
        return str(self.whose) if self.whose is not None else f"{self.troupe} · № {self.id}"

    def named_by(self, name: Callable[[Any], str]) -> str:
        return self.whose.named_by(name) if self.whose is not None else f"{self.holder} · {name(self.troupe)}"


class PassportReading(db.Model):
    """That somebody has opened a passport, and why; never altered afterwards. `whose` is a code and never a name."""

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant, default=now)
    edition_id: Mapped[int | None] = mapped_column(index=True)
    user_id: Mapped[int | None]
    user_name: Mapped[str] = mapped_column(String(200), default="")
    passport_id: Mapped[int | None] = mapped_column(index=True)
    act: Mapped[str] = mapped_column(String(20), default="opened")
    whose: Mapped[str] = mapped_column(String(300), default="")
    reason: Mapped[str] = mapped_column(String(500))
