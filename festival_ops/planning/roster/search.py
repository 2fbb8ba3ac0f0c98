"""Searches for a roster, done by the worker in a child; the answer waits with the run until somebody decides."""

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
from festival_ops.planning.models import RosterRun
from festival_ops.planning.models.roster import REPAIR
from festival_ops.planning.roster.kept import Standing, standing
from festival_ops.planning.tasks import REPORT_SECONDS, thinned
from festival_ops.programme.models import Edition
from festival_ops.web.history import Actor, record
from solver.crew.problem import CrewProblem
from solver.saved import to_plain

PROBLEM = "problem.json"
# The first steps of a short search look at no clock, and the machine may have other work.
PATIENCE = 20


def ask_for_a_roster(session: Session, edition: Edition, seconds: int, seed: int, by: Actor) -> RosterRun:
    """Puts posts, people and the roster as they are now to the solver; the caller commits, and the worker begins."""
    stands = standing(session, edition)
    return _asked(session, stands, stands.problem, by, seconds=seconds, seed=seed)


def ask_for_a_repair(
    session: Session, stands: Standing, problem: CrewProblem, seconds: int, options: dict[str, Any], by: Actor
) -> RosterRun:
    """The same for the least change that makes the roster whole; `problem` is what of it can still be changed."""
    return _asked(session, stands, problem, by, kind=REPAIR, seconds=seconds, options=options)


def _asked(session: Session, stands: Standing, problem: CrewProblem, by: Actor, **facts: Any) -> RosterRun:
    asked = {"edition_id": stands.edition, "revision": stands.revision, "user_id": by.id, **facts}
    run = RosterRun(problem=to_plain(problem), **asked)
    session.add(run)
    session.flush()
    begin(session, run)
    record(session, run, "asked", by=by, after={**facts, "people": len(problem.officers), "needs": len(problem.needs)})
    return run


def begin(session: Session, run: RosterRun) -> None:
    """Queues the search, or queues it again after it failed."""
    run.job_id = queue.later(session, "roster", run=run.id).id
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
        self.best = {name: message[name] for name in ("elapsed", "value", "bound")}
        self.course.append([message["elapsed"], message["value"], message["bound"]])

    def keep(self, running: child.Child) -> None:
        """Writes down how far it is, at most about once a second, and passes on the wish to stop."""
        if time.monotonic() - self.told < REPORT_SECONDS:
            return
        self.told = time.monotonic()
        queue.report(self.session, self.held, self.best)
        kept = update(RosterRun).where(RosterRun.id == self.run_id)
        self.session.execute(kept.values(course=thinned(self.course)))
        stop = queue.asked_to_stop(self.session, self.held.job_id)
        self.session.commit()
        if stop and not self.asked:
            self.asked = True
            running.stop()


@task("roster")
def build(held: Claim) -> str:
    session = db.session()
    run = session.get_one(RosterRun, held.argument["run"])
    if queue.asked_to_stop(session, held.job_id):
        return "cancelled"
    files = {PROBLEM: json.dumps(run.problem)}
    words = ["--seconds", str(run.seconds), "--seed", str(run.seed), "--progress", "--watch-stdin", *_kind(run)]
    patience, progress = max(run.seconds, PATIENCE), Progress(session, held, run.id)
    session.commit()
    try:
        answer = _listen(progress, files, words, patience)
    except child.FailedError as failed:
        current_app.logger.warning("The search for roster %s ended early: %s", progress.run_id, failed)
        raise RefusedError(failed.reason) from failed
    return _conclude(progress, answer)


def _kind(run: RosterRun) -> list[str]:
    if run.kind != REPAIR:
        return []
    frozen = run.options["frozen"]
    return ["--mend"] if frozen is None else ["--mend", f"--frozen={frozen}"]


def _listen(progress: Progress, files: dict[str, str], words: list[str], patience: int) -> dict[str, Any]:
    memory = current_app.extensions["settings"].solve_memory_mb
    answer: dict[str, Any] = {}

    def options(at: Path) -> list[str]:
        return [str(at / PROBLEM), *words]

    with child.start(files, options, patience, memory, module="solver.crew") as running:
        for message in running.messages():
            if message is not None and message["kind"] == "progress":
                progress.hear(message)
            elif message is not None:
                answer = message
            progress.keep(running)
    return answer


def _conclude(progress: Progress, answer: dict[str, Any]) -> str:
    if not answer:
        raise RefusedError("fault")
    run = progress.session.get_one(RosterRun, progress.run_id)
    last = [round(answer["seconds"], 1), answer["value"], answer["bound"]]
    run.answer, run.course = answer, thinned([*progress.course, last])
    run.outline = outline(run.problem["current"], answer)
    progress.session.flush()
    return "done"


def outline(current: list[dict[str, int]], answer: dict[str, Any]) -> dict[str, int]:
    before = {(duty["officer"], duty["need"]) for duty in current}
    after = {(duty["officer"], duty["need"]) for duty in answer["plan"]["duties"]}
    return {
        "new": len(after - before),
        "ended": len(before - after),
        "kept": len(before & after),
        "missing": sum(answer["short"].values()),
        "unled": sum(answer["unled"].values()),
        **{bound: answer[bound] for bound in ("called_bound", "released_bound", "short_bound") if bound in answer},
    }
