"""Searches for who goes along, done by the worker in a child; the answer waits with the run until somebody decides."""

from __future__ import annotations

from sqlalchemy.orm import Session

from festival_ops.database import db
from festival_ops.jobs import queue
from festival_ops.jobs.queue import Claim
from festival_ops.jobs.worker import task
from festival_ops.planning.escorts.standing import Standing
from festival_ops.planning.listening import Stage, answered
from festival_ops.planning.models import EscortRun
from festival_ops.planning.models.roster import BUILD, REPAIR
from festival_ops.programme.models import Edition
from festival_ops.web.history import Actor, record
from solver.saved import to_plain

# Reading the facts and closing the last gaps take a while beside the search. A repair tells nothing on its way.
BUILDING = Stage("solver.escorts", patience=40, names=("elapsed", "value", "bound"))
REPAIRING = Stage("solver.escorts", patience=40)
SECONDS = {BUILD: 30, REPAIR: 10}


def ask_for_escorts(session: Session, edition: Edition, stands: Standing, by: Actor, *, kind: str = BUILD) -> EscortRun:
    """Puts engagements and escorts to the solver as they are now; the caller commits, and the worker begins."""
    run = EscortRun(
        edition_id=edition.id,
        kind=kind,
        revision=stands.revision,
        user_id=by.id,
        seconds=SECONDS[kind],
        problem=to_plain(stands.problem),
    )
    session.add(run)
    session.flush()
    begin(session, run)
    size = {"engagements": len(stands.problem.engagements), "escorts": len(stands.problem.escorts)}
    record(session, run, "asked", by=by, after={"kind": kind, **size})
    return run


def begin(session: Session, run: EscortRun) -> None:
    """Queues the search, or queues it again after it failed."""
    run.job_id = queue.later(session, "escorts", run=run.id).id
    session.flush()


@task("escorts")
def build(held: Claim) -> str:
    run = db.session().get_one(EscortRun, held.argument["run"])
    return answered(held, run, REPAIRING, "--mend") if run.kind == REPAIR else answered(held, run, BUILDING)
