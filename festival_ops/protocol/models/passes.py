"""Who may go where: zones, kinds of passes, and the passes themselves."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Column, ForeignKey, String, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from festival_ops.database import Instant, Named, Row, db, now
from festival_ops.programme.models import Troupe, Venue
from festival_ops.protocol.models.escorts import Escort
from festival_ops.protocol.models.guests import Delegation, Guest
from festival_ops.protocol.models.of_protocol import OfProtocol
from festival_ops.protocol.models.precedence import GuestGroup
from festival_ops.protocol.pass_kinds import MADE
from festival_ops.web.access import Secrecy

# Read aloud at a gate: no letter that is taken for another, or for a number.
LETTERS = "ACDEFHJKLMNPRTUVWXY3479"

kind_zones = Table(
    "pass_kind_zone",
    db.metadata,
    Column("pass_kind_id", ForeignKey("pass_kind.id", ondelete="CASCADE"), primary_key=True),
    Column("pass_zone_id", ForeignKey("pass_zone.id", ondelete="CASCADE"), primary_key=True, index=True),
)
kind_groups = Table(
    "pass_kind_group",
    db.metadata,
    Column("pass_kind_id", ForeignKey("pass_kind.id", ondelete="CASCADE"), primary_key=True),
    Column("guest_group_id", ForeignKey("guest_group.id", ondelete="CASCADE"), primary_key=True, index=True),
)
more_zones = Table(
    "pass_more_zone",
    db.metadata,
    Column("pass_id", ForeignKey("pass.id", ondelete="CASCADE"), primary_key=True),
    Column("pass_zone_id", ForeignKey("pass_zone.id", ondelete="CASCADE"), primary_key=True, index=True),
)


def four_letters() -> str:
    return "".join(secrets.choice(LETTERS) for _position in range(4))


class PassZone(Row, Named, OfProtocol, db.Model):
    """Where somebody lets in those with a pass: at one venue, or wherever it is called so. A zone of `roads` is what
    closures keep free for vehicles with a badge. Letters, colour and sign tell zones apart."""

    __table_args__ = (
        UniqueConstraint("edition_id", "code"),
        CheckConstraint("colour IN ('red', 'orange', 'yellow', 'green', 'blue', 'violet', 'grey')", name="colour"),
        CheckConstraint("NOT roads OR venue_id IS NULL", name="roads"),
    )

    code: Mapped[str] = mapped_column(String(4))
    venue_id: Mapped[int | None] = mapped_column(ForeignKey("venue.id", ondelete="RESTRICT"), index=True)
    colour: Mapped[str] = mapped_column(String(10), default="grey")
    sign: Mapped[str] = mapped_column(String(20), default="door-enter")
    roads: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(String(500), default="")
    venue: Mapped[Venue | None] = relationship()

    def __str__(self) -> str:
        return f"{self.code} · {self.name}"


class PassKind(Row, Named, OfProtocol, db.Model):
    """Opens its `zones` to its bearers, so many minutes before and after what they come for. Kinds for guests may be
    for some `groups` alone; one without any is for all others."""

    __table_args__ = (
        UniqueConstraint("edition_id", "code"),
        CheckConstraint("bearer IN ('guest', 'delegation', 'escort', 'troupe', 'vehicle', 'other')", name="bearer"),
        CheckConstraint("before BETWEEN 0 AND 1440 AND after BETWEEN 0 AND 1440", name="around"),
    )

    code: Mapped[str] = mapped_column(String(12))
    bearer: Mapped[str] = mapped_column(String(12))
    before: Mapped[int] = mapped_column(default=90)
    after: Mapped[int] = mapped_column(default=60)
    note: Mapped[str] = mapped_column(String(500), default="")
    zones: Mapped[list[PassZone]] = relationship(secondary=kind_zones, order_by="PassZone.code")
    groups: Mapped[list[GuestGroup]] = relationship(secondary=kind_groups, order_by="GuestGroup.code")

    def __str__(self) -> str:
        return f"{self.code} · {self.name}"


class Pass(Row, OfProtocol, db.Model):
    """A numbered pass for so many `heads`. When it holds is reckoned from the plan and nowhere written down, but for
    passes by hand: from `starts` to `ends`, or while the edition lasts.

    `letters` stand behind the number, so that nobody asks his way through all of them. `printed` is what the badge says
    that is out, `printing` which one of it. `grounds` are kind and heads as drafted. What vehicles bear is tied to them
    by planning.
    """

    __table_args__ = (
        UniqueConstraint("edition_id", "number"),
        CheckConstraint("state IN ('made', 'printed', 'handed', 'returned', 'lost', 'void')", name="state"),
        CheckConstraint("heads BETWEEN 1 AND 2000", name="heads"),
        CheckConstraint("ends > starts", name="span"),
        {"sqlite_autoincrement": True},
    )
    untold = (*OfProtocol.untold, "letters", "holder", "reason", "note", "printed")

    number: Mapped[int]
    letters: Mapped[str] = mapped_column(String(4), default=four_letters)
    kind_id: Mapped[int] = mapped_column(ForeignKey("pass_kind.id", ondelete="RESTRICT"), index=True)
    guest_id: Mapped[int | None] = mapped_column(ForeignKey("guest.id", ondelete="SET NULL"), index=True)
    delegation_id: Mapped[int | None] = mapped_column(ForeignKey("delegation.id", ondelete="SET NULL"), index=True)
    escort_id: Mapped[int | None] = mapped_column(ForeignKey("escort.id", ondelete="SET NULL"), index=True)
    troupe_id: Mapped[int | None] = mapped_column(ForeignKey("troupe.id", ondelete="SET NULL"), index=True)
    holder: Mapped[str] = mapped_column(String(200), default="")
    heads: Mapped[int] = mapped_column(default=1)
    starts: Mapped[datetime | None] = mapped_column(Instant)
    ends: Mapped[datetime | None] = mapped_column(Instant)
    state: Mapped[str] = mapped_column(String(10), default=MADE)
    state_at: Mapped[datetime] = mapped_column(Instant, default=now)
    reason: Mapped[str] = mapped_column(String(300), default="")
    printed: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    printed_at: Mapped[datetime | None] = mapped_column(Instant)
    printing: Mapped[int] = mapped_column(default=0)
    grounds: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    note: Mapped[str] = mapped_column(String(500), default="")
    kind: Mapped[PassKind] = relationship()
    guest: Mapped[Guest | None] = relationship()
    delegation: Mapped[Delegation | None] = relationship()
    escort: Mapped[Escort | None] = relationship()
    troupe: Mapped[Troupe | None] = relationship()
    more: Mapped[list[PassZone]] = relationship(secondary=more_zones, order_by="PassZone.code")

    def __str__(self) -> str:
        return f"{self.number:04}"

    def named_by(self, name: Callable[[Any], str]) -> str:
        return f"{self.number:04} · {name(self.kind)}"

    @property
    def told_number(self) -> str:
        """As it is printed and typed."""
        return f"{self.number:04}-{self.letters}"

    @property
    def who(self) -> Guest | Delegation | Escort | Troupe | None:
        return self.guest or self.delegation or self.escort or self.troupe

    @property
    def zones(self) -> list[PassZone]:
        return sorted({*self.kind.zones, *self.more}, key=lambda zone: zone.code)


class PassCheck(db.Model):
    """That somebody has asked at a gate whether a pass opens it, and the answer; never altered afterwards.

    `serial` is what was typed where it could be a number of ours, `pass_id` empty where it is none; `zone` is a letter,
    empty for any zone; `because` is a word of `planning.passes.gate`. No name stands here.
    """

    secrecy = Secrecy.GUARDED

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant, default=now)
    edition_id: Mapped[int] = mapped_column(index=True)
    user_id: Mapped[int | None]
    user_name: Mapped[str] = mapped_column(String(200), default="")
    serial: Mapped[str] = mapped_column(String(11), default="")
    pass_id: Mapped[int | None] = mapped_column(index=True)
    zone: Mapped[str] = mapped_column(String(4), default="")
    opens: Mapped[bool]
    because: Mapped[str] = mapped_column(String(10))
