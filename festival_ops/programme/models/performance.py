"""Works, their performances, and everything a performance asks of its place and hour."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, Column, ColumnElement, ForeignKey, String, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, with_loader_criteria
from sqlalchemy.orm.interfaces import ORMOption

from festival_ops.database import Instant, Named, Row, db, now
from festival_ops.programme.models.edition import OfEdition, Sourced
from festival_ops.programme.models.people import Troupe
from festival_ops.programme.models.place import Equipment, Stage


def _link(name: str, left: str, right: str) -> Table:
    return Table(
        name,
        db.metadata,
        Column(f"{left}_id", ForeignKey(f"{left}.id", ondelete="CASCADE"), primary_key=True),
        Column(f"{right}_id", ForeignKey(f"{right}.id", ondelete="CASCADE"), primary_key=True, index=True),
    )


performance_troupes = _link("performance_troupe", "performance", "troupe")
allowed_stages = _link("allowed_stage", "performance", "stage")
party_attendance = _link("party_attendance", "party", "performance")


class Work(Row, Named, OfEdition, Sourced, db.Model):
    """What is performed, once or several times, and how its performances spread over the days."""

    __table_args__ = (UniqueConstraint("edition_id", "name"),)

    short_name: Mapped[str] = mapped_column(String(14), default="")
    genre: Mapped[str] = mapped_column(String(40), default="")
    audience: Mapped[str] = mapped_column(String(100), default="")
    at_most_a_day: Mapped[int | None]
    days_apart: Mapped[int | None]
    other_stages: Mapped[bool] = mapped_column(default=False)
    performances: Mapped[list[Performance]] = relationship(back_populates="work", order_by="Performance.sort_key")


class AudienceClash(Row, OfEdition, db.Model):
    """Two works that want the same audience; weight 1 a pity … 10 a scandal."""

    __table_args__ = (
        UniqueConstraint("first_id", "second_id"),
        CheckConstraint("first_id <> second_id", name="two_works"),
        CheckConstraint("weight BETWEEN 1 AND 10", name="weight"),
    )

    first_id: Mapped[int] = mapped_column(ForeignKey("work.id", ondelete="CASCADE"), index=True)
    second_id: Mapped[int] = mapped_column(ForeignKey("work.id", ondelete="CASCADE"), index=True)
    weight: Mapped[int] = mapped_column(default=1)
    first: Mapped[Work] = relationship(foreign_keys=[first_id])
    second: Mapped[Work] = relationship(foreign_keys=[second_id])

    def __str__(self) -> str:
        return f"{self.first} – {self.second}"


class Performance(Row, Named, OfEdition, Sourced, db.Model):
    """One showing. `announced_*` hold what the public was promised; a fixed one must stand exactly there.

    It is planned with `minutes`. From `shortest` to `longest` its length is open; without these it is not.
    `lunar` is the day and month of the lunar calendar that a rite is bound to, as 5/5; empty where none is.
    """

    __table_args__ = (
        UniqueConstraint("edition_id", "code"),
        CheckConstraint("minutes > 0", name="minutes"),
        CheckConstraint("shortest BETWEEN 1 AND minutes AND longest >= minutes", name="length"),
        CheckConstraint("loudness BETWEEN 0 AND 3", name="loudness"),
        CheckConstraint("NOT fixed OR (announced_stage_id IS NOT NULL AND announced_starts IS NOT NULL)", name="fixed"),
    )

    code: Mapped[str] = mapped_column(String(40))
    short_name: Mapped[str] = mapped_column(String(14), default="")
    work_id: Mapped[int | None] = mapped_column(ForeignKey("work.id", ondelete="RESTRICT"), index=True)
    minutes: Mapped[int]
    shortest: Mapped[int | None]
    longest: Mapped[int | None]
    get_in: Mapped[int] = mapped_column(default=0)
    get_out: Mapped[int] = mapped_column(default=0)
    features: Mapped[str] = mapped_column(String(300), default="")
    genre: Mapped[str] = mapped_column(String(40), default="")
    audience: Mapped[str] = mapped_column(String(100), default="")
    crowd: Mapped[int | None]
    loudness: Mapped[int] = mapped_column(default=2)
    needs_quiet: Mapped[bool] = mapped_column(default=False)
    public: Mapped[bool] = mapped_column(default=True)
    lunar: Mapped[str] = mapped_column(String(5), default="")
    fixed: Mapped[bool] = mapped_column(default=False)
    announced_stage_id: Mapped[int | None] = mapped_column(ForeignKey("stage.id", ondelete="RESTRICT"), index=True)
    announced_starts: Mapped[datetime | None] = mapped_column(Instant)
    work: Mapped[Work | None] = relationship(back_populates="performances")
    announced_stage: Mapped[Stage | None] = relationship()
    troupes: Mapped[list[Troupe]] = relationship(secondary=performance_troupes, order_by="Troupe.sort_key")
    stages: Mapped[list[Stage]] = relationship(secondary=allowed_stages, order_by="Stage.sort_key")
    windows: Mapped[list[PerformanceWindow]] = relationship(
        cascade="all, delete-orphan", order_by="PerformanceWindow.on, PerformanceWindow.starts"
    )
    stops: Mapped[list[ParadeStop]] = relationship(cascade="all, delete-orphan", order_by="ParadeStop.position")
    needs: Mapped[list[EquipmentNeed]] = relationship(cascade="all, delete-orphan")
    cancellation: Mapped[Cancellation | None] = relationship(cascade="all, delete-orphan")
    earlier: Mapped[list[Precedence]] = relationship(
        viewonly=True, primaryjoin="Performance.id == Precedence.second_id", order_by="Precedence.id"
    )
    later: Mapped[list[Precedence]] = relationship(
        viewonly=True, primaryjoin="Performance.id == Precedence.first_id", order_by="Precedence.id"
    )

    rehearsals: Mapped[list[Rehearsal]] = relationship(  # noqa: F821
        viewonly=True,
        primaryjoin="or_(Performance.id == foreign(Rehearsal.performance_id),"
        " Performance.work_id == foreign(Rehearsal.work_id))",
        order_by="Rehearsal.starts",
    )

    def __str__(self) -> str:
        """Performances of one work share its name; the code tells them apart."""
        return f"{self.code} · {self.name}"

    @property
    def feature_names(self) -> tuple[str, ...]:
        return tuple(part.strip() for part in self.features.split(",") if part.strip())

    @classmethod
    def of_troupes(cls, ids: Collection[int]) -> ColumnElement[bool]:
        return cls.troupes.any(Troupe.id.in_(ids))

    @classmethod
    def seen_by_troupes(cls, ids: Collection[int]) -> list[ORMOption]:
        """What hangs on a performance that a coordinator may see: not who else plays, nor what others play."""
        both = Precedence.first.has(cls.of_troupes(ids)) & Precedence.second.has(cls.of_troupes(ids))
        return [with_loader_criteria(Troupe, Troupe.id.in_(ids)), with_loader_criteria(Precedence, both)]

    def searched(self) -> str:
        return f"{self.name} {self.name_en or ''} {self.short_name or ''} {self.code}"


class PerformanceWindow(db.Model):
    """Strict windows together say when it may stand; the others when it would like to, each with a weight."""

    id: Mapped[int] = mapped_column(primary_key=True)
    performance_id: Mapped[int] = mapped_column(ForeignKey("performance.id", ondelete="CASCADE"), index=True)
    on: Mapped[date | None]
    starts: Mapped[time | None]
    ends: Mapped[time | None]
    strict: Mapped[bool] = mapped_column(default=True)
    weight: Mapped[int] = mapped_column(default=1)


class ParadeStop(db.Model):
    """One place on a parade's way: reached `offset` minutes after the start, left `minutes` later."""

    id: Mapped[int] = mapped_column(primary_key=True)
    performance_id: Mapped[int] = mapped_column(ForeignKey("performance.id", ondelete="CASCADE"), index=True)
    stage_id: Mapped[int] = mapped_column(ForeignKey("stage.id", ondelete="RESTRICT"), index=True)
    position: Mapped[int]
    offset: Mapped[int]
    minutes: Mapped[int]
    stage: Mapped[Stage] = relationship()


class EquipmentNeed(db.Model):
    __table_args__ = (UniqueConstraint("performance_id", "equipment_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    performance_id: Mapped[int] = mapped_column(ForeignKey("performance.id", ondelete="CASCADE"), index=True)
    equipment_id: Mapped[int] = mapped_column(ForeignKey("equipment.id", ondelete="RESTRICT"), index=True)
    quantity: Mapped[int] = mapped_column(default=1)
    equipment: Mapped[Equipment] = relationship()


class Precedence(Row, OfEdition, db.Model):
    """The second starts `lag` minutes or more after the first ends: a rehearsal before its show."""

    __table_args__ = (
        UniqueConstraint("first_id", "second_id"),
        CheckConstraint("first_id <> second_id", name="two_performances"),
    )

    first_id: Mapped[int] = mapped_column(ForeignKey("performance.id", ondelete="CASCADE"), index=True)
    second_id: Mapped[int] = mapped_column(ForeignKey("performance.id", ondelete="CASCADE"), index=True)
    lag: Mapped[int] = mapped_column(default=0)
    at_most: Mapped[int | None]
    note: Mapped[str] = mapped_column(String(300), default="")
    first: Mapped[Performance] = relationship(foreign_keys=[first_id])
    second: Mapped[Performance] = relationship(foreign_keys=[second_id])

    def __str__(self) -> str:
        return f"{self.first} → {self.second}"


class Cancellation(db.Model):
    """A performance that will not take place: who said so, when and why."""

    id: Mapped[int] = mapped_column(primary_key=True)
    performance_id: Mapped[int] = mapped_column(ForeignKey("performance.id", ondelete="CASCADE"), unique=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(Instant, default=now)
    reason: Mapped[str] = mapped_column(String(500))
