"""Scenarios: plans beside the main one, branched, renamed, archived, rebased and adopted.

A scenario differs in places only. Performances, hours, pins and signed exceptions are those of the festival.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from festival_ops.database import now
from festival_ops.planning import outcome
from festival_ops.planning.actions import moves
from festival_ops.planning.actions.moves import Place, Wanted
from festival_ops.planning.clock import Clock
from festival_ops.planning.in_hand import ArchivedError
from festival_ops.planning.models import Move, Placement, Plan
from festival_ops.planning.preview import digest
from festival_ops.programme.models import Edition, Performance
from festival_ops.web.history import Actor, record
from solver.merge import Merged, merged
from solver.problem import Slot

BRANCHED, CHANGED, ARCHIVED, REOPENED = "branched", "changed", "archived", "reopened"
REBASED, ADOPTED = "rebased", "adopted"


# Acts that change, with their new slots.
Changed = dict[int, Slot | None]


class NameTakenError(Exception):
    """Another plan of the edition, perhaps an archived one, has this name."""


class OutdatedError(Exception):
    """What the sender was shown has changed since."""


@dataclass(frozen=True)
class Onto:
    """What a scenario is rebased on: its name, its slots, and a stamp that differs when it has changed."""

    name: str
    slots: tuple[Slot, ...]
    stamp: str


def branch(session: Session, edition: Edition, source: Plan, name: str, note: str, by: Actor) -> Plan:
    """A scenario that begins as `source` stands. The caller commits."""
    session.refresh(source, with_for_update=True)
    placed = list(session.scalars(select(Placement).where(Placement.plan_id == source.id)))
    base = source.base if not source.main else _plain(Clock.of(edition), placed)
    made = Plan(edition_id=edition.id, name=name, note=note, user_id=by.id, base=base)
    _named(session, made)
    session.add_all(
        Placement(plan_id=made.id, performance_id=row.performance_id, stage_id=row.stage_id, starts=row.starts)
        for row in placed
    )
    session.flush()
    session.expire(made, ["placements"])
    record(session, made, BRANCHED, by=by, after={**_told(made), "branched_from": source.name}, reason=note)
    return made


def stamp_of(scenario: Plan) -> str:
    """Differs when somebody has renamed the scenario; moves inside it do not matter."""
    return digest([scenario.name, scenario.note])


def rename(session: Session, scenario: Plan, name: str, note: str, seen: str, by: Actor) -> None:
    """Raises OutdatedError, NameTakenError."""
    session.refresh(scenario, with_for_update=True)
    if seen != stamp_of(scenario):
        raise OutdatedError
    before = _told(scenario)
    scenario.name, scenario.note = name, note
    _named(session, scenario)
    if before != _told(scenario):
        record(session, scenario, CHANGED, by=by, before=before, after=_told(scenario))


def archive(session: Session, scenario: Plan, by: Actor) -> None:
    """From now on it is only read. Nothing is lost; a second click changes nothing."""
    session.refresh(scenario, with_for_update=True)
    if scenario.archived_at is None:
        scenario.archived_at = now()
        session.flush()
        record(session, scenario, ARCHIVED, by=by, after=_told(scenario))


def reopen(session: Session, scenario: Plan, by: Actor) -> None:
    session.refresh(scenario, with_for_update=True)
    if scenario.archived_at is not None:
        scenario.archived_at = None
        session.flush()
        record(session, scenario, REOPENED, by=by, after=_told(scenario))


def merge_on(scenario: Plan, onto: Iterable[Slot], ours: Iterable[Slot], acts: Collection[int]) -> Merged:
    """The scenario's own changes made to something newer; only of acts that take place still."""
    base = outcome.from_json(scenario.base or [])
    return merged((slot for slot in base if slot.act in acts), (slot for slot in onto if slot.act in acts), ours)


def rebase(session: Session, edition: Edition, scenario: Plan, onto: Onto, slots: Changed, by: Actor) -> Move | None:
    """Lays what a merge changes; whoever takes it back gets the old base again too.

    It may leave the scenario with new breaches: nothing is lost, and they are mended there.
    """
    move = _lay(session, edition, scenario, slots, by, judged=False)
    former, scenario.base = scenario.base, outcome.to_json(onto.slots)
    if move is not None:
        move.base = former
    session.flush()
    after = {**_told(scenario), "rebased_on": onto.name, "acts": len(move.changes) if move else 0}
    record(session, scenario, REBASED, by=by, after=after)
    return move


def adopt(session: Session, edition: Edition, main: Plan, scenario: Plan, slots: Changed, by: Actor) -> Move | None:
    """The acts named stand in the main plan as in the scenario: one move of whoever adopts, to be taken back as one.

    Raises MovedMeanwhileError, and BlockedError where a blocking rule forbids it.
    """
    if scenario.archived_at is not None:
        raise ArchivedError(scenario)
    move = _lay(session, edition, main, slots, by)
    if move is not None:
        record(session, scenario, ADOPTED, by=by, after={**_told(scenario), "acts": len(move.changes)})
    return move


def changed(before: Iterable[Slot], after: Iterable[Slot]) -> Changed:
    """Where acts stand after, of those that stand otherwise than before."""
    old, new = ({slot.act: slot for slot in each} for each in (before, after))
    return {act: new.get(act) for act in {**old, **new} if old.get(act) != new.get(act)}


def _lay(
    session: Session, edition: Edition, plan: Plan, slots: Changed, by: Actor, *, judged: bool = True
) -> Move | None:
    """Moves each act that is named to its slot, as one move."""
    clock = Clock.of(edition)
    wanted = []
    for row, stands in _rows(session, edition, plan, slots):
        slot = slots[row.id]
        to = None if slot is None else Place(slot.stage, clock.moment(slot.starts))
        wanted.append(Wanted(row, Place(stands.stage_id, stands.starts) if stands else None, to))
    return moves.make(session, plan, wanted, by, judged=judged)


def _rows(
    session: Session, edition: Edition, plan: Plan, ids: Collection[int]
) -> Iterable[tuple[Performance, Placement | None]]:
    here = (Placement.performance_id == Performance.id) & (Placement.plan_id == plan.id)
    rows = select(Performance, Placement).outerjoin(Placement, here).where(Performance.edition_id == edition.id)
    for performance, placement in session.execute(rows.order_by(Performance.id)):
        if performance.id in ids:
            yield performance, placement


def _named(session: Session, plan: Plan) -> None:
    try:
        with session.begin_nested():
            session.add(plan)
            session.flush()
    except IntegrityError as taken:
        raise NameTakenError from taken


def _told(plan: Plan) -> dict[str, object]:
    return {"name": plan.name, "note": plan.note}


def _plain(clock: Clock, placed: Iterable[Placement]) -> list[list[int]]:
    return outcome.to_json(Slot(row.performance_id, row.stage_id, clock.minute(row.starts)) for row in placed)
