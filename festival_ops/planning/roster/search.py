"""Searches for a roster, done by the worker in a child; the answer waits with the run until somebody decides."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from festival_ops.database import db
from festival_ops.jobs import queue
from festival_ops.jobs.queue import Claim
from festival_ops.jobs.worker import task
from festival_ops.planning.listening import Stage, listen
from festival_ops.planning.models import RosterRun
from festival_ops.planning.models.roster import REPAIR
from festival_ops.planning.roster.kept import Standing, standing
from festival_ops.planning.tasks import thinned
from festival_ops.programme.models import Edition
from festival_ops.web.history import Actor, record
from solver.crew.problem import CrewProblem
from solver.saved import to_plain

# The first steps of a short search look at no clock, and the machine may have other work.
STAGE = Stage("solver.crew", patience=20, names=("elapsed", "value", "bound"))


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


@task("roster")
def build(held: Claim) -> str:
    session = db.session()
    run = session.get_one(RosterRun, held.argument["run"])
    if queue.asked_to_stop(session, held.job_id):
        return "cancelled"
    answer, course = listen(session, held, run, STAGE, "--seed", str(run.seed), *_kind(run))
    last = [round(answer["seconds"], 1), answer["value"], answer["bound"]]
    run.answer, run.course = answer, thinned([*course, last])
    run.outline = outline(run.problem["current"], answer)
    session.flush()
    return "done"


def _kind(run: RosterRun) -> list[str]:
    if run.kind != REPAIR:
        return []
    frozen = run.options["frozen"]
    return ["--mend"] if frozen is None else ["--mend", f"--frozen={frozen}"]


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
