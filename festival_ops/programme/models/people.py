"""Troupes, the people they share, whom to call, and guests of honour as coded parties."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, time

from sqlalchemy import Column, ColumnElement, ForeignKey, String, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from festival_ops.database import Instant, Named, Row, db
from festival_ops.programme.models.edition import OfEdition, Sourced
from festival_ops.web.access import Secrecy

troupe_members = Table(
    "troupe_member",
    db.metadata,
    Column("person_id", ForeignKey("person.id", ondelete="CASCADE"), primary_key=True),
    Column("troupe_id", ForeignKey("troupe.id", ondelete="CASCADE"), primary_key=True),
)


class Troupe(Row, Named, OfEdition, Sourced, db.Model):
    __table_args__ = (UniqueConstraint("edition_id", "name"),)

    short_name: Mapped[str] = mapped_column(String(14), default="")
    country: Mapped[str] = mapped_column(String(80), default="")
    size: Mapped[int | None]
    languages: Mapped[str] = mapped_column(String(100), default="")
    arrives: Mapped[datetime | None] = mapped_column(Instant)
    departs: Mapped[datetime | None] = mapped_column(Instant)
    hotel_area: Mapped[str] = mapped_column(String(120), default="")
    shows_a_day: Mapped[int | None]
    rest: Mapped[int | None]
    latest: Mapped[time | None]
    contacts: Mapped[list[Contact]] = relationship(back_populates="troupe", cascade="all, delete-orphan")

    @classmethod
    def of_troupes(cls, ids: Collection[int]) -> ColumnElement[bool]:
        return cls.id.in_(ids)

    def searched(self) -> str:
        return f"{self.name} {self.name_en or ''} {self.short_name or ''} {self.country or ''}"


class Contact(Row, OfEdition, db.Model):
    """Whom to call about a troupe."""

    secrecy = Secrecy.CONTACTS

    troupe_id: Mapped[int] = mapped_column(ForeignKey("troupe.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    duty: Mapped[str] = mapped_column(String(100), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    email: Mapped[str] = mapped_column(String(255), default="")
    troupe: Mapped[Troupe] = relationship(back_populates="contacts")

    @classmethod
    def of_troupes(cls, ids: Collection[int]) -> ColumnElement[bool]:
        return cls.troupe_id.in_(ids)


class Person(Row, Named, OfEdition, db.Model):
    """Somebody who plays in more than one troupe and so ties their times together."""

    troupes: Mapped[list[Troupe]] = relationship(secondary=troupe_members, order_by="Troupe.sort_key")


class Party(Row, OfEdition, db.Model):
    """Guests of honour under a code name; who they are is kept by protocol, not here."""

    __table_args__ = (UniqueConstraint("edition_id", "code"),)
    secrecy = Secrecy.GUARDED

    code: Mapped[str] = mapped_column(String(40))
    arrives: Mapped[datetime | None] = mapped_column(Instant)
    departs: Mapped[datetime | None] = mapped_column(Instant)
    performances: Mapped[list[Performance]] = relationship(  # noqa: F821
        secondary="party_attendance", order_by="Performance.sort_key"
    )
