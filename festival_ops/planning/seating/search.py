"""Searches for a seating, done by the worker in a child; the answer waits with the run until somebody decides."""

from __future__ import annotations

from sqlalchemy.orm import Session

from festival_ops.database import db
from festival_ops.jobs import queue
from festival_ops.jobs.queue import Claim
from festival_ops.jobs.worker import task
from festival_ops.planning.listening import Stage, answered
from festival_ops.planning.models import SeatingRun
from festival_ops.planning.models.roster import BUILD, REPAIR
from festival_ops.planning.seating.standing import standing
from festival_ops.protocol.models import Ceremony
from festival_ops.web.history import Actor, record
from solver.saved import to_plain

# Reading the facts and closing the last gaps take a while beside the search.
STAGE = Stage("solver.seats", patience=30, names=("elapsed", "value", "bound"))
SECONDS = {BUILD: 20, REPAIR: 5}


def ask_for_seats(session: Session, ceremony: Ceremony, by: Actor, *, kind: str = BUILD) -> SeatingRun:
    """Puts guests and chairs to the solver as they are now; the caller commits, and the worker begins."""
    stands = standing(session, ceremony)
    run = SeatingRun(
        edition_id=ceremony.edition_id,
        ceremony=ceremony,
        kind=kind,
        revision=stands.revision,
        user_id=by.id,
        seconds=SECONDS[kind],
        problem=to_plain(stands.problem),
    )
    session.add(run)
    session.flush()
    begin(session, run)
    size = {"guests": len(stands.problem.guests), "seats": len(stands.problem.seats)}
    record(session, run, "asked", by=by, after={"kind": kind, **size})
    return run


def begin(session: Session, run: SeatingRun) -> None:
    """Queues the search, or queues it again after it failed."""
    run.job_id = queue.later(session, "seats", run=run.id).id
    session.flush()


@task("seats")
def build(held: Claim) -> str:
    run = db.session().get_one(SeatingRun, held.argument["run"])
    return answered(held, run, STAGE, *(["--mend"] if run.kind == REPAIR else []))
