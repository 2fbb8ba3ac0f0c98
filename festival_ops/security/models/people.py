"""Forces with their own rule sets, the agencies that deliver people, and the people with what they are trained for."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from festival_ops.database import Instant, Named, Row, db
from festival_ops.programme.models import Venue
from festival_ops.security.models.guarded import Guarded

# Where a force has said nothing of its own: Labour Code 2019, articles 110 (rest before another shift), 105 (a week of
# 48 hours, of which a day may take ten: eight and a hand-over are more than eight) and 111 (24 hours of rest in seven
# days).
REST, A_DAY, A_WEEK, A_RUN, WEEKLY_REST = 720, 600, 2880, 6, 1440


class Force(Row, Named, Guarded, db.Model):
    """How long its people may be on duty. `labour` says that they are employees, whom the law protects strictly.

    Hand-overs count as duty. The shortest run is what it wants; all else is what it allows.
    """

    __table_args__ = (
        UniqueConstraint("edition_id", "name"),
        CheckConstraint("rest_minutes BETWEEN 0 AND 2880", name="rest"),
        CheckConstraint("day_minutes BETWEEN 60 AND 1440", name="day"),
        CheckConstraint("week_minutes BETWEEN day_minutes AND 10080", name="week"),
        CheckConstraint("longest_run BETWEEN 1 AND 60", name="run"),
        CheckConstraint("weekly_rest_minutes BETWEEN 0 AND 4320", name="weekly_rest"),
        CheckConstraint("month_minutes BETWEEN week_minutes AND 43200", name="month"),
        CheckConstraint("shortest_run BETWEEN 1 AND longest_run", name="shortest_run"),
    )

    kind: Mapped[str] = mapped_column(String(20))
    labour: Mapped[bool] = mapped_column(default=False)
    rest_minutes: Mapped[int] = mapped_column(default=REST)
    day_minutes: Mapped[int] = mapped_column(default=A_DAY)
    week_minutes: Mapped[int] = mapped_column(default=A_WEEK)
    month_minutes: Mapped[int | None]
    weekly_rest_minutes: Mapped[int] = mapped_column(default=WEEKLY_REST)
    longest_run: Mapped[int] = mapped_column(default=A_RUN)
    shortest_run: Mapped[int] = mapped_column(default=1)


class Agency(Row, Named, Guarded, db.Model):
    """`heads` is how many people it has promised, which is known before their names are; `contingents` say what some of
    them are for. Only those can stand on the roster before they have names."""

    __table_args__ = (UniqueConstraint("edition_id", "name"), CheckConstraint("heads >= 0", name="heads"))

    force_id: Mapped[int] = mapped_column(ForeignKey("force.id", ondelete="RESTRICT"), index=True)
    contact_point: Mapped[str] = mapped_column(String(200), default="")
    heads: Mapped[int | None]
    force: Mapped[Force] = relationship()
    contingents: Mapped[list[Contingent]] = relationship(cascade="all, delete-orphan", order_by="Contingent.id")

    @property
    def promised(self) -> int | None:
        """In all, whether somebody has said what for or not."""
        by_function = sum(part.heads for part in self.contingents)
        return self.heads if not by_function else max(self.heads or 0, by_function)

    @classmethod
    def of_agencies(cls, ids: Collection[int]) -> ColumnElement[bool]:
        return cls.id.in_(ids)


class Qualification(Row, Named, Guarded, db.Model):
    """What a post needs and a person brings: guard, medic, driver. Those who hold one that `leads` lead others."""

    __table_args__ = (UniqueConstraint("edition_id", "code"), UniqueConstraint("edition_id", "name"))

    code: Mapped[str] = mapped_column(String(20))
    leads: Mapped[bool] = mapped_column(default=False)

    def searched(self) -> str:
        return f"{self.name} {self.name_en or ''} {self.code}"


class Contingent(db.Model):
    """So many heads of an agency who hold a qualification, and with it one that leads if `leading` is given."""

    __table_args__ = (CheckConstraint("heads >= 1", name="heads"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id", ondelete="CASCADE"), index=True)
    qualification_id: Mapped[int] = mapped_column(ForeignKey("qualification.id", ondelete="RESTRICT"), index=True)
    leading_id: Mapped[int | None] = mapped_column(ForeignKey("qualification.id", ondelete="RESTRICT"), index=True)
    heads: Mapped[int]
    qualification: Mapped[Qualification] = relationship(foreign_keys=[qualification_id], lazy="joined", innerjoin=True)
    leading: Mapped[Qualification | None] = relationship(foreign_keys=[leading_id], lazy="joined")

    def __str__(self) -> str:
        return " + ".join(str(each.code) for each in self.held)

    @property
    def held(self) -> tuple[Qualification, ...]:
        return (self.qualification,) if self.leading is None else (self.qualification, self.leading)

    @property
    def kind(self) -> frozenset[int]:
        """The qualifications by which heads of it are known."""
        return frozenset(each.id for each in self.held)


class Squad(Row, Named, Guarded, db.Model):
    """People of one agency who are sent out together."""

    __table_args__ = (UniqueConstraint("agency_id", "name"),)

    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id", ondelete="RESTRICT"), index=True)
    # Every list of squads names their agencies too: each agency has a first squad.
    agency: Mapped[Agency] = relationship(lazy="joined", innerjoin=True)

    def __str__(self) -> str:
        return self.named_by(str)

    def named_by(self, name: Callable[[Any], str]) -> str:
        return f"{name(self.agency)} – {self.name}"

    @classmethod
    def of_agencies(cls, ids: Collection[int]) -> ColumnElement[bool]:
        return cls.agency_id.in_(ids)


class Officer(Row, Named, Guarded, db.Model):
    """One person of any force, known by a code; `home_venue` is the barracks or the area to come from.

    An `unnamed` one is a head that the agency promised: it is called by its `number` within the agency, and whoever is
    named for it takes its row over with all that hangs on it, and keeps the number. The limits are those of this person
    alone, narrower than the force's; None is what the force says.
    """

    # An id is never given twice: releases and calendars name officers who are no more.
    __table_args__ = (
        UniqueConstraint("edition_id", "code"),
        UniqueConstraint("agency_id", "number"),
        CheckConstraint("number IS NOT NULL OR NOT unnamed", name="unnamed"),
        CheckConstraint("day_minutes BETWEEN 60 AND 1440", name="day"),
        CheckConstraint("week_minutes BETWEEN 60 AND 10080 AND week_minutes >= COALESCE(day_minutes, 60)", name="week"),
        CheckConstraint("longest_run BETWEEN 1 AND 60", name="run"),
        {"sqlite_autoincrement": True},
    )

    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id", ondelete="RESTRICT"), index=True)
    squad_id: Mapped[int | None] = mapped_column(ForeignKey("squad.id", ondelete="RESTRICT"), index=True)
    home_venue_id: Mapped[int | None] = mapped_column(ForeignKey("venue.id", ondelete="RESTRICT"), index=True)
    code: Mapped[str] = mapped_column(String(40))
    phone: Mapped[str] = mapped_column(String(40), default="")
    languages: Mapped[str] = mapped_column(String(100), default="")
    day_minutes: Mapped[int | None]
    week_minutes: Mapped[int | None]
    longest_run: Mapped[int | None]
    note: Mapped[str] = mapped_column(String(300), default="")
    unnamed: Mapped[bool] = mapped_column(default=False, server_default=false())
    number: Mapped[int | None]
    agency: Mapped[Agency] = relationship()
    squad: Mapped[Squad | None] = relationship()
    home_venue: Mapped[Venue | None] = relationship()
    holdings: Mapped[list[Holding]] = relationship(cascade="all, delete-orphan", order_by="Holding.id")

    def __str__(self) -> str:
        """Names are shared by many; the code is not."""
        return f"{self.code} · {self.name}"

    def searched(self) -> str:
        return f"{self.name} {self.name_en or ''} {self.code}"

    @property
    def head(self) -> str | None:
        """The number by which a promised head is known on spreadsheets; it is the code until there is a name."""
        return self.head_of(self.agency_id, self.number) if self.unnamed and self.number else None

    @staticmethod
    def head_of(agency: int, number: int) -> str:
        return f"{Officer.heads_of(agency)}{number:03}"

    @staticmethod
    def heads_of(agency: int) -> str:
        """How the numbers of an agency's heads begin."""
        return f"H{agency}-"

    @property
    def kind(self) -> frozenset[int]:
        return frozenset(held.qualification_id for held in self.holdings)

    def holds(self, qualification: Qualification, day: date) -> bool:
        return any(held.qualification is qualification and held.valid_on(day) for held in self.holdings)

    @classmethod
    def of_agencies(cls, ids: Collection[int]) -> ColumnElement[bool]:
        return cls.agency_id.in_(ids)


class Holding(db.Model):
    """A qualification that somebody holds, to the day given or for good."""

    __table_args__ = (UniqueConstraint("officer_id", "qualification_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id", ondelete="CASCADE"), index=True)
    qualification_id: Mapped[int] = mapped_column(ForeignKey("qualification.id", ondelete="RESTRICT"), index=True)
    expires: Mapped[date | None]
    qualification: Mapped[Qualification] = relationship(lazy="joined", innerjoin=True)

    def __str__(self) -> str:
        return self.qualification.code

    def valid_on(self, day: date) -> bool:
        return self.expires is None or day <= self.expires


# Of an absence of this kind: somebody would rather be free, and comes when nobody else can.
UNWANTED = "unwanted"


class Absence(Row, Guarded, db.Model):
    """When somebody cannot be sent anywhere, or would rather not be."""

    __table_args__ = (CheckConstraint("ends > starts", name="span"),)

    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(20), default="leave")
    starts: Mapped[datetime] = mapped_column(Instant)
    ends: Mapped[datetime] = mapped_column(Instant)
    note: Mapped[str] = mapped_column(String(300), default="")
    officer: Mapped[Officer] = relationship(lazy="joined", innerjoin=True)

    def __str__(self) -> str:
        return str(self.officer)

    @classmethod
    def of_agencies(cls, ids: Collection[int]) -> ColumnElement[bool]:
        return cls.officer.has(Officer.agency_id.in_(ids))
