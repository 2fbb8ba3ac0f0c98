"""Searches for the order of a parade, done by the worker in a child; the answer waits until somebody decides."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from festival_ops.database import db
from festival_ops.jobs import queue
from festival_ops.jobs.queue import Claim
from festival_ops.jobs.worker import task
from festival_ops.planning.listening import Stage, listen
from festival_ops.planning.models import ParadeRun
from festival_ops.planning.parades.page import Standing
from festival_ops.web.history import Actor, record
from solver.saved import to_plain

SECONDS = 20
# Telling which demands collide may take half as long again.
STAGE = Stage("solver.parade", patience=40)


def ask_for_an_order(session: Session, stands: Standing, by: Actor) -> ParadeRun | None:
    """Puts the parade as it is now to the solver; the caller commits. None where it has no hours yet."""
    if stands.problem is None or not stands.problem.units:
        return None
    asked = {"edition_id": stands.edition.id, "parade_id": stands.parade.id, "user_id": by.id, "seconds": SECONDS}
    run = ParadeRun(problem=to_plain(stands.problem), **asked)
    session.add(run)
    session.flush()
    run.job_id = queue.later(session, "parade", run=run.id).id
    session.flush()
    record(session, run, "asked", by=by, after={"units": len(stands.problem.units), "seconds": SECONDS})
    return run


def last_run(session: Session, parade: int) -> ParadeRun | None:
    """The newest search for this parade."""
    rows = select(ParadeRun).where(ParadeRun.parade_id == parade)
    return session.scalar(rows.order_by(ParadeRun.id.desc()).limit(1))


@task("parade")
def order(held: Claim) -> str:
    session = db.session()
    run = session.get_one(ParadeRun, held.argument["run"])
    if queue.asked_to_stop(session, held.job_id):
        return "cancelled"
    answer, _course = listen(session, held, run, STAGE)
    run.answer = {name: told for name, told in answer.items() if name != "kind"}
    session.flush()
    return "done"
