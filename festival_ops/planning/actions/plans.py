"""The plan that people work on, and single moves in it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, cast

from flask_babel import gettext as _
from sqlalchemy import CursorResult, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from festival_ops.planning.clock import Clock
from festival_ops.planning.judgement import Finding, newly_blocked
from festival_ops.planning.models import Placement, Plan
from festival_ops.planning.queries import main_plan
from festival_ops.planning.snapshot import problem_of
from festival_ops.programme.models import Edition, Performance
from festival_ops.web.history import Actor, record
from festival_ops.web.models import HistoryEntry
from solver.problem import Slot

PLACED, UNPLACED = "placed", "unplaced"


class StalePlanError(Exception):
    """Somebody changed the plan after what we are about to lay over it was made."""


class BlockedError(Exception):
    """The change would break what this edition never breaks."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__()
        self.findings = findings


def open_plan(session: Session, edition: Edition) -> Plan:
    """The main plan, made at its first use; two first users get the same one."""
    plan = main_plan(session, edition)
    if plan is not None:
        return plan
    try:
        with session.begin_nested():
            session.add(Plan(edition_id=edition.id, name=_("Main plan"), main=True))
    except IntegrityError:
        session.expire_all()
    return cast("Plan", main_plan(session, edition))


def advance(session: Session, plan: Plan, seen: int) -> None:
    """Counts a change of placements, unless the plan is no longer the one that was seen."""
    newer = update(Plan).where(Plan.id == plan.id, Plan.revision == seen)
    result = session.execute(newer.values(revision=seen + 1, version=Plan.version + 1))
    if cast("CursorResult[Any]", result).rowcount != 1:
        raise StalePlanError
    session.refresh(plan)


def place(
    session: Session, plan: Plan, performance: Performance, stage_id: int, starts: datetime, seen: int, by: Actor
) -> None:
    """Puts one performance somewhere. Raises BlockedError when a blocking rule forbids it there."""
    advance(session, plan, seen)
    edition = session.get_one(Edition, plan.edition_id)
    problem = problem_of(session, edition, plan)
    slot = Slot(performance.id, stage_id, Clock.of(edition).minute(starts))
    others = tuple(other for other in problem.current if other.act != performance.id)
    forbidden = newly_blocked(problem, problem.current, (*others, slot))
    if forbidden:
        raise BlockedError(forbidden)
    placement = _placement(session, plan, performance)
    before = _told(placement)
    if placement is None:
        placement = Placement(plan_id=plan.id, performance_id=performance.id, stage_id=stage_id, starts=starts)
        session.add(placement)
    placement.stage_id, placement.starts = stage_id, starts
    session.flush()
    session.refresh(placement)
    record(session, performance, PLACED, by=by, before=before, after=_told(placement))


def take_off(session: Session, plan: Plan, performance: Performance, seen: int, by: Actor) -> None:
    """Takes one performance out of the plan; it waits to be placed again."""
    placement = _placement(session, plan, performance)
    if placement is None:
        return
    advance(session, plan, seen)
    before = _told(placement)
    session.delete(placement)
    session.flush()
    record(session, performance, UNPLACED, by=by, before=before)


def last_move(session: Session, performance: Performance) -> HistoryEntry | None:
    """What was last done to the performance, if that was a move somebody may want to take back."""
    own = (HistoryEntry.subject == "performance", HistoryEntry.subject_id == performance.id)
    entry = session.scalar(select(HistoryEntry).where(*own).order_by(HistoryEntry.id.desc()).limit(1))
    return entry if entry is not None and entry.act in (PLACED, UNPLACED) else None


def undo_move(session: Session, plan: Plan, performance: Performance, entry: HistoryEntry, by: Actor) -> None:
    """Back to where it stood before. Raises StalePlanError when a proposal was laid over the move since."""
    standing = _told(_placement(session, plan, performance))
    if standing != entry.after:
        raise StalePlanError
    if entry.before is None:
        take_off(session, plan, performance, plan.revision, by)
        return
    starts = datetime.fromisoformat(entry.before["starts"])
    place(session, plan, performance, entry.before["stage_id"], starts, plan.revision, by)


def _placement(session: Session, plan: Plan, performance: Performance) -> Placement | None:
    standing = select(Placement).where(Placement.plan_id == plan.id, Placement.performance_id == performance.id)
    return session.scalar(standing)


def _told(placement: Placement | None) -> dict[str, Any] | None:
    if placement is None:
        return None
    starts = placement.starts.astimezone(UTC).isoformat()
    return {"stage": placement.stage.name, "stage_id": placement.stage_id, "starts": starts}
