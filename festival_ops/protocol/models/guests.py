"""Delegations, the guests in them, and how they come and go."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from festival_ops.database import Instant, Named, Row, db
from festival_ops.programme.models import Party
from festival_ops.protocol.kinds import MODES, WAYS
from festival_ops.protocol.models.of_protocol import Coded, OfProtocol
from festival_ops.protocol.models.places import GuestPlace
from festival_ops.protocol.models.precedence import GuestGroup


class Delegation(Coded, Row, Named, OfProtocol, db.Model):
    """Guests who come together, `people` of them, and are received by one host.

    `party` is the same delegation where the programme keeps its shows free for it. From `kept_until` on names may be
    erased; since `erased_at` the code stands for the name.
    """

    __table_args__ = (
        UniqueConstraint("edition_id", "code"),
        CheckConstraint("people > 0", name="people"),
    )
    untold = (*OfProtocol.untold, "name", "name_en", "country", "note")

    code: Mapped[str] = mapped_column(String(20))
    group_id: Mapped[int] = mapped_column(ForeignKey("guest_group.id", ondelete="RESTRICT"), index=True)
    country: Mapped[str] = mapped_column(String(80), default="")
    languages: Mapped[list[str]] = mapped_column(JSON, default=list)
    people: Mapped[int] = mapped_column(default=1)
    host_id: Mapped[int | None] = mapped_column(ForeignKey("guest.id", ondelete="SET NULL", use_alter=True), index=True)
    party_id: Mapped[int | None] = mapped_column(ForeignKey("party.id", ondelete="SET NULL"), index=True)
    kept_until: Mapped[date | None]
    erased_at: Mapped[datetime | None] = mapped_column(Instant)
    note: Mapped[str] = mapped_column(String(1000), default="")
    group: Mapped[GuestGroup] = relationship()
    host: Mapped[Guest | None] = relationship(foreign_keys=[host_id], post_update=True)
    party: Mapped[Party | None] = relationship()
    guests: Mapped[list[Guest]] = relationship(
        back_populates="delegation",
        foreign_keys="Guest.delegation_id",
        order_by="Guest.position, Guest.sort_key",
        viewonly=True,
    )
    legs: Mapped[list[Leg]] = relationship(back_populates="delegation", order_by="Leg.at, Leg.id", viewonly=True)

    def searched(self) -> str:
        return f"{self.code} {self.name} {self.name_en or ''} {self.country or ''}"


class Guest(Coded, Row, Named, OfProtocol, db.Model):
    """One person who is invited, alone or in a delegation, where the head has the `position` 1.

    The rank follows from the group, then from `position_in_group` where somebody has said it, then from the office held
    since `office_since`. Diet and access needs are sensitive: they are shown on the guest's own page alone.
    """

    __table_args__ = (
        UniqueConstraint("edition_id", "code"),
        CheckConstraint("position >= 1", name="position"),
        CheckConstraint("position_in_group >= 1", name="position_in_group"),
    )
    untold = (
        *OfProtocol.untold,
        "name",
        "name_en",
        "address",
        "address_en",
        "office",
        "office_en",
        "office_since",
        "country",
        "phone",
        "email",
        "diet",
        "access_needs",
        "note",
    )

    code: Mapped[str] = mapped_column(String(20))
    delegation_id: Mapped[int | None] = mapped_column(ForeignKey("delegation.id", ondelete="RESTRICT"), index=True)
    position: Mapped[int | None]
    group_id: Mapped[int] = mapped_column(ForeignKey("guest_group.id", ondelete="RESTRICT"), index=True)
    position_in_group: Mapped[int | None]
    address: Mapped[str] = mapped_column(String(80), default="")
    address_en: Mapped[str] = mapped_column(String(80), default="")
    office: Mapped[str] = mapped_column(String(300), default="")
    office_en: Mapped[str] = mapped_column(String(300), default="")
    office_since: Mapped[date | None]
    country: Mapped[str] = mapped_column(String(80), default="")
    languages: Mapped[list[str]] = mapped_column(JSON, default=list)
    host_id: Mapped[int | None] = mapped_column(ForeignKey("guest.id", ondelete="SET NULL"), index=True)
    phone: Mapped[str] = mapped_column(String(40), default="")
    email: Mapped[str] = mapped_column(String(255), default="")
    step_free: Mapped[bool] = mapped_column(default=False)
    diet: Mapped[str] = mapped_column(String(300), default="")
    access_needs: Mapped[str] = mapped_column(String(300), default="")
    gifts: Mapped[bool] = mapped_column(default=False)
    kept_until: Mapped[date | None]
    erased_at: Mapped[datetime | None] = mapped_column(Instant)
    note: Mapped[str] = mapped_column(String(1000), default="")
    delegation: Mapped[Delegation | None] = relationship(back_populates="guests", foreign_keys=[delegation_id])
    group: Mapped[GuestGroup] = relationship()
    host: Mapped[Guest | None] = relationship(remote_side="Guest.id", foreign_keys=[host_id])

    def searched(self) -> str:
        return f"{self.code} {self.name} {self.name_en or ''} {self.office or ''} {self.office_en or ''}"


class Leg(Row, OfProtocol, db.Model):
    """How a delegation, or one guest of it, comes or goes: by what, when, where, with how many people and suitcases.

    `formalities` are those of the border gate or the airport, in words.
    """

    __table_args__ = (
        CheckConstraint("way IN ('arrival', 'departure')", name="way"),
        CheckConstraint("mode IN ('flight', 'train', 'road', 'border')", name="mode"),
        CheckConstraint(
            "state IN ('planned', 'confirmed', 'late', 'met', 'lodged', 'gone', 'cancelled')", name="state"
        ),
        CheckConstraint("people > 0 AND luggage >= 0", name="load"),
        {"sqlite_autoincrement": True},
    )
    untold = (*OfProtocol.untold, "formalities", "note")

    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id", ondelete="CASCADE"), index=True)
    guest_id: Mapped[int | None] = mapped_column(ForeignKey("guest.id", ondelete="CASCADE"), index=True)
    way: Mapped[str] = mapped_column(String(10))
    mode: Mapped[str] = mapped_column(String(10))
    number: Mapped[str] = mapped_column(String(40), default="")
    at: Mapped[datetime] = mapped_column(Instant)
    place_id: Mapped[int] = mapped_column(ForeignKey("guest_place.id", ondelete="RESTRICT"), index=True)
    people: Mapped[int]
    luggage: Mapped[int] = mapped_column(default=0)
    formalities: Mapped[str] = mapped_column(String(500), default="")
    state: Mapped[str] = mapped_column(String(10), default="planned")
    note: Mapped[str] = mapped_column(String(500), default="")
    delegation: Mapped[Delegation] = relationship(back_populates="legs")
    guest: Mapped[Guest | None] = relationship()
    place: Mapped[GuestPlace] = relationship()

    def __str__(self) -> str:
        return f"{self.delegation.code} · {self.number or self.mode}"

    def named_by(self, name: Callable[[Any], str]) -> str:
        return f"{self.delegation.code} · {dict(WAYS)[self.way]} · {self.number or dict(MODES)[self.mode]}"
