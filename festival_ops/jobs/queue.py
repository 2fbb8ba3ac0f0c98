"""The queue of long work: our own rows are the truth, and workers ask them twice a second.

Work is given to one worker at a time by a lease that runs out when the worker stops reporting. Whatever a task
does to the world is committed together with `finish`, which fails when the lease has gone to somebody else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, Update, and_, or_, select, update
from sqlalchemy.orm import Session

from festival_ops.database import now
from festival_ops.jobs.models import Job

LEASE = timedelta(seconds=15)
ATTEMPTS = 3


@dataclass(frozen=True)
class Claim:
    """One worker's right to one attempt at a job."""

    job_id: int
    kind: str
    argument: dict[str, Any]
    owner: str
    attempt: int


class LeaseLostError(Exception):
    """Somebody else has the job now, or nobody: whatever was done must not be kept."""


def later(session: Session, kind: str, **argument: Any) -> Job:
    job = Job(kind=kind, argument=argument)
    session.add(job)
    session.flush()
    return job


def open_job(session: Session, kind: str, **argument: Any) -> Job | None:
    """A job of this kind and argument that waits or runs."""
    asked = select(Job).where(Job.kind == kind, Job.state.in_(("queued", "running"))).order_by(Job.id)
    return next((job for job in session.scalars(asked) if job.argument == argument), None)


def waits(session: Session) -> bool:
    """Whether there is anything to take or to sweep; only a read, since idle workers ask all the time."""
    open_work = or_(Job.state == "queued", and_(Job.state == "running", Job.leased_until < now()))
    return session.scalar(select(Job.id).where(open_work).limit(1)) is not None


def claim(session: Session, owner: str) -> Claim | None:
    """Takes the oldest waiting job, if any; the caller commits before it starts to work."""
    sweep(session)
    waiting = select(Job.id, Job.kind, Job.argument, Job.attempt).where(Job.state == "queued").order_by(Job.id)
    for job in session.execute(waiting.limit(5)):
        taken = update(Job).where(Job.id == job.id, Job.state == "queued", Job.attempt == job.attempt)
        values = {"state": "running", "owner": owner, "attempt": job.attempt + 1, "leased_until": now() + LEASE}
        if _change(session, taken.values(started=now(), **values)):
            return Claim(job.id, job.kind, job.argument, owner, job.attempt + 1)
    return None


def sweep(session: Session) -> None:
    """Work whose worker is gone waits again; after the last attempt it lies where people see it."""
    gone = and_(Job.state == "running", Job.leased_until < now())
    _change(session, update(Job).where(gone, Job.attempt < ATTEMPTS).values(state="queued", owner=None))
    _change(session, update(Job).where(gone).values(state="failed", owner=None, ended=now()))


def report(session: Session, held: Claim, progress: dict[str, Any] | None = None) -> None:
    """Says how far the work is, and that the worker lives; the caller commits."""
    values: dict[str, Any] = {"leased_until": now() + LEASE}
    if progress is not None:
        values["progress"] = progress
    if not _change(session, update(Job).where(_held(held)).values(values)):
        raise LeaseLostError


def asked_to_stop(session: Session, job_id: int) -> bool:
    return bool(session.scalar(select(Job.cancel_asked).where(Job.id == job_id)))


def finish(session: Session, held: Claim, state: str = "done", error: str = "") -> None:
    """Ends the job in the transaction of its effects; the caller commits."""
    if not _change(session, update(Job).where(_held(held)).values(state=state, error=error, ended=now(), owner=None)):
        raise LeaseLostError


def hand_back(session: Session, held: Claim) -> None:
    """A worker that was asked to leave lets go of its job; the attempt does not count."""
    _change(session, update(Job).where(_held(held)).values(state="queued", owner=None, attempt=held.attempt - 1))


def try_again(session: Session, held: Claim, error: str) -> None:
    """After an accident: back into the queue, or to the dead letters when this was the last attempt."""
    last = held.attempt >= ATTEMPTS
    values: dict[str, Any] = {"state": "failed", "ended": now()} if last else {"state": "queued"}
    _change(session, update(Job).where(_held(held)).values(owner=None, error=error, **values))


def cancel(session: Session, job_id: int) -> None:
    """Work that nobody has begun ends here; a running task sees the wish, keeps its best and ends itself."""
    ended = {"state": "cancelled", "ended": now()}
    _change(session, update(Job).where(Job.id == job_id, Job.state == "queued", Job.attempt == 0).values(ended))
    open_still = or_(Job.state == "queued", Job.state == "running")
    _change(session, update(Job).where(Job.id == job_id, open_still).values(cancel_asked=True))


def _held(held: Claim) -> ColumnElement[bool]:
    running = and_(Job.owner == held.owner, Job.attempt == held.attempt, Job.state == "running")
    return and_(Job.id == held.job_id, running)


def _change(session: Session, statement: Update) -> bool:
    """Whether exactly one row was ours to change; rows already loaded are read again when they are next used."""
    result = cast("CursorResult[Any]", session.execute(statement, execution_options={"synchronize_session": False}))
    session.expire_all()
    return result.rowcount == 1
