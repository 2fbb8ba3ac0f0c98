"""The worker: takes one job at a time and does it. It may be killed at any moment; nothing is lost."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import click
from flask import current_app
from flask.cli import with_appcontext

from festival_ops.database import db, reading
from festival_ops.jobs import queue
from festival_ops.jobs.queue import Claim

POLL_SECONDS = 0.5
ROUND_SECONDS = 3600.0

Task = Callable[[Claim], str]
TASKS: dict[str, Task] = {}
ROUNDS: list[Callable[[], None]] = []


class RefusedError(Exception):
    """The work cannot be done, now or later; the message is a sentence for people."""


def task(kind: str) -> Callable[[Task], Task]:
    """Registers what is done for jobs of a kind. It answers the state in which the job ends: done or cancelled.

    Its last changes are left uncommitted: the worker commits them together with the end of the job. Until then it
    reports at least every few seconds.
    """

    def register(function: Task) -> Task:
        TASKS[kind] = function
        return function

    return register


def hourly(function: Callable[[], None]) -> Callable[[], None]:
    """Registers what a worker does when it starts and once an hour, whether there are jobs or not. It leaves its
    changes uncommitted, and may be done by two workers at once."""
    ROUNDS.append(function)
    return function


def go_round() -> None:
    """What goes wrong in one thing keeps nobody from the next."""
    for function in ROUNDS:
        try:
            function()
            db.session.commit()
        except Exception:
            db.session.rollback()
            current_app.logger.exception("The round of the worker has failed at %s.", function.__name__)


def work_once(owner: str) -> bool:
    """Does one job; False when none waits."""
    held = _claim(owner)
    if held is None:
        return False
    try:
        ended = TASKS[held.kind](held)
        queue.finish(db.session(), held, ended)
        db.session.commit()
    except queue.LeaseLostError:
        db.session.rollback()
        current_app.logger.warning("Job %s went to another worker; its work here is dropped.", held.job_id)
    except RefusedError as refusal:
        db.session.rollback()
        _end(queue.finish, held, "failed", str(refusal))
    except SystemExit:
        db.session.rollback()
        _end(queue.hand_back, held)
        raise
    except Exception as accident:
        db.session.rollback()
        current_app.logger.exception("Job %s (%s) failed at attempt %s.", held.job_id, held.kind, held.attempt)
        _end(queue.try_again, held, type(accident).__name__)
    return True


def _claim(owner: str) -> Claim | None:
    with reading():
        waits = queue.waits(db.session())
        db.session.rollback()
    held = queue.claim(db.session(), owner) if waits else None
    db.session.commit()
    return held


def _end(how: Callable[..., None], held: Claim, *words: str) -> None:
    try:
        how(db.session(), held, *words)
        db.session.commit()
    except queue.LeaseLostError:
        db.session.rollback()


@contextmanager
def _leaving_when_asked() -> Iterator[None]:
    def leave(number: int, frame: FrameType | None) -> None:
        raise SystemExit(0)

    before = signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@click.command("worker")
@click.option("--once", is_flag=True, help="Do what waits and leave.")
@with_appcontext
def worker(once: bool) -> None:
    """Do the long work of the office, one job after the other."""
    owner = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
    due = time.monotonic()
    with _leaving_when_asked():
        while True:
            if time.monotonic() >= due:
                due = time.monotonic() + ROUND_SECONDS
                go_round()
            worked = work_once(owner)
            db.session.remove()
            if once and not worked:
                return
            if not worked:
                time.sleep(POLL_SECONDS)
