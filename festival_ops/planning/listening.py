"""The worker listens to a stage of the core: how far it is stays with its run, and its answer is handed back."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import update
from sqlalchemy.orm import Session

from festival_ops.database import db
from festival_ops.jobs import queue
from festival_ops.jobs.queue import Claim
from festival_ops.jobs.worker import RefusedError
from festival_ops.planning import child
from festival_ops.planning.tasks import REPORT_SECONDS, thinned

PROBLEM = "problem.json"
DONE, CANCELLED = "done", "cancelled"


@dataclass(frozen=True)
class Stage:
    """`module` is started; each step forward tells `names`, which make the run's course. The child is waited for as
    many seconds as it was given, but at least for `patience`."""

    module: str
    patience: int
    names: tuple[str, ...] = ()


@dataclass
class Listening:
    """What is known of a search while its child works."""

    session: Session
    held: Claim
    stage: Stage
    model: Any
    number: int
    course: list[list[float]] = field(default_factory=list)
    best: dict[str, Any] | None = None
    told: float = field(default_factory=time.monotonic)
    asked: bool = False

    def answer(self, problem: dict[str, Any], words: Sequence[str], patience: int) -> dict[str, Any]:
        """What the child says at last. RefusedError where it ends without."""
        files, memory = {PROBLEM: json.dumps(problem)}, current_app.extensions["settings"].solve_memory_mb
        found: dict[str, Any] = {}

        def options(at: Path) -> list[str]:
            return [str(at / PROBLEM), "--progress", "--watch-stdin", *words]

        try:
            with child.start(files, options, patience, memory, module=self.stage.module) as running:
                for message in running.messages():
                    if message is not None and message["kind"] == "progress":
                        self.hear(message)
                    elif message is not None:
                        found = message
                    self.keep(running)
        except child.FailedError as failed:
            current_app.logger.warning("The search %s of %s ended early: %s", self.number, self.stage.module, failed)
            raise RefusedError(failed.reason) from failed
        if not found:
            raise RefusedError("fault")
        return found

    def hear(self, message: dict[str, Any]) -> None:
        self.best = {name: message[name] for name in self.stage.names}
        self.course.append(list(self.best.values()))

    def keep(self, running: child.Child) -> None:
        """Writes down how far it is, at most about once a second, and passes on the wish to stop."""
        if time.monotonic() - self.told < REPORT_SECONDS:
            return
        self.told = time.monotonic()
        queue.report(self.session, self.held, self.best)
        if self.stage.names:
            kept = update(self.model).where(self.model.id == self.number)
            self.session.execute(kept.values(course=thinned(self.course)))
        stop = queue.asked_to_stop(self.session, self.held.job_id)
        self.session.commit()
        if stop and not self.asked:
            self.asked = True
            running.stop()


def listen(
    session: Session, held: Claim, run: Any, stage: Stage, *words: str
) -> tuple[dict[str, Any], list[list[float]]]:
    """The answer of the stage to the problem of the `run`, and the course to it."""
    listening = Listening(session, held, stage, type(run), run.id)
    problem, seconds = run.problem, run.seconds
    session.commit()
    answer = listening.answer(problem, ["--seconds", str(seconds), *words], max(seconds, stage.patience))
    return answer, listening.course


def answered(held: Claim, run: Any, stage: Stage, *words: str) -> str:
    """What became of a task that searches once and leaves its answer with the `run`, for somebody to decide on."""
    session = db.session()
    if queue.asked_to_stop(session, held.job_id):
        return CANCELLED
    answer, course = listen(session, held, run, stage, "--seed", str(run.seed), *words)
    answer.pop("kind")
    run.answer = answer
    if stage.names:
        run.course = thinned(course)
    session.flush()
    return DONE
