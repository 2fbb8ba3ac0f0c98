"""The script of a ceremony, line by line, and what must stand on its stage."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from festival_ops.database import Instant, Named, Row, db, now
from festival_ops.protocol.models.ceremonies import Ceremony, Invitation
from festival_ops.protocol.models.of_protocol import OfProtocol

_LINES = (
    "kind IN ('entry', 'seated', 'flag', 'greeting', 'speech', 'rite', 'gift', 'art', 'fireworks', 'exit', 'other')"
)
_ITEMS = (
    "kind IN ('national_flag', 'party_flag', 'foreign_flag', 'bust', 'banner', 'emblem', 'lectern', 'flowers', "
    "'chest_flowers', 'gift', 'other')"
)


class ScriptLine(Row, OfProtocol, db.Model):
    """One line of a ceremony's script, `minutes` long.

    Lines follow each other, but for those with a fixed mark: they begin `at` so many minutes after the ceremony
    starts, or before it where negative. Somebody who is invited speaks or acts in it. Whom a greeting names is reckoned
    from who comes.
    """

    __table_args__ = (
        UniqueConstraint("ceremony_id", "position"),
        CheckConstraint(_LINES, name="kind"),
        CheckConstraint("position BETWEEN 1 AND 999", name="position"),
        CheckConstraint("minutes BETWEEN 0 AND 600", name="minutes"),
        CheckConstraint("at BETWEEN -720 AND 720", name="at"),
    )
    untold = (*OfProtocol.untold, "text", "text_en", "by", "sound", "light", "props", "mc", "broadcast", "note")

    ceremony_id: Mapped[int] = mapped_column(ForeignKey("ceremony.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(20), default="other")
    text: Mapped[str] = mapped_column(String(500))
    text_en: Mapped[str] = mapped_column(String(500), default="")
    minutes: Mapped[int] = mapped_column(default=0)
    at: Mapped[int | None]
    invitation_id: Mapped[int | None] = mapped_column(ForeignKey("invitation.id", ondelete="SET NULL"), index=True)
    by: Mapped[str] = mapped_column(String(200), default="")
    sound: Mapped[str] = mapped_column(String(200), default="")
    light: Mapped[str] = mapped_column(String(200), default="")
    props: Mapped[str] = mapped_column(String(200), default="")
    mc: Mapped[str] = mapped_column(String(300), default="")
    broadcast: Mapped[str] = mapped_column(String(200), default="")
    note: Mapped[str] = mapped_column(String(500), default="")
    ceremony: Mapped[Ceremony] = relationship()
    invitation: Mapped[Invitation | None] = relationship()

    def __str__(self) -> str:
        return f"{self.ceremony.name} · {self.position}"


class StageItem(Row, Named, OfProtocol, db.Model):
    """Something that must stand at a ceremony, on the `side` seen from the seats; a foreign flag is of a country.

    Who looked whether it stands there, and what they saw, are its `checks`.
    """

    __table_args__ = (
        CheckConstraint(_ITEMS, name="kind"),
        CheckConstraint("side IN ('', 'left', 'centre', 'right')", name="side"),
        CheckConstraint("quantity BETWEEN 1 AND 999", name="quantity"),
        CheckConstraint("(kind = 'foreign_flag') = (country <> '')", name="country"),
    )
    untold = (*OfProtocol.untold, "note")

    ceremony_id: Mapped[int] = mapped_column(ForeignKey("ceremony.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(20), default="other")
    country: Mapped[str] = mapped_column(String(80), default="")
    quantity: Mapped[int] = mapped_column(default=1)
    side: Mapped[str] = mapped_column(String(10), default="")
    place: Mapped[str] = mapped_column(String(200), default="")
    note: Mapped[str] = mapped_column(String(500), default="")
    ceremony: Mapped[Ceremony] = relationship()
    checks: Mapped[list[StageItemCheck]] = relationship(cascade="all, delete-orphan", order_by="StageItemCheck.id")

    @property
    def stands(self) -> bool | None:
        """As it was seen last; None while nobody has looked."""
        return self.checks[-1].stands if self.checks else None


class StageItemCheck(db.Model):
    """Somebody looked: it stands there as it should, or does not, and why."""

    untold = ("note",)

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("stage_item.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(Instant, default=now)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    stands: Mapped[bool]
    note: Mapped[str] = mapped_column(String(300), default="")


class ScriptIssue(Row, OfProtocol, db.Model):
    """A numbered issue of the script: what those on the stage were told, as ids, so that no name is kept twice."""

    __table_args__ = (UniqueConstraint("ceremony_id", "number"),)
    untold = (*OfProtocol.untold, "told")

    ceremony_id: Mapped[int] = mapped_column(ForeignKey("ceremony.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    at: Mapped[datetime] = mapped_column(Instant, default=now)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    reason: Mapped[str] = mapped_column(String(500), default="")
    told: Mapped[dict[str, object]] = mapped_column(JSON)
    ceremony: Mapped[Ceremony] = relationship()

    def __str__(self) -> str:
        return f"{self.ceremony.name} · {self.number}"
