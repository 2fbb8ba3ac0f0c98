"""The queue: one worker at a time, leases that run out, three attempts, and an effect that happens once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session, scoped_session

from festival_ops.database import now
from festival_ops.jobs import queue, worker
from festival_ops.jobs.models import Job

Rows = scoped_session[Session]


def lease_runs_out(session: Rows, job: Job) -> None:
    session.execute(update(Job).where(Job.id == job.id).values(leased_until=now() - timedelta(seconds=1)))
    session.commit()


def taken(session: Rows, owner: str) -> queue.Claim:
    held = queue.claim(session, owner)
    session.commit()
    assert held is not None
    return held


def test_jobs_are_taken_oldest_first_and_once(session: Rows) -> None:
    first, second = queue.later(session, "solve", run=1), queue.later(session, "solve", run=2)
    session.commit()
    assert taken(session, "anna").job_id == first.id
    assert taken(session, "bao") == queue.Claim(second.id, "solve", {"run": 2}, "bao", 1)
    assert queue.claim(session, "chi") is None


def test_a_report_renews_the_lease_and_shows_progress(session: Rows) -> None:
    job = queue.later(session, "solve")
    held = taken(session, "anna")
    before = job.leased_until
    queue.report(session, held, {"value": 12})
    session.commit()
    assert job.progress == {"value": 12}
    assert before is not None
    assert job.leased_until is not None
    assert job.leased_until > before


def test_a_dead_workers_job_goes_to_the_next_and_the_dead_may_not_finish_it(session: Rows) -> None:
    job = queue.later(session, "solve")
    dead = taken(session, "anna")
    lease_runs_out(session, job)
    alive = taken(session, "bao")
    assert (alive.job_id, alive.attempt) == (job.id, 2)
    with pytest.raises(queue.LeaseLostError):
        queue.finish(session, dead)
    with pytest.raises(queue.LeaseLostError):
        queue.report(session, dead, {"value": 0})
    queue.finish(session, alive)
    session.commit()
    assert (job.state, job.attempt, job.owner) == ("done", 2, None)


def test_the_third_death_makes_a_dead_letter(session: Rows) -> None:
    job = queue.later(session, "solve")
    for attempt in (1, 2, 3):
        assert taken(session, f"worker {attempt}").attempt == attempt
        lease_runs_out(session, job)
    assert queue.claim(session, "anna") is None
    session.commit()
    assert (job.state, job.attempt, job.ended is not None) == ("failed", 3, True)


def test_a_worker_that_is_asked_to_leave_gives_the_attempt_back(session: Rows) -> None:
    job = queue.later(session, "solve")
    held = taken(session, "anna")
    queue.hand_back(session, held)
    session.commit()
    assert (job.state, job.attempt, job.owner) == ("queued", 0, None)


def test_an_accident_is_tried_three_times(session: Rows) -> None:
    job = queue.later(session, "solve")
    states = []
    for _attempt in range(3):
        queue.try_again(session, taken(session, "anna"), "OperationalError")
        session.commit()
        states.append(job.state)
    assert states == ["queued", "queued", "failed"]


def test_cancelling_ends_waiting_work_and_asks_running_work(session: Rows) -> None:
    waiting, running = queue.later(session, "solve"), queue.later(session, "solve")
    held = taken(session, "anna")
    assert held.job_id == waiting.id
    queue.cancel(session, waiting.id)
    queue.cancel(session, running.id)
    session.commit()
    assert (waiting.state, queue.asked_to_stop(session, waiting.id)) == ("running", True)
    assert (running.state, queue.asked_to_stop(session, running.id)) == ("cancelled", False)


def test_a_round_that_fails_keeps_nobody_from_the_next(
    app: Flask, monkeypatch: pytest.MonkeyPatch, session: Rows
) -> None:
    done: list[str] = []

    def breaks() -> None:
        queue.later(session, "solve", run=1)
        raise RuntimeError

    def works() -> None:
        queue.later(session, "solve", run=2)
        done.append("works")

    monkeypatch.setattr(worker, "ROUNDS", [breaks, works])
    worker.go_round()
    assert done == ["works"]
    assert [job.argument for job in session.scalars(select(Job))] == [{"run": 2}]
