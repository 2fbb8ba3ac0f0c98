"""Searches by the real worker and the real solver: asked, watched, stopped, killed, answered."""

from __future__ import annotations

import signal
from datetime import time
from pathlib import Path
from typing import Any, TypeVar

import pytest
from sqlalchemy import inspect, select, update
from sqlalchemy.orm import Session, scoped_session

from festival_ops.accounts.models import Role, User
from festival_ops.config import Settings
from festival_ops.database import db, now
from festival_ops.jobs import queue
from festival_ops.jobs.models import Job
from festival_ops.planning import outcome, tasks
from festival_ops.planning.models import Placement, Proposal, SolveRun
from festival_ops.programme.models import Edition, PerformanceWindow
from solver.check import check
from solver.plan import Plan
from solver.saved import problem_from_plain
from tests.planning.test_pages import AREA, ENGLISH, words
from tests.support.nursery import Child
from tests.support.people import SignIn
from tests.support.programmes import Festival
from tests.support.workers import Workers, eventually

Row = TypeVar("Row", SolveRun, Job)

HUE = "/festival/hue-2024/planning"


@pytest.fixture
def hue(demo_edition: Edition) -> Edition:
    """Large enough that a search is still under way when somebody interferes."""
    return demo_edition


@pytest.fixture
def anna(session: scoped_session[Session]) -> User:
    made = User(email="anna@example.org", name="Anna", fs_uniquifier="anna")
    session.add(made)
    session.commit()
    return made


def asked(edition: Edition, planner: User, seconds: int = 6) -> SolveRun:
    run = tasks.ask_to_solve(db.session(), edition, seconds, 0, planner)
    db.session.commit()
    return run


def fresh(row: Row) -> Row:
    """The row as it is now, read in a transaction of its own that leaves the database to the worker."""
    key = inspect(row).identity
    db.session.rollback()
    with Session(db.engine, expire_on_commit=False) as session:
        return session.get_one(type(row), key)


def job_of(run: SolveRun) -> Job:
    job_id = fresh(run).job_id
    with Session(db.engine, expire_on_commit=False) as session:
        return session.get_one(Job, job_id)


def proposal_of(run: SolveRun) -> Proposal:
    db.session.expire_all()
    return db.session.scalars(select(Proposal).where(Proposal.run_id == run.id)).one()


def breaches(proposal: Proposal) -> list[str]:
    problem = problem_from_plain(proposal.run.problem)
    return [violation.rule for violation in check(problem, Plan(outcome.from_json(proposal.slots)))]


def solvers() -> list[int]:
    """Every living process that solves something."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if "festival-solve-" in (folder / "cmdline").read_text():
                found.append(int(folder.name))
        except OSError:
            continue
    return found


def test_a_search_ends_as_a_proposal_without_a_breach(festival: Festival, planner: User, workers: Workers) -> None:
    run = asked(festival.edition, planner)
    workers.work()
    assert job_of(run).state == "done"
    proposal = proposal_of(run)
    assert len(proposal.slots) == 8
    assert set(breaches(proposal)) <= {"quiet-hours"}
    assert (proposal.plan_revision, proposal.decision) == (0, None)
    assert run.answer is not None
    assert run.answer["unplaced"] == []
    assert run.course[-1][1] <= run.course[0][1]
    assert db.session.scalars(select(Placement)).all() == []


def kill_once_it_has_a_plan(worker: Child, run: SolveRun) -> dict[str, Any]:
    assert eventually(lambda: fresh(run).best is not None)
    worker.kill()
    worker.wait()
    return dict(fresh(run).best or {})


@pytest.mark.databases("sqlite")
def test_a_killed_worker_leaves_no_solver_behind_and_the_next_goes_on(
    hue: Edition, anna: User, workers: Workers
) -> None:
    run = asked(hue, anna, seconds=300)
    best = kill_once_it_has_a_plan(workers.start(), run)
    assert eventually(lambda: solvers() == [], 10)
    assert job_of(run).state == "running"
    db.session.execute(update(Job).values(leased_until=now()))
    db.session.commit()
    workers.start()
    assert eventually(lambda: job_of(run).attempt == 2)
    queue.cancel(db.session(), run.job_id or 0)
    db.session.commit()
    assert eventually(lambda: job_of(run).state == "done")
    assert run.answer is not None
    assert run.answer["value"] <= best["value"]
    assert len(proposal_of(run).slots) == len(best["slots"])


@pytest.mark.databases("sqlite")
def test_a_worker_that_is_asked_to_leave_hands_its_search_back(hue: Edition, anna: User, workers: Workers) -> None:
    run = asked(hue, anna, seconds=300)
    worker = workers.start()
    assert eventually(lambda: job_of(run).state == "running" and solvers() != [])
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(30) == 0
    assert (job_of(run).state, job_of(run).attempt) == ("queued", 0)
    assert eventually(lambda: solvers() == [], 10)


@pytest.mark.databases("sqlite")
def test_stopping_keeps_the_best_plan(hue: Edition, anna: User, workers: Workers, sign_in: SignIn) -> None:
    run = asked(hue, anna, seconds=600)
    workers.start()
    assert eventually(lambda: bool(job_of(run).progress.get("by_wish")))
    visitor = sign_in(Role.PLANNER, edition=hue)
    page = words(visitor.get(f"{HUE}/run/{run.id}/progress", headers=ENGLISH))
    assert "The solver is searching." in page
    assert "What it pays, wish by wish" in page
    assert visitor.post(f"{HUE}/run/{run.id}/cancellation").status_code == 303
    assert eventually(lambda: job_of(run).state == "done")
    assert run.answer is not None
    assert run.answer["status"] in ("stopped", "optimal")
    assert len(proposal_of(run).slots) > 100


@pytest.mark.databases("sqlite")
def test_a_search_without_memory_says_so(
    festival: Festival, planner: User, workers: Workers, sign_in: SignIn, settings: Settings
) -> None:
    settings.solve_memory_mb = 60
    run = asked(festival.edition, planner)
    workers.work()
    assert (job_of(run).state, job_of(run).error) == ("failed", "memory")
    page = sign_in(Role.PLANNER, edition=festival.edition).get(f"{AREA}/run/{run.id}", headers=ENGLISH)
    assert "The solver needed more memory than it may take." in words(page)


def test_a_proposal_is_accepted_taken_back_and_never_laid_over_newer_work(
    festival: Festival, planner: User, workers: Workers, sign_in: SignIn
) -> None:
    first, second = asked(festival.edition, planner, 5), asked(festival.edition, planner, 5)
    workers.work()
    visitor = sign_in(Role.PLANNER, edition=festival.edition)
    accepted = proposal_of(first)
    shown = words(visitor.get(f"{AREA}/proposal/{accepted.id}", headers=ENGLISH))
    assert "8 newly placed 0 moved 0 taken out" in shown
    assert visitor.post(f"{AREA}/proposal/{accepted.id}/acceptance").status_code == 303
    assert len(db.session.scalars(select(Placement)).all()) == 8
    stale = visitor.post(f"{AREA}/proposal/{proposal_of(second).id}/acceptance", headers=ENGLISH)
    assert stale.status_code == 409
    assert "Somebody has changed the plan since this proposal was computed" in words(stale)
    assert proposal_of(second).decision is None
    assert visitor.post(f"{AREA}/proposal/{accepted.id}/acceptance/withdrawal").status_code == 303
    assert db.session.scalars(select(Placement)).all() == []
    assert proposal_of(first).decision == "undone"


@pytest.mark.databases("sqlite")
def test_an_impossible_wish_is_explained_with_what_is_missing(
    festival: Festival, planner: User, workers: Workers, sign_in: SignIn
) -> None:
    """Three late shows of one troupe on one evening, on both sides of the river."""
    for code, stage in (("L1", "ngo-mon"), ("L2", "thuong-bac"), ("L3", "ngo-mon")):
        late = festival.show(code, "ashi", "Taiko", stages=[festival[stage]], fixed=False)
        late.work = None
        late.windows = [PerformanceWindow(on=festival.edition.days[1], starts=time(21), ends=time(23, 59))]
    festival.session.commit()
    run = asked(festival.edition, planner, 5)
    workers.work()
    assert job_of(run).state == "done"
    assert run.answer is not None
    assert run.answer["unplaced"] != []
    visitor = sign_in(Role.PLANNER, edition=festival.edition)
    asked_why = visitor.post(f"{AREA}/run/{run.id}/diagnosis")
    assert visitor.post(f"{AREA}/run/{run.id}/diagnosis").location == asked_why.location
    workers.work()
    page = words(visitor.get(asked_why.headers["Location"], headers=ENGLISH))
    assert "Ashi Taiko" in page
    assert "missing" in page or "too many" in page
    assert "What would help" in page


def test_nobody_watches_a_search_of_another_edition(festival: Festival, planner: User, sign_in: SignIn) -> None:
    run = asked(festival.edition, planner)
    stranger = sign_in(Role.VIEWER)
    assert stranger.get(f"/festival/other/planning/run/{run.id}").status_code == 404
