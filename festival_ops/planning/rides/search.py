"""Searches for rides, done by the worker in a child; the answer waits with the run until somebody decides."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy.orm import Session

from festival_ops.database import db
from festival_ops.jobs import queue
from festival_ops.jobs.queue import Claim
from festival_ops.jobs.worker import task
from festival_ops.planning.listening import Stage, answered
from festival_ops.planning.models import RideRun
from festival_ops.planning.models.roster import BUILD, REPAIR
from festival_ops.planning.rides.answers import outline
from festival_ops.planning.rides.kept import standing
from festival_ops.programme.models import Edition
from festival_ops.web.history import Actor, record
from solver.rides.days import of_days
from solver.saved import to_plain

# Reading the facts and timing the last rides take a while beside the search.
STAGE = Stage("solver.rides", patience=30, names=("elapsed", "unserved", "vehicles", "driven"))


def ask_for_rides(
    session: Session,
    edition: Edition,
    day: int | None,
    by: Actor,
    *,
    kind: str = BUILD,
    also: Collection[int] = (),
    **facts: Any,
) -> RideRun:
    """Puts transfers, vehicles and rides of a festival day, and of others `also`, or of all of them, to the solver as
    they are now; the caller commits, and the worker begins."""
    stands = standing(session, edition)
    problem = stands.problem if day is None else of_days(stands.problem, {day, *also})
    options = {"day": day, "also": sorted({*also} - {day}), **facts.pop("options", {})}
    asked = {"kind": kind, "revision": stands.revision, "user_id": by.id, "options": options, **facts}
    run = RideRun(edition_id=edition.id, problem=to_plain(problem), **asked)
    session.add(run)
    session.flush()
    begin(session, run)
    size = {"vehicles": len(problem.vehicles), "transfers": len(problem.transfers)}
    record(session, run, "asked", by=by, after={"kind": kind, **options, **facts, **size})
    return run


def begin(session: Session, run: RideRun) -> None:
    """Queues the search, or queues it again after it failed."""
    run.job_id = queue.later(session, "rides", run=run.id).id
    session.flush()


@task("rides")
def build(held: Claim) -> str:
    run = db.session().get_one(RideRun, held.argument["run"])
    ended = answered(held, run, STAGE, *_kind(run))
    if run.answer is not None:
        run.outline = outline(run.problem, run.answer)
    return ended


def _kind(run: RideRun) -> list[str]:
    if run.kind != REPAIR:
        return []
    frozen = run.options["frozen"]
    return ["--repair"] if frozen is None else ["--repair", f"--frozen={frozen}"]
