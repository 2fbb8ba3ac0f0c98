"""What closures are drafted from: the shows where the plan in hand has them, the roads, the gates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from festival_ops.planning.models import Placement, Plan
from festival_ops.programme.models import Edition, ParadeStop, Performance, Permit, Stage, Venue
from festival_ops.traffic.models import ClosureStandard, Gate, Segment, StandardSegment
from festival_ops.traffic.paths import Network
from festival_ops.words import fold


@dataclass(frozen=True)
class Show:
    """A performance that takes place, at its venue and on its day as far as these are known."""

    row: Performance
    venue: Venue | None
    day: date | None
    fireworks: bool

    @property
    def genre(self) -> str:
        return fold(self.row.genre or (self.row.work.genre if self.row.work else ""))

    @property
    def parade(self) -> bool:
        return bool(self.row.stops)


@dataclass(frozen=True)
class Ground:
    """Everything at once, so that drafting asks the database a fixed number of times."""

    standards: list[ClosureStandard]
    shows: list[Show]
    waiting: frozenset[int]
    network: Network
    gates: dict[int, list[Gate]]


def ground_of(session: Session, edition: Edition, plan: Plan | None) -> Ground:
    shows = _shows(session, edition, plan)
    waiting = frozenset(show.row.id for show in shows if show.venue is None or show.day is None)
    return Ground(_standards(session, edition), shows, waiting, _network(session, edition), _gates(session, edition))


def _standards(session: Session, edition: Edition) -> list[ClosureStandard]:
    chain = selectinload(ClosureStandard.chain).joinedload(StandardSegment.segment)
    rows = select(ClosureStandard).where(ClosureStandard.edition_id == edition.id)
    return list(session.scalars(rows.order_by(ClosureStandard.sort_key, ClosureStandard.id).options(chain)))


def _shows(session: Session, edition: Edition, plan: Plan | None) -> list[Show]:
    placed = select(Placement.performance_id, Placement.stage_id, Placement.starts)
    rows = session.execute(placed.where(Placement.plan_id == (plan.id if plan else 0)))
    slots = {act: (stage, starts) for act, stage, starts in rows}
    stages = {
        row.id: row
        for row in session.scalars(select(Stage).where(Stage.edition_id == edition.id).options(joinedload(Stage.venue)))
    }
    named = select(Performance.id).join(Permit.performances).where(Permit.edition_id == edition.id)
    fireworks = set(session.scalars(named.where(Permit.kind == "fireworks", Permit.state != "refused")))
    found = []
    for row in session.scalars(_taking_place(edition)):
        stage, starts = slots.get(row.id, (row.announced_stage_id, row.announced_starts))
        venue = stages[stage].venue if stage is not None else None
        day = edition.festival_day(starts) if starts is not None else None
        found.append(Show(row, venue, day, row.id in fireworks))
    return found


def _taking_place(edition: Edition) -> Any:
    stops = selectinload(Performance.stops).joinedload(ParadeStop.stage).joinedload(Stage.venue)
    rows = select(Performance).where(Performance.edition_id == edition.id, ~Performance.cancellation.has())
    return rows.options(stops, joinedload(Performance.work)).order_by(Performance.sort_key, Performance.id)


def _network(session: Session, edition: Edition) -> Network:
    tied = (joinedload(Segment.street), joinedload(Segment.first), joinedload(Segment.second))
    return Network(session.scalars(select(Segment).where(Segment.edition_id == edition.id).options(*tied)))


def _gates(session: Session, edition: Edition) -> dict[int, list[Gate]]:
    """By which people come, of each venue: whoever closes the emergency ways in closes out help."""
    held: dict[int, list[Gate]] = {}
    along = joinedload(Gate.segment)
    rows = select(Gate).where(Gate.edition_id == edition.id, ~Gate.emergency).order_by(Gate.sort_key, Gate.id)
    for gate in session.scalars(rows.options(along.joinedload(Segment.first), along.joinedload(Segment.second))):
        held.setdefault(gate.venue_id, []).append(gate)
    return held
