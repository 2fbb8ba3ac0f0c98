"""Moves in a plan: any number of performances in one act, which whoever made it can take back as one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask_babel import get_locale
from sqlalchemy import select
from sqlalchemy.orm import Session

from festival_ops.planning import kept
from festival_ops.planning.actions import lengths
from festival_ops.planning.actions.lengths import Lasting
from festival_ops.planning.actions.plans import BlockedError
from festival_ops.planning.clock import Clock
from festival_ops.planning.in_hand import ArchivedError
from festival_ops.planning.judgement import newly_blocked
from festival_ops.planning.models import Move, Placement, Plan
from festival_ops.programme.models import Edition, Performance
from festival_ops.web.history import Actor, Deed, record_all
from festival_ops.web.models import HistoryEntry
from solver.differences import lasting
from solver.problem import Problem, Slot

PLACED, UNPLACED = "placed", "unplaced"
# The same in a scenario.
ASIDE = {PLACED: "placed aside", UNPLACED: "unplaced aside"}
# Of what happened to a performance since its last move in one plan, that many moves in others are passed over.
LOOKED_AT = 50
_MOVES = (*ASIDE, *ASIDE.values())
_OF_ONE_PLAN = (*_MOVES, lengths.RESIZED_ASIDE)
Told = dict[str, Any] | None


@dataclass(frozen=True)
class Place:
    stage: int
    starts: datetime


@dataclass(frozen=True)
class Wanted:
    """A performance, where its mover saw it (None: nowhere) and where it is to go (None: out of the plan)."""

    performance: Performance
    seen: Place | None
    to: Place | None


class MovedMeanwhileError(Exception):
    """Somebody else moved, removed or cancelled a performance after its mover saw it."""

    def __init__(self, performances: Sequence[Performance]) -> None:
        super().__init__()
        self.performances = performances


class NothingToUndoError(Exception):
    """The person has no move left to take back, or to make again."""


def make(
    session: Session,
    plan: Plan,
    wanted: Sequence[Wanted],
    by: Actor,
    *,
    resized: Sequence[Lasting] = (),
    judged: bool = True,
) -> Move | None:
    """One move by a person, perhaps with other lengths; none where everything stands so already.

    Raises MovedMeanwhileError, LengthChangedError, LengthBoundsError, ArchivedError, and BlockedError where a blocking
    rule forbids it, unless it is not to be `judged`. The caller commits.
    """
    told = _lay(session, plan, wanted, resized, by, judged=judged)
    if not told:
        return None
    move = Move(edition_id=plan.edition_id, plan_id=plan.id, user_id=by.id, changes=told)
    session.add(move)
    session.flush()
    return move


def undo(session: Session, plan: Plan, by: Actor) -> Move:
    """Takes back the person's last move. Raises what made it, and NothingToUndoError."""
    return _turn(session, plan, undoable(session, plan, by), by, back=True)


def redo(session: Session, plan: Plan, by: Actor) -> Move:
    """Makes the move again that the person took back last."""
    return _turn(session, plan, redoable(session, plan, by), by, back=False)


def undoable(session: Session, plan: Plan | None, by: Actor) -> Move | None:
    return session.scalar(_moves(plan, by).where(~Move.undone).order_by(Move.id.desc()).limit(1)) if plan else None


def redoable(session: Session, plan: Plan | None, by: Actor) -> Move | None:
    """The earliest move taken back since the person's last one that stands."""
    last = undoable(session, plan, by)
    if plan is None:
        return None
    taken_back = _moves(plan, by).where(Move.undone, Move.id > (last.id if last else 0))
    return session.scalar(taken_back.order_by(Move.id).limit(1))


def place_of(session: Session, plan: Plan | None, performance: Performance) -> Place | None:
    standing = _standing(session, plan, [performance.id]) if plan else {}
    return _place(standing.get(performance.id))


def last_entry(session: Session, performance: Performance, plan: Plan | None) -> HistoryEntry | None:
    """What was last done to the performance, moves in other plans aside, if that was a move to be taken back."""
    own = (HistoryEntry.subject == "performance", HistoryEntry.subject_id == performance.id)
    entries = session.scalars(select(HistoryEntry).where(*own).order_by(HistoryEntry.id.desc()).limit(LOOKED_AT))
    here = plan.id if plan is not None and not plan.main else None
    entry = next((each for each in entries if each.act not in _OF_ONE_PLAN or _scenario_of(each) == here), None)
    return entry if entry is not None and entry.act in _MOVES else None


def place_before(entry: HistoryEntry) -> Place | None:
    """Where it stood before the move that the entry tells."""
    return _read(entry.before)


def reverse(session: Session, plan: Plan, performance: Performance, entry: HistoryEntry, by: Actor) -> Move | None:
    """Back to where the entry says that it stood before. Raises what `make` raises."""
    return make(session, plan, [Wanted(performance, _read(entry.after), _read(entry.before))], by)


def _turn(session: Session, plan: Plan, move: Move | None, by: Actor, *, back: bool) -> Move:
    if move is None:
        raise NothingToUndoError
    _lay(session, plan, *_wanted(session, move, back=back), by)
    if move.base is not None:
        plan.base, move.base = move.base, plan.base
    move.undone = back
    session.flush()
    return move


def _lay(
    session: Session,
    plan: Plan,
    wanted: Sequence[Wanted],
    resized: Sequence[Lasting],
    by: Actor,
    *,
    judged: bool = True,
) -> list[list[Any]]:
    """What has changed, as a move keeps it."""
    session.refresh(plan, with_for_update=True)
    if plan.archived_at is not None:
        raise ArchivedError(plan)
    lengths.refuse_changed(session, plan, resized)
    standing = _standing(session, plan, [each.performance.id for each in wanted])
    elsewhere = [each.performance for each in wanted if not _as_seen(each, standing.get(each.performance.id))]
    if elsewhere:
        raise MovedMeanwhileError(elsewhere)
    changing = [each for each in wanted if each.to != each.seen]
    resizing = [each for each in resized if each.to != each.seen]
    if changing or resizing:
        if judged:
            _refuse_blocked(session, plan, changing, resizing)
        deeds = [_set(session, plan, each, standing.get(each.performance.id)) for each in changing]
        deeds += lengths.lay(session, plan, resizing)
        plan.revision += 1
        session.flush()
        session.expire(plan, ["placements"])
        record_all(session, deeds, by=by)
    moved = [[each.performance.id, _plain(each.seen), _plain(each.to)] for each in changing]
    return moved + [[each.performance.id, each.seen, each.to] for each in resizing]


def _as_seen(wanted: Wanted, placement: Placement | None) -> bool:
    return _place(placement) == wanted.seen and (wanted.to is None or wanted.performance.cancellation is None)


def _refuse_blocked(session: Session, plan: Plan, changing: Sequence[Wanted], resizing: Sequence[Lasting]) -> None:
    edition = session.get_one(Edition, plan.edition_id)
    problem = kept.problem(session, edition, plan, str(get_locale()))
    then = lasting(problem, {each.performance.id: each.to for each in resizing})
    forbidden = newly_blocked(problem, problem.current, after(problem, Clock.of(edition), changing), then=then)
    if forbidden:
        raise BlockedError(forbidden)


def after(problem: Problem, clock: Clock, changing: Iterable[Wanted]) -> tuple[Slot, ...]:
    """The plan as it would stand."""
    slots = dict(problem.current_slots)
    for each in changing:
        slots.pop(each.performance.id, None)
        if each.to is not None:
            slots[each.performance.id] = Slot(each.performance.id, each.to.stage, clock.minute(each.to.starts))
    return tuple(slots.values())


def _set(session: Session, plan: Plan, wanted: Wanted, placement: Placement | None) -> Deed:
    performance, to = wanted.performance, wanted.to
    before = _told(plan, placement)
    if to is None:
        session.delete(placement)
        session.flush()
        return _deed(plan, performance, UNPLACED, before, None)
    if placement is None:
        placement = Placement(plan_id=plan.id, performance_id=performance.id)
        session.add(placement)
    placement.stage_id, placement.starts = to.stage, to.starts
    session.flush()
    session.refresh(placement)
    return _deed(plan, performance, PLACED, before, _told(plan, placement))


def _deed(plan: Plan, performance: Performance, act: str, before: Told, after: Told) -> Deed:
    """What is done in a scenario is told under its name; nobody takes it for the plan."""
    if plan.main:
        return Deed(performance, act, before, after)
    return Deed(performance, ASIDE[act], before, after, plan.name)


def _wanted(session: Session, move: Move, *, back: bool) -> tuple[list[Wanted], list[Lasting]]:
    """Whatever was removed from the programme since falls out: there is nothing left to move."""
    rows = select(Performance).where(Performance.id.in_([change[0] for change in move.changes]))
    known = {row.id: row for row in session.scalars(rows)}
    places, minutes = [], []
    for id, *told in move.changes:
        old, new = reversed(told) if back else told
        if id in known and isinstance(old, int):
            minutes.append(Lasting(known[id], old, new))
        elif id in known:
            places.append(Wanted(known[id], _unplain(old), _unplain(new)))
    return places, minutes


def _moves(plan: Plan | None, by: Actor) -> Any:
    return select(Move).where(Move.plan_id == (plan.id if plan else None), Move.user_id == by.id)


def _standing(session: Session, plan: Plan, ids: Sequence[int]) -> dict[int, Placement]:
    rows = select(Placement).where(Placement.plan_id == plan.id, Placement.performance_id.in_(ids))
    return {row.performance_id: row for row in session.scalars(rows.execution_options(populate_existing=True))}


def _place(placement: Placement | None) -> Place | None:
    return None if placement is None else Place(placement.stage_id, placement.starts)


def _plain(place: Place | None) -> list[Any] | None:
    return None if place is None else [place.stage, place.starts.astimezone(UTC).isoformat()]


def _unplain(kept: Sequence[Any] | None) -> Place | None:
    return None if kept is None else Place(kept[0], datetime.fromisoformat(kept[1]))


def _told(plan: Plan, placement: Placement | None) -> Told:
    if placement is None:
        return None
    starts = placement.starts.astimezone(UTC).isoformat()
    scenario = {} if plan.main else {"plan_id": plan.id}
    return {"stage": placement.stage.name, "stage_id": placement.stage_id, "starts": starts, **scenario}


def _scenario_of(entry: HistoryEntry) -> int | None:
    return (entry.after or entry.before or {}).get("plan_id")


def _read(told: dict[str, Any] | None) -> Place | None:
    return None if told is None else Place(told["stage_id"], datetime.fromisoformat(told["starts"]))
