"""What is alike in the pages of all searches: which one is under way, how it stands, and stopping it."""

from __future__ import annotations

from typing import Any, TypeVar

from flask import g, redirect
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm.interfaces import ORMOption

from festival_ops.database import db
from festival_ops.jobs import queue
from festival_ops.jobs.models import Job
from festival_ops.web import saving
from festival_ops.web.forms import Form

GOING = ("queued", "running")
Run = TypeVar("Run")


def under_way(model: type[Run], *light: ORMOption) -> Run | None:
    """The search of this edition that is under way, if one is."""
    columns: Any = model
    rows = select(model).join(Job, Job.id == columns.job_id).where(Job.state.in_(GOING))
    return db.session.scalar(rows.where(columns.edition_id == g.edition.id).options(*light))


def state_of(run: Any) -> dict[str, Any]:
    """Its job, what became of it, and whether it goes on; a job that is no more is one that failed."""
    job = db.session.get(Job, run.job_id) if run.job_id is not None else None
    state = job.state if job is not None else "failed"
    return {"run": run, "job": job, "state": state, "going": state in GOING}


def stop(run: Any) -> None:
    """Asks the worker to stop it; nothing happens to one that has ended."""
    if run.job_id is not None:
        queue.cancel(db.session(), run.job_id)
        db.session.commit()


def leading_to(form: Form, location: str) -> ResponseReturnValue:
    """Leads to what was begun, also whoever sends the same form again."""
    saving.keep_receipt(form, location)
    db.session.commit()
    return redirect(location, 303)
