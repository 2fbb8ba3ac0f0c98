"""Long work on a plan, done by the worker: searching, and finding out why something has no place.

A search may be killed at any moment. The best plan so far is kept with the run, and the next attempt goes on from it.
"""

from __future__ import annotations

import json
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import update
from sqlalchemy.orm import Session

from festival_ops.database import db
from festival_ops.jobs import queue
from festival_ops.jobs.models import Job
from festival_ops.jobs.queue import Claim
from festival_ops.jobs.worker import RefusedError, task
from festival_ops.planning import child, outcome
from festival_ops.planning.actions.plans import open_plan
from festival_ops.planning.events import Event, changed
from festival_ops.planning.models import Proposal, SolveRun
from festival_ops.planning.models.plan import PREVIEW
from festival_ops.planning.snapshot import problem_of
from festival_ops.planning.strictness import Strictness, under
from festival_ops.programme.models import Edition
from festival_ops.web.history import Actor, record
from solver.problem import Slot
from solver.saved import to_plain
from solver.scope import Scope

REPORT_SECONDS = 0.8
SHORTEST_SECONDS = 5
DIAGNOSE_SECONDS = 10
WORKERS = 2
MOST_POINTS = 400
ROOM_SECONDS = 10
PROBLEM, START = "problem.json", "start.json"


def ask_to_solve(session: Session, edition: Edition, seconds: int, seed: int, by: Actor) -> SolveRun:
    """Puts the edition as it is now to the solver; the caller commits, and the worker begins."""
    return _ask(session, edition, by, kind="solve", seconds=seconds, seed=seed)


def ask_to_repair(
    session: Session, edition: Edition, scope: Scope, seconds: int, by: Actor, event: Event | None = None
) -> SolveRun:
    """Asks for the least change that makes the plan sound, as it is now or once the event has come true."""
    options = {"scope": asdict(scope)}
    return _ask(session, edition, by, kind="repair", seconds=seconds, options=options, event=event)


def ask_what_would_move(
    session: Session, edition: Edition, before: Strictness, settings: Strictness, seconds: int, by: Actor, *, anew: bool
) -> SolveRun:
    """Tries settings out that nobody has saved: repairs the plan under them or, with `anew`, improves all of it.

    `before` are the settings that hold.
    """
    tried = {"before": asdict(before), "settings": asdict(settings)}
    options = {**tried, "anew": anew, "scope": asdict(Scope())}
    return _ask(session, edition, by, kind=PREVIEW, seconds=seconds, options=options, settings=settings)


def ask_for_room(session: Session, edition: Edition, slot: Slot, by: Actor) -> SolveRun:
    """Asks whether the others can make room for a performance at exactly this slot."""
    return _ask(session, edition, by, kind="room", seconds=ROOM_SECONDS, options={"slot": asdict(slot)})


def _ask(
    session: Session,
    edition: Edition,
    by: Actor,
    *,
    event: Event | None = None,
    settings: Strictness | None = None,
    **asked: Any,
) -> SolveRun:
    plan = open_plan(session, edition)
    problem = under(changed(session, edition, problem_of(session, edition, plan), event), settings)
    if asked["kind"] in ("repair", PREVIEW):
        asked["options"] = {**asked["options"], "goals": list(problem.goals)}
    run = SolveRun(
        edition_id=edition.id,
        plan_id=plan.id,
        plan_revision=plan.revision,
        user_id=by.id,
        problem=to_plain(problem),
        event=event,
        **asked,
    )
    session.add(run)
    session.flush()
    begin(session, run)
    told = {"kind": run.kind, "seconds": run.seconds, "seed": run.seed, "acts": len(problem.acts)}
    record(session, run, "asked", by=by, after=told)
    return run


def begin(session: Session, run: SolveRun) -> None:
    """Queues the search, or queues it again from its best plan after it failed."""
    run.job_id = queue.later(session, "solve", run=run.id).id
    session.flush()


def ask_why(session: Session, run: SolveRun) -> Job:
    """Queues the question why something of the run has no place, or finds it asked; the job's progress answers."""
    return queue.open_job(session, "diagnose", run=run.id) or queue.later(session, "diagnose", run=run.id)


@dataclass
class Search:
    """What is known of a run while its child searches; `spent` are the seconds of attempts before this one."""

    session: Session
    held: Claim
    run_id: int
    spent: float
    best: dict[str, Any] | None
    course: list[list[float]]
    told: float = field(default_factory=time.monotonic)
    asked: bool = False

    def hear(self, message: dict[str, Any]) -> None:
        elapsed = round(self.spent + message["elapsed"], 1)
        if message.get("slots") is not None:
            self.best = {**message, "elapsed": elapsed}
        elif self.best is not None:
            self.best = {**self.best, "elapsed": elapsed, "bound": message["bound"], "gap": message["gap"]}
        self.course.append([elapsed, message["value"], message["bound"]])

    def keep(self, child_process: child.Child) -> None:
        """Writes down how far it is, at most about once a second, and passes on the wish to stop."""
        if time.monotonic() - self.told < REPORT_SECONDS:
            return
        self.told = time.monotonic()
        queue.report(self.session, self.held, _progress(self.best))
        kept = {"best": self.best, "course": thinned(self.course)}
        self.session.execute(update(SolveRun).where(SolveRun.id == self.run_id).values(kept))
        stop = queue.asked_to_stop(self.session, self.held.job_id)
        self.session.commit()
        if stop and not self.asked:
            self.asked = True
            child_process.stop()


@task("solve")
def solve(held: Claim) -> str:
    session = db.session()
    run = session.get_one(SolveRun, held.argument["run"])
    spent = run.best["elapsed"] if run.best else 0.0
    search = Search(session, held, run.id, spent, run.best, list(run.course))
    if search.best is not None and queue.asked_to_stop(session, held.job_id):
        return conclude(session, held, search, None, "")
    seconds = max(SHORTEST_SECONDS, round(run.seconds - spent))
    files, words = _question(run, seconds, search.best)
    session.commit()
    answer, note = None, ""
    try:
        answer = _listen(search, files, words, seconds)
    except child.FailedError as failed:
        current_app.logger.warning("The search of run %s ended early: %s", held.argument["run"], failed)
        note = failed.reason
    return conclude(session, held, search, answer, note)


def _question(run: SolveRun, seconds: int, best: dict[str, Any] | None) -> tuple[dict[str, str], list[str]]:
    """The files of the question, and its words, in which a file's name stands for it."""
    files = {PROBLEM: json.dumps(run.problem)}
    words = [
        "--seconds",
        str(seconds),
        "--seed",
        str(run.seed),
        "--workers",
        str(WORKERS),
        "--watch-stdin",
        "--progress",
    ]
    if run.kind == "repair" or (run.kind == PREVIEW and not run.options["anew"]):
        return files, ["--repair", PROBLEM, "--scope", json.dumps(run.options["scope"]), *words]
    if run.kind == "room":
        slot = run.options["slot"]
        return files, ["--make-room", f"{slot['act']},{slot['stage']},{slot['starts']}", PROBLEM, *words]
    if best is None:
        return files, [PROBLEM, *words]
    return files | {START: json.dumps({"slots": best["slots"]})}, [PROBLEM, *words, "--start", START]


def _listen(search: Search, files: dict[str, str], words: list[str], seconds: int) -> dict[str, Any] | None:
    memory = current_app.extensions["settings"].solve_memory_mb
    answer = None

    def options(at: Path) -> list[str]:
        return [str(at / word) if word in files else word for word in words]

    with child.start(files, options, seconds, memory) as running:
        for message in running.messages():
            if message is not None and message["kind"] == "progress":
                search.hear(message)
            elif message is not None and message["kind"] == "answer":
                answer = message
            elif message is not None and message["kind"] == "room":
                if message["answer"] is None:
                    raise RefusedError("room")
                answer = message["answer"]
            search.keep(running)
    return answer


def conclude(session: Session, held: Claim, search: Search, answer: dict[str, Any] | None, note: str) -> str:
    """Lays the answer, or the best plan of a search that ended early, beside the plan as a proposal."""
    run = session.get_one(SolveRun, held.argument["run"])
    found = answer or _best_as_answer(search.best)
    if found is None or not found["plan"]["slots"]:
        if queue.asked_to_stop(session, held.job_id):
            return "cancelled"
        raise RefusedError(note or "empty")
    session.refresh(run)
    run.answer = {**found, "note": note}
    run.best, run.course = search.best, thinned(search.course)
    slots = outcome.from_mappings(found["plan"]["slots"])
    session.add(
        Proposal(
            edition_id=run.edition_id,
            run_id=run.id,
            plan_id=run.plan_id,
            plan_revision=run.plan_revision,
            slots=outcome.to_json(slots),
        )
    )
    session.execute(
        update(Job).where(Job.id == held.job_id).values(progress=_progress({**found, "elapsed": found["seconds"]}))
    )
    session.flush()
    return "done"


@task("diagnose")
def diagnose(held: Claim) -> str:
    """Asks the solver why acts have no place; the answer stands in the job's progress, for the page that asked."""
    session = db.session()
    run = session.get_one(SolveRun, held.argument["run"])
    found = run.answer or run.best or {}
    acts = ",".join(str(act) for act in found.get("unplaced", ()))
    files = {"problem.json": json.dumps(run.problem)}
    session.commit()
    memory = current_app.extensions["settings"].solve_memory_mb
    words = ["--seconds", str(DIAGNOSE_SECONDS), *(["--acts", acts] if acts else [])]
    said: dict[str, Any] = {}
    with child.start(
        files, lambda at: ["--diagnose", str(at / "problem.json"), *words], DIAGNOSE_SECONDS, memory
    ) as running:
        for message in running.messages():
            queue.report(session, held)
            session.commit()
            said = message or said
    queue.report(session, held, said)
    return "done"


def _best_as_answer(best: dict[str, Any] | None) -> dict[str, Any] | None:
    if best is None:
        return None
    kept = {key: best[key] for key in ("value", "bound", "by_wish", "unplaced")}
    return {"status": "stopped", "plan": {"slots": best["slots"]}, "seconds": best["elapsed"], **kept}


def _progress(best: dict[str, Any] | None) -> dict[str, Any]:
    known = ("elapsed", "value", "bound", "gap", "by_wish", "unplaced")
    return {key: best[key] for key in known if key in best} if best else {}


def thinned(course: list[list[float]]) -> list[list[float]]:
    """The course with at most so many points, the first and the last among them."""
    if len(course) <= MOST_POINTS:
        return course
    step = len(course) / (MOST_POINTS - 1)
    return [course[int(index * step)] for index in range(MOST_POINTS - 1)] + [course[-1]]
