"""Searches for rooms, done by the worker in a child; the answer waits with the run until somebody decides."""

from __future__ import annotations

from sqlalchemy.orm import Session

from festival_ops.database import db
from festival_ops.jobs import queue
from festival_ops.jobs.queue import Claim
from festival_ops.jobs.worker import task
from festival_ops.planning.listening import Stage, answered
from festival_ops.planning.lodging.snapshot import asked
from festival_ops.planning.lodging.standing import Standing
from festival_ops.planning.models import RoomRun
from festival_ops.programme.models import Edition
from festival_ops.web.history import Actor, record
from solver.saved import to_plain

# Rooms are searched for in one go, of which nothing is told on the way.
STAGE = Stage("solver.lodging", patience=60)
SECONDS = 20


def ask_for_rooms(session: Session, edition: Edition, stands: Standing, by: Actor, *, kind: str) -> RoomRun:
    """Puts stays and rooms to the solver as they are now; the caller commits, and the worker begins."""
    problem = asked(stands.facts, kind)
    run = RoomRun(edition_id=edition.id, kind=kind, user_id=by.id, seconds=SECONDS, problem=to_plain(problem))
    session.add(run)
    session.flush()
    begin(session, run)
    size = {"guests": len(problem.guests), "allotments": len(problem.allotments)}
    record(session, run, "asked", by=by, after={"kind": kind, **size})
    return run


def begin(session: Session, run: RoomRun) -> None:
    """Queues the search, or queues it again after it failed."""
    run.job_id = queue.later(session, "rooms", run=run.id).id
    session.flush()


@task("rooms")
def build(held: Claim) -> str:
    return answered(held, db.session().get_one(RoomRun, held.argument["run"]), STAGE)
