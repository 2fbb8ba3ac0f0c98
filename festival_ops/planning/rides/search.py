"""Searches for rides, done by the worker in a child; the answer waits with the run until somebody decides."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import update
from sqlalchemy.orm import Session

from festival_ops.database import db
from festival_ops.jobs import queue
from festival_ops.jobs.queue import Claim
from festival_ops.jobs.worker import RefusedError, task
from festival_ops.planning import child
from festival_ops.planning.models import RideRun
from festival_ops.planning.models.roster import BUILD, REPAIR
from festival_ops.planning.rides.answers import outline
from festival_ops.planning.rides.days import of_day
from festival_ops.planning.rides.kept import standing
from festival_ops.planning.tasks import REPORT_SECONDS, thinned
from festival_ops.programme.models import Edition
from festival_ops.web.history import Actor, record
from solver.saved import to_plain

PROBLEM = "problem.json"
# Reading the facts and timing the last rides take a while beside the search.
PATIENCE = 30


def ask_for_rides(
    session: Session, edition: Edition, day: int | None, by: Actor, *, kind: str = BUILD, **facts: Any
) -> RideRun:
    """Puts transfers, vehicles and rides of a festival day, or of all of them, to the solver as they are now; the
    caller commits, and the worker begins."""
    stands = standing(session, edition)
    problem = stands.problem if day is None else of_day(stands.problem, day)
    options = {"day": day, **facts.pop("options", {})}
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


@dataclass
class Progress:
    """What is known of a search while its child works."""

    session: Session
    held: Claim
    run_id: int
    best: dict[str, Any] | None = None
    course: list[list[float]] = field(default_factory=list)
    told: float = field(default_factory=time.monotonic)
    asked: bool = False

    def hear(self, message: dict[str, Any]) -> None:
        self.best = {name: message[name] for name in ("elapsed", "unserved", "vehicles", "driven")}
        self.course.append(list(self.best.values()))

    def keep(self, running: child.Child) -> None:
        """Writes down how far it is, at most about once a second, and passes on the wish to stop."""
        if time.monotonic() - self.told < REPORT_SECONDS:
            return
        self.told = time.monotonic()
        queue.report(self.session, self.held, self.best)
        kept = update(RideRun).where(RideRun.id == self.run_id)
        self.session.execute(kept.values(course=thinned(self.course)))
        stop = queue.asked_to_stop(self.session, self.held.job_id)
        self.session.commit()
        if stop and not self.asked:
            self.asked = True
            running.stop()


@task("rides")
def build(held: Claim) -> str:
    session = db.session()
    run = session.get_one(RideRun, held.argument["run"])
    if queue.asked_to_stop(session, held.job_id):
        return "cancelled"
    files = {PROBLEM: json.dumps(run.problem)}
    words = ["--seconds", str(run.seconds), "--seed", str(run.seed), "--progress", "--watch-stdin", *_kind(run)]
    patience, progress = max(run.seconds, PATIENCE), Progress(session, held, run.id)
    session.commit()
    try:
        answer = _listen(progress, files, words, patience)
    except child.FailedError as failed:
        current_app.logger.warning("The search for rides %s ended early: %s", progress.run_id, failed)
        raise RefusedError(failed.reason) from failed
    return _conclude(progress, answer)


def _kind(run: RideRun) -> list[str]:
    if run.kind != REPAIR:
        return []
    frozen = run.options["frozen"]
    return ["--repair"] if frozen is None else ["--repair", f"--frozen={frozen}"]


def _listen(progress: Progress, files: dict[str, str], words: list[str], patience: int) -> dict[str, Any]:
    memory = current_app.extensions["settings"].solve_memory_mb
    answer: dict[str, Any] = {}

    def options(at: Path) -> list[str]:
        return [str(at / PROBLEM), *words]

    with child.start(files, options, patience, memory, module="solver.rides") as running:
        for message in running.messages():
            if message is not None and message.pop("kind") == "progress":
                progress.hear(message)
            elif message is not None:
                answer = message
            progress.keep(running)
    return answer


def _conclude(progress: Progress, answer: dict[str, Any]) -> str:
    if not answer:
        raise RefusedError("fault")
    run = progress.session.get_one(RideRun, progress.run_id)
    run.answer, run.course = answer, thinned(progress.course)
    run.outline = outline(run.problem, answer)
    progress.session.flush()
    return "done"
