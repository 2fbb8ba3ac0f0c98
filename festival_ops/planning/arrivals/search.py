"""Searches for slots at the gates, done by the worker in a child; the answer waits until somebody decides."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from festival_ops.database import db
from festival_ops.jobs import queue
from festival_ops.jobs.queue import Claim
from festival_ops.jobs.worker import task
from festival_ops.planning.arrivals.standing import Standing
from festival_ops.planning.listening import Stage, answered
from festival_ops.planning.models import ArrivalRun
from festival_ops.planning.models.roster import BUILD, REPAIR
from festival_ops.protocol.models import Ceremony
from festival_ops.web.history import Actor, record
from solver.saved import to_plain

# Slots are searched for in one go, of which nothing is told on the way.
STAGE = Stage("solver.arrivals", patience=30)
SECONDS = {BUILD: 10, REPAIR: 10}
# Against a slot that stays, no wait of anybody counts.
FEW_CHANGES = {"few-changes": 1000}


def ask_for_slots(
    session: Session, ceremony: Ceremony, stands: Standing, by: Actor, *, kind: str = BUILD
) -> ArrivalRun:
    """Puts cars and gates to the solver as they are now; the caller commits, and the worker begins."""
    problem = replace(stands.problem, weights=FEW_CHANGES) if kind == REPAIR else stands.problem
    run = ArrivalRun(
        edition_id=ceremony.edition_id,
        ceremony=ceremony,
        kind=kind,
        revision=stands.revision,
        user_id=by.id,
        seconds=SECONDS[kind],
        problem=to_plain(problem),
    )
    session.add(run)
    session.flush()
    begin(session, run)
    size = {"cars": len(problem.cars), "gates": len(problem.gates)}
    record(session, run, "asked", by=by, after={"kind": kind, **size})
    return run


def begin(session: Session, run: ArrivalRun) -> None:
    """Queues the search, or queues it again after it failed."""
    run.job_id = queue.later(session, "arrivals", run=run.id).id
    session.flush()


@task("arrivals")
def build(held: Claim) -> str:
    return answered(held, db.session().get_one(ArrivalRun, held.argument["run"]), STAGE)
