"""What is alike in the pages of all searches: which one is under way, how it stands, and stopping it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any, TypeVar

from flask import abort, g, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm.interfaces import ORMOption

from festival_ops.database import db
from festival_ops.jobs import queue
from festival_ops.jobs.models import Job
from festival_ops.planning.actions.deciding import DecidedError
from festival_ops.web import saving
from festival_ops.web.forms import Form

MOST_TOLD = 5
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


def progress(template: str, facts: dict[str, Any]) -> ResponseReturnValue:
    """The part of the page that tells how far it is; once it has ended the page comes anew, with what is proposed."""
    return render_template(template, **facts), 200, {} if facts["going"] else {"HX-Refresh": "true"}


def expect(answer: object) -> None:
    """Whoever decides decides on an answer."""
    if answer is None:
        abort(409, _("This search has no answer yet."))


@contextmanager
def deciding() -> Iterator[None]:
    """Saves what is decided in it; whoever comes second is told so."""
    try:
        yield
        db.session.commit()
    except DecidedError:
        abort(409, _("Somebody has decided on this proposal before you."))


def in_words(findings: Iterable[Any]) -> str:
    """The first of what the rules say, for one line."""
    return " ".join(finding.sentence for finding in islice(findings, MOST_TOLD))


def leading_to(form: Form, location: str) -> ResponseReturnValue:
    """Leads to what was begun, also whoever sends the same form again."""
    saving.keep_receipt(form, location)
    db.session.commit()
    return redirect(location, 303)
