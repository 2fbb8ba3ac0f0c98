"""Why something has no place: asked of the solver, answered in sentences with the missing minutes and ways out."""

from __future__ import annotations

from flask import abort, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from festival_ops.database import db
from festival_ops.jobs.models import Job
from festival_ops.planning import tasks
from festival_ops.planning.explanation import reasons
from festival_ops.planning.in_hand import keep_to
from festival_ops.planning.models import Plan, SolveRun
from festival_ops.planning.views.area import area
from festival_ops.web.access import Secrecy, may_write
from solver.saved import problem_from_plain


@area.post("/run/<int:id>/diagnosis")
@may_write(Secrecy.PLAN)
def diagnosis_making(id: int) -> ResponseReturnValue:
    run = _run(id)
    job = tasks.ask_why(db.session(), run)
    db.session.commit()
    return redirect(url_for(".diagnosis", id=id, job=job.id), 303)


@area.get("/run/<int:id>/diagnosis/<int:job>")
@may_write(Secrecy.PLAN)
def diagnosis(id: int, job: int) -> ResponseReturnValue:
    run, asked = _run(id), db.session.get(Job, job)
    if asked is None or asked.kind != "diagnose" or asked.argument.get("run") != run.id:
        abort(404)
    problem, said = problem_from_plain(run.problem), asked.progress
    return render_template(
        "planning/run/why.html",
        run=run,
        job=asked,
        going=asked.state in ("queued", "running"),
        problem=problem,
        said=said,
        findings=reasons(problem, said.get("findings", ())),
        ways_out=reasons(problem, said.get("ways_out", ())),
    )


def _run(id: int) -> SolveRun:
    wanted = select(SolveRun).where(SolveRun.edition_id == g.edition.id, SolveRun.id == id)
    run = db.session.scalar(wanted) or abort(404)
    keep_to(db.session.get_one(Plan, run.plan_id))
    return run
