"""Parades in their order: the way, who walks in it, and where they gather and part."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from festival_ops.database import Named, Row, db
from festival_ops.programme.models import Performance, Troupe
from festival_ops.traffic.kinds import ANYWHERE
from festival_ops.traffic.models.network import Junction, Segment
from festival_ops.traffic.models.of_roads import OfRoads
from festival_ops.traffic.models.places import StopPlace


class Parade(Row, OfRoads, db.Model):
    """The walk of a performance. Units keep `gap` metres or more, and loud ones `apart` metres; each gathers `call`
    minutes before it steps off, and takes `walk` minutes from the end of the way to its bus."""

    __table_args__ = (
        UniqueConstraint("edition_id", "performance_id"),
        CheckConstraint("gap BETWEEN 0 AND 1000 AND apart BETWEEN 0 AND 1000", name="metres"),
        CheckConstraint("call BETWEEN 0 AND 600 AND walk BETWEEN 0 AND 600", name="minutes"),
    )

    performance_id: Mapped[int] = mapped_column(ForeignKey("performance.id", ondelete="RESTRICT"), index=True)
    assembly: Mapped[str] = mapped_column(String(300), default="")
    dispersal: Mapped[str] = mapped_column(String(300), default="")
    buses_id: Mapped[int | None] = mapped_column(ForeignKey("stop_place.id", ondelete="RESTRICT"), index=True)
    gap: Mapped[int] = mapped_column(default=15)
    apart: Mapped[int] = mapped_column(default=40)
    call: Mapped[int] = mapped_column(default=30)
    walk: Mapped[int] = mapped_column(default=5)
    note: Mapped[str] = mapped_column(String(1000), default="")
    performance: Mapped[Performance] = relationship()
    buses: Mapped[StopPlace | None] = relationship()
    chain: Mapped[list[ParadeSegment]] = relationship(cascade="all, delete-orphan", order_by="ParadeSegment.position")
    units: Mapped[list[ParadeUnit]] = relationship(
        back_populates="parade", order_by="ParadeUnit.position, ParadeUnit.id", passive_deletes="all"
    )

    halts: Mapped[list[ParadeHalt]] = relationship(cascade="all, delete-orphan", order_by="ParadeHalt.id")

    def __str__(self) -> str:
        return str(self.performance)

    def named_by(self, name: Callable[[Any], str]) -> str:
        return name(self.performance)

    @property
    def segments(self) -> list[Segment]:
        return [link.segment for link in self.chain]


class ParadeSegment(db.Model):
    __table_args__ = (UniqueConstraint("parade_id", "segment_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    parade_id: Mapped[int] = mapped_column(ForeignKey("parade.id", ondelete="CASCADE"), index=True)
    segment_id: Mapped[int] = mapped_column(ForeignKey("segment.id", ondelete="RESTRICT"), index=True)
    position: Mapped[int]
    segment: Mapped[Segment] = relationship()


class ParadeHalt(db.Model):
    """At this junction of the way the whole parade stands still when its head comes there, or one unit performs."""

    __table_args__ = (
        UniqueConstraint("parade_id", "junction_id"),
        UniqueConstraint("parade_unit_id", "junction_id"),
        CheckConstraint("(parade_id IS NULL) <> (parade_unit_id IS NULL)", name="whose"),
        CheckConstraint("minutes BETWEEN 1 AND 120", name="minutes"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    parade_id: Mapped[int | None] = mapped_column(ForeignKey("parade.id", ondelete="CASCADE"), index=True)
    parade_unit_id: Mapped[int | None] = mapped_column(ForeignKey("parade_unit.id", ondelete="CASCADE"), index=True)
    junction_id: Mapped[int] = mapped_column(ForeignKey("junction.id", ondelete="RESTRICT"), index=True)
    minutes: Mapped[int]
    junction: Mapped[Junction] = relationship()


class ParadeUnit(Row, Named, OfRoads, db.Model):
    """Who walks together: a troupe, or a group in words. `held` is the place that it must have, `kind` a word that two
    units behind each other had better not share. Units without a `position` walk behind those that have one."""

    __table_args__ = (
        UniqueConstraint("parade_id", "name"),
        CheckConstraint("people > 0", name="people"),
        CheckConstraint("length BETWEEN 1 AND 2000", name="length"),
        CheckConstraint("pace BETWEEN 5 AND 200", name="pace"),
        CheckConstraint("gap BETWEEN 0 AND 1000", name="gap"),
        CheckConstraint("loudness BETWEEN 0 AND 3", name="loudness"),
        CheckConstraint("held IN ('', 'first', 'last')", name="held"),
        CheckConstraint("behind_id <> id", name="two_units"),
    )

    parade_id: Mapped[int] = mapped_column(ForeignKey("parade.id", ondelete="RESTRICT"), index=True)
    position: Mapped[int | None]
    troupe_id: Mapped[int | None] = mapped_column(ForeignKey("troupe.id", ondelete="RESTRICT"), index=True)
    people: Mapped[int | None]
    length: Mapped[int]
    pace: Mapped[int]
    gap: Mapped[int | None]
    loudness: Mapped[int] = mapped_column(default=2)
    needs_quiet: Mapped[bool] = mapped_column(default=False)
    kind: Mapped[str] = mapped_column(String(40), default="")
    held: Mapped[str] = mapped_column(String(10), default=ANYWHERE)
    behind_id: Mapped[int | None] = mapped_column(ForeignKey("parade_unit.id", ondelete="SET NULL"), index=True)
    bus: Mapped[str] = mapped_column(String(80), default="")
    parade: Mapped[Parade] = relationship(back_populates="units")
    troupe: Mapped[Troupe | None] = relationship()
    behind: Mapped[ParadeUnit | None] = relationship(remote_side="ParadeUnit.id")
    halts: Mapped[list[ParadeHalt]] = relationship(cascade="all, delete-orphan", order_by="ParadeHalt.id")

    def __str__(self) -> str:
        """The same troupe may walk in every parade of a festival; the code tells them apart."""
        return f"{self.parade.performance.code} · {self.name}" if self.parade else self.name
