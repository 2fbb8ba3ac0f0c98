"""What the posts have to reckon with: every performance at its place, as released, or as drafted before that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from festival_ops.planning.clock import Clock
from festival_ops.planning.models import Placement, ReleasedItem
from festival_ops.planning.parades.walking import at_stops, loaded
from festival_ops.planning.queries import latest_release, main_plan
from festival_ops.planning.roads.hours import Stand
from festival_ops.programme.models import Cancellation, Edition, ParadeStop, Party, Performance, Permit, Stage
from festival_ops.traffic.models import Parade


@dataclass(frozen=True)
class Showing:
    """A performance at one place, in minutes of the edition; a parade has one for each place it passes."""

    act: int
    name: str
    name_en: str
    stage: int
    venue: int
    starts: int
    ends: int
    crowd: int = 0
    parties: frozenset[int] = frozenset()
    parade: bool = False
    fireworks: bool = False


@dataclass(frozen=True)
class Programme:
    """`release` is its number, None for the draft; `drifted` performances stand elsewhere in the draft than released,
    `waiting` ones have no place yet."""

    release: int | None
    showings: tuple[Showing, ...]
    waiting: int
    drifted: int


_Slots = Mapping[int, Stand]


def programme_of(session: Session, edition: Edition) -> Programme:
    """As released if anything is, else as drafted: who is sent where follows what the public is told."""
    release = latest_release(session, edition)
    drafted = _drafted(session, edition)
    slots = drafted if release is None else _released(session, release.id)
    rows = _performances(session, edition)
    waiting = sum(row.id not in slots for row in rows if row.reason is None)
    standing = {row.id for row in rows if row.reason is None}
    moved = {act for act in standing if slots.get(act) != drafted.get(act)}
    return Programme(
        release.number if release else None,
        tuple(_Reading(session, edition).showings(rows, slots, released=release is not None)),
        waiting,
        len(moved) if release else 0,
    )


@dataclass(frozen=True)
class Draft:
    """The shows of an edition, to be stood wherever somebody would put them."""

    rows: list[Any]
    reading: _Reading

    @classmethod
    def of(cls, session: Session, edition: Edition) -> Draft:
        return cls(_performances(session, edition), _Reading(session, edition))

    def showings(self, slots: _Slots) -> list[Showing]:
        return list(self.reading.showings(self.rows, slots, released=False))


def _drafted(session: Session, edition: Edition) -> _Slots:
    plan = main_plan(session, edition)
    if plan is None:
        return {}
    rows = select(Placement.performance_id, Placement.stage_id, Placement.starts).where(Placement.plan_id == plan.id)
    return {act: Stand(stage, starts) for act, stage, starts in session.execute(rows)}


def _released(session: Session, release: int) -> _Slots:
    item = ReleasedItem
    rows = select(item.performance_id, item.stage_id, item.starts).where(
        item.release_id == release, item.state == "scheduled"
    )
    return {act: Stand(stage, starts) for act, stage, starts in session.execute(rows)}


def _performances(session: Session, edition: Edition) -> list[Any]:
    act = Performance
    columns = (act.id, act.name, act.name_en, act.minutes, act.crowd, Cancellation.reason)
    rows = select(*columns).outerjoin(Cancellation, Cancellation.performance_id == act.id)
    return list(session.execute(rows.where(act.edition_id == edition.id).order_by(act.id)))


class _Reading:
    def __init__(self, session: Session, edition: Edition) -> None:
        self.session = session
        self.edition = edition
        self.clock = Clock.of(edition)
        self.venues: dict[int, int] = dict(self._pairs(select(Stage.id, Stage.venue_id), Stage))
        self.parties = self._attending()
        self.fireworks = {act for act, _ in self._pairs(self._with_fireworks(), Permit)}
        self.ways = self._ways()
        self.passed = self._passed()

    def showings(self, rows: list[Any], slots: _Slots, *, released: bool) -> Iterator[Showing]:
        """What is released takes place until another release says that it does not."""
        for row in rows:
            if row.id in slots and (released or row.reason is None):
                yield from self._showing(row, slots[row.id])

    def _showing(self, row: Any, stand: Stand) -> Iterator[Showing]:
        begins, stage = self.clock.minute(stand.starts), stand.stage
        whole = Showing(
            row.id,
            row.name,
            row.name_en or row.name,
            stage,
            self.venues[stage],
            begins,
            begins + (row.minutes if stand.minutes is None else stand.minutes),
            row.crowd or 0,
            frozenset(self.parties.get(row.id, ())),
            fireworks=row.id in self.fireworks,
        )
        way = self.ways.get(row.id)
        if not way:
            yield whole
        passed = self.passed.get(row.id, [])
        for at, stop in enumerate(way or ()):
            comes, leaves = passed[at] if passed else (stop.offset, stop.offset + stop.minutes)
            yield replace(
                whole, stage=stop.stage_id, venue=self.venues[stop.stage_id], starts=begins + comes,
                ends=begins + leaves, parade=True, parties=whole.parties if at == 0 else frozenset(),
            )  # fmt: skip

    def _pairs(self, rows: Any, model: Any) -> list[tuple[int, int]]:
        return [(row[0], row[1]) for row in self.session.execute(rows.where(model.edition_id == self.edition.id))]

    def _attending(self) -> dict[int, list[int]]:
        held: dict[int, list[int]] = {}
        for act, party in self._pairs(select(Performance.id, Party.id).join(Party.performances), Party):
            held.setdefault(act, []).append(party)
        return held

    def _with_fireworks(self) -> Any:
        rows = select(Performance.id, Permit.id).join(Permit.performances)
        return rows.where(Permit.kind == "fireworks", Permit.state != "refused")

    def _passed(self) -> dict[int, list[tuple[int, int]]]:
        """By parade that has its order, when its head comes to each stop and its tail leaves it."""
        rows = select(Parade).where(Parade.edition_id == self.edition.id).options(*loaded())
        return {
            row.performance_id: at_stops(row, self.ways.get(row.performance_id, ()))
            for row in self.session.scalars(rows)
        }

    def _ways(self) -> dict[int, list[ParadeStop]]:
        rows = (
            select(ParadeStop)
            .join(Performance)
            .where(Performance.edition_id == self.edition.id)
            .options(joinedload(ParadeStop.stage).joinedload(Stage.venue))
        )
        held: dict[int, list[ParadeStop]] = {}
        for stop in self.session.scalars(rows.order_by(ParadeStop.position)):
            held.setdefault(stop.performance_id, []).append(stop)
        return held
