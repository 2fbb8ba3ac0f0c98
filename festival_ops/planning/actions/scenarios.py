"""Scenarios: plans beside the main one, branched, renamed, archived, rebased and adopted.

A scenario differs in places, and in lengths that are open. Performances, hours, pins and signed exceptions are those
of the festival.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from festival_ops.database import now
from festival_ops.planning.actions import moves
from festival_ops.planning.actions.lengths import Lasting
from festival_ops.planning.actions.moves import Place, Wanted
from festival_ops.planning.clock import Clock
from festival_ops.planning.in_hand import ArchivedError
from festival_ops.planning.models import Move, Placement, Plan, ScenarioLength
from festival_ops.planning.preview import digest
from festival_ops.planning.queries import own_lengths
from festival_ops.programme.models import Edition, Performance
from festival_ops.web.history import Actor, record
from solver.differences import Standing
from solver.merge import Merged, merged

BRANCHED, CHANGED, ARCHIVED, REOPENED = "branched", "changed", "archived", "reopened"
REBASED, ADOPTED = "rebased", "adopted"


# Acts that change, with how they stand then.
Changed = dict[int, Standing | None]


class NameTakenError(Exception):
    """Another plan of the edition, perhaps an archived one, has this name."""


class OutdatedError(Exception):
    """What the sender was shown has changed since."""


@dataclass(frozen=True)
class Onto:
    """What a scenario is rebased on: its name, how all stands in it, and a stamp that differs when it has changed."""

    name: str
    standings: tuple[Standing, ...]
    stamp: str


def branch(session: Session, edition: Edition, source: Plan, name: str, note: str, by: Actor) -> Plan:
    """A scenario that begins as `source` stands. The caller commits."""
    session.refresh(source, with_for_update=True)
    placed = list(session.scalars(select(Placement).where(Placement.plan_id == source.id)))
    base = source.base if not source.main else _base(_standings(session, edition, placed))
    made = Plan(edition_id=edition.id, name=name, note=note, user_id=by.id, base=base)
    _named(session, made)
    session.add_all(
        Placement(plan_id=made.id, performance_id=row.performance_id, stage_id=row.stage_id, starts=row.starts)
        for row in placed
    )
    session.add_all(
        ScenarioLength(plan_id=made.id, performance_id=act, minutes=minutes)
        for act, minutes in own_lengths(session, source).items()
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


def merge_on(
    session: Session, scenario: Plan, onto: Iterable[Standing], ours: Iterable[Standing], acts: Collection[int]
) -> Merged:
    """The scenario's own changes made to something newer; only of acts that take place still.

    It has changed only the lengths that it gives itself: the others follow the festival by themselves.
    """
    ours, own = tuple(ours), own_lengths(session, scenario)
    follows = {each.act: each.minutes for each in ours if each.act not in own}
    base = [Standing(*stood) for stood in scenario.base or []]
    was = [replace(each, minutes=follows.get(each.act, each.minutes)) for each in base if each.act in acts]
    return merged(was, (each for each in onto if each.act in acts), ours)


def rebase(session: Session, edition: Edition, scenario: Plan, onto: Onto, acts: Changed, by: Actor) -> Move | None:
    """Lays what a merge changes; whoever takes it back gets the old base again too.

    It may leave the scenario with new breaches: nothing is lost, and they are mended there.
    """
    move = _lay(session, edition, scenario, acts, by, judged=False)
    former, scenario.base = scenario.base, _base(onto.standings)
    if move is not None:
        move.base = former
    session.flush()
    after = {**_told(scenario), "rebased_on": onto.name, "acts": _acts(move)}
    record(session, scenario, REBASED, by=by, after=after)
    return move


def adopt(session: Session, edition: Edition, main: Plan, scenario: Plan, acts: Changed, by: Actor) -> Move | None:
    """The acts named stand in the main plan as in the scenario: one move of whoever adopts, to be taken back as one.

    Raises MovedMeanwhileError, LengthChangedError, and BlockedError where a blocking rule forbids it.
    """
    if scenario.archived_at is not None:
        raise ArchivedError(scenario)
    move = _lay(session, edition, main, acts, by)
    if move is not None:
        record(session, scenario, ADOPTED, by=by, after={**_told(scenario), "acts": _acts(move)})
    return move


def changed(before: Iterable[Standing], after: Iterable[Standing]) -> Changed:
    """How acts stand after, of those that stand otherwise than before."""
    old, new = ({each.act: each for each in version} for version in (before, after))
    return {act: new.get(act) for act in {**old, **new} if old.get(act) != new.get(act)}


def _lay(
    session: Session, edition: Edition, plan: Plan, acts: Changed, by: Actor, *, judged: bool = True
) -> Move | None:
    """Moves each act that is named to where it is to stand, and gives it that length, as one move."""
    clock, own, wanted, resized = Clock.of(edition), own_lengths(session, plan), [], []
    for row, stands in _rows(session, edition, plan, acts):
        then = acts[row.id]
        to = None if then is None else Place(then.stage, clock.moment(then.starts))
        wanted.append(Wanted(row, Place(stands.stage_id, stands.starts) if stands else None, to))
        lasts = own.get(row.id, row.minutes)
        if then is not None and then.minutes != lasts:
            resized.append(Lasting(row, lasts, then.minutes))
    return moves.make(session, plan, wanted, by, resized=resized, judged=judged)


def _rows(
    session: Session, edition: Edition, plan: Plan, ids: Collection[int]
) -> Iterable[tuple[Performance, Placement | None]]:
    here = (Placement.performance_id == Performance.id) & (Placement.plan_id == plan.id)
    rows = select(Performance, Placement).outerjoin(Placement, here).where(Performance.edition_id == edition.id)
    for performance, placement in session.execute(rows.order_by(Performance.id)):
        if performance.id in ids:
            yield performance, placement


def _acts(move: Move | None) -> int:
    """How many performances it changes; one may be moved and made shorter at once."""
    return len({act for act, *_told in move.changes}) if move else 0


def _named(session: Session, plan: Plan) -> None:
    try:
        with session.begin_nested():
            session.add(plan)
            session.flush()
    except IntegrityError as taken:
        raise NameTakenError from taken


def _told(plan: Plan) -> dict[str, object]:
    return {"name": plan.name, "note": plan.note}


def _standings(session: Session, edition: Edition, placed: Iterable[Placement]) -> list[Standing]:
    """Everything placed in the main plan, with the festival's own lengths."""
    clock = Clock.of(edition)
    rows = select(Performance.id, Performance.minutes).where(Performance.edition_id == edition.id)
    minutes = {row.id: row.minutes for row in session.execute(rows)}
    return [
        Standing(row.performance_id, row.stage_id, clock.minute(row.starts), minutes[row.performance_id])
        for row in placed
    ]


def _base(standings: Iterable[Standing]) -> list[list[int]]:
    return [[each.act, each.stage, each.starts, each.minutes] for each in standings]
