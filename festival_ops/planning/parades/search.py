"""Searches for the order of a parade, done by the worker in a child; the answer waits until somebody decides."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from festival_ops.database import db
from festival_ops.jobs import queue
from festival_ops.jobs.models import Job
from festival_ops.jobs.queue import Claim
from festival_ops.jobs.worker import RefusedError, task
from festival_ops.planning import child
from festival_ops.planning.models import ParadeRun
from festival_ops.planning.parades.page import Standing
from festival_ops.web.history import Actor, record
from solver.saved import to_plain

PROBLEM = "problem.json"
SECONDS = 20
# Telling which demands collide may take half as long again.
PATIENCE = 40


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


def last_run(session: Session, parade: int) -> tuple[ParadeRun, Job | None] | None:
    """The newest search for this parade and its job."""
    rows = select(ParadeRun, Job).outerjoin(Job, Job.id == ParadeRun.job_id).where(ParadeRun.parade_id == parade)
    found = session.execute(rows.order_by(ParadeRun.id.desc()).limit(1)).first()
    return (found[0], found[1]) if found else None


@task("parade")
def order(held: Claim) -> str:
    session = db.session()
    run = session.get_one(ParadeRun, held.argument["run"])
    if queue.asked_to_stop(session, held.job_id):
        return "cancelled"
    number, files = run.id, {PROBLEM: json.dumps(run.problem)}
    words = ["--seconds", str(run.seconds), "--progress", "--watch-stdin"]
    session.commit()
    try:
        answer = _listen(session, held, files, words)
    except child.FailedError as failed:
        current_app.logger.warning("The search for the order of a parade %s ended early: %s", number, failed)
        raise RefusedError(failed.reason) from failed
    if not answer:
        raise RefusedError("fault")
    session.get_one(ParadeRun, number).answer = answer
    session.flush()
    return "done"


def _listen(session: Session, held: Claim, files: dict[str, str], words: list[str]) -> dict[str, Any]:
    memory = current_app.extensions["settings"].solve_memory_mb
    answer: dict[str, Any] = {}

    def options(at: Path) -> list[str]:
        return [str(at / PROBLEM), *words]

    with child.start(files, options, PATIENCE, memory, module="solver.parade") as running:
        for message in running.messages():
            if message is not None:
                answer = {name: told for name, told in message.items() if name != "kind"}
            elif queue.asked_to_stop(session, held.job_id):
                running.stop()
            queue.report(session, held, None)
            session.commit()
    return answer
