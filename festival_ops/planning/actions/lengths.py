"""The length of a show that was left open: changed within its bounds, and taken back like a move."""

from __future__ import annotations

from dataclasses import replace

from flask_babel import get_locale
from sqlalchemy import select
from sqlalchemy.orm import Session

from festival_ops.planning import kept
from festival_ops.planning.actions.plans import BlockedError
from festival_ops.planning.judgement import newly_blocked
from festival_ops.planning.models import Move, Plan
from festival_ops.programme.models import Edition, Performance
from festival_ops.web.history import Actor, record, snapshot
from solver.problem import Problem


class LengthBoundsError(Exception):
    """The length is not among those that the performance leaves open."""


class LengthChangedError(Exception):
    """Somebody changed the length, or cancelled the performance, after whoever wants to change it saw it."""

    def __init__(self, performance: Performance) -> None:
        super().__init__()
        self.performance = performance


def bounds(performance: Performance) -> tuple[int, int]:
    """The shortest and the longest that it may last, in minutes; the same twice where its length is not open."""
    return performance.shortest or performance.minutes, performance.longest or performance.minutes


def resize(session: Session, plan: Plan, performance: Performance, seen: int, to: int, by: Actor) -> Move | None:
    """One change by a person who saw the length `seen`, in minutes; none where it lasts so long already.

    Raises LengthChangedError, LengthBoundsError, and BlockedError where a blocking rule forbids it. The caller commits.
    """
    if not _lay(session, plan, performance, seen, to, by):
        return None
    told = [[performance.id, seen, to]]
    move = Move(edition_id=plan.edition_id, plan_id=plan.id, user_id=by.id, changes=told)
    session.add(move)
    session.flush()
    return move


def of_length(move: Move) -> bool:
    """Whether it changed a length and moved nothing."""
    return isinstance(move.changes[0][1], int)


def turn(session: Session, plan: Plan, move: Move, by: Actor, *, back: bool) -> None:
    """Takes such a change back or makes it again; what was removed from the programme since has no length."""
    id, old, new = move.changes[0]
    performance = session.scalar(select(Performance).where(Performance.id == id))
    if performance is not None:
        _lay(session, plan, performance, *((new, old) if back else (old, new)), by)


def _lay(session: Session, plan: Plan, performance: Performance, seen: int, to: int, by: Actor) -> bool:
    session.refresh(plan, with_for_update=True)
    session.refresh(performance)
    if performance.minutes != seen or performance.cancellation is not None:
        raise LengthChangedError(performance)
    shortest, longest = bounds(performance)
    if not shortest <= to <= longest:
        raise LengthBoundsError
    if to == seen:
        return False
    _refuse_blocked(session, plan, performance.id, to)
    before = snapshot(performance)
    performance.minutes = to
    plan.revision += 1
    session.flush()
    record(session, performance, "changed", by=by, before=before, after=snapshot(performance))
    return True


def _refuse_blocked(session: Session, plan: Plan, id: int, minutes: int) -> None:
    edition = session.get_one(Edition, plan.edition_id)
    problem = kept.problem(session, edition, plan, str(get_locale()))
    forbidden = newly_blocked(problem, problem.current, problem.current, then=lasting(problem, id, minutes))
    if forbidden:
        raise BlockedError(forbidden)


def lasting(problem: Problem, id: int, minutes: int) -> Problem:
    acts = tuple(replace(act, duration=minutes) if act.id == id else act for act in problem.acts)
    return replace(problem, acts=acts)
