"""Searches: asking for one, watching it, stopping it with its best plan, and starting it again."""

from __future__ import annotations

from flask import abort, current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import defer

from festival_ops.database import db
from festival_ops.jobs.models import Job
from festival_ops.planning import course, events, tasks
from festival_ops.planning.desk import Desk
from festival_ops.planning.explanation import counted
from festival_ops.planning.forms import RunForm
from festival_ops.planning.in_hand import keep_to, plan_in_hand
from festival_ops.planning.judgement import findings
from festival_ops.planning.models import Plan, Proposal, SolveRun
from festival_ops.planning.rehearsal import rehearsal_of
from festival_ops.planning.views.area import area
from festival_ops.planning.views.searches import leading_to, state_of, stop, under_way
from festival_ops.planning.views.timeline import open_desk
from festival_ops.web import saving
from festival_ops.web.access import Secrecy, may_read, may_write
from festival_ops.web.forms import Form
from solver.words import title


@area.route("/run", methods=["GET", "POST"])
@may_write(Secrecy.PLAN)
def run_new() -> ResponseReturnValue:
    form = RunForm(data={"seconds": current_app.extensions["settings"].solve_seconds, "seed": 0})
    if form.is_submitted() and (known := saving.receipt_of(form)):
        return redirect(known, 303)
    other = going()
    if form.validate_on_submit() and other is None:
        run = tasks.ask_to_solve(db.session(), g.edition, form.seconds.data, form.seed.data, g.person)
        return begun(form, run)
    desk = open_desk()
    page = render_template("planning/run/new.html", form=form, desk=desk, going=other, **_promised(desk))
    return page, 409 if form.is_submitted() and other else 422 if form.errors else 200


@area.get("/runs")
@may_read(Secrecy.PLAN)
def runs() -> ResponseReturnValue:
    rows = select(SolveRun, Job.state, Proposal.id.label("proposal"), Proposal.decision)
    rows = rows.outerjoin(Job, Job.id == SolveRun.job_id).outerjoin(Proposal, Proposal.run_id == SolveRun.id)
    light = [defer(SolveRun.problem), defer(SolveRun.course), defer(SolveRun.best)]
    plan = plan_in_hand(db.session(), g.edition)
    mine = rows.where(SolveRun.plan_id == (plan.id if plan else None)).order_by(SolveRun.id.desc()).limit(50)
    return render_template("planning/run/list.html", rows=db.session.execute(mine.options(*light)).all())


@area.get("/run/<int:id>")
@may_read(Secrecy.PLAN)
def run_show(id: int) -> ResponseReturnValue:
    return render_template("planning/run/show.html", **_facts(_run(id)))


@area.get("/run/<int:id>/progress")
@may_read(Secrecy.PLAN)
def run_progress(id: int) -> ResponseReturnValue:
    return render_template("planning/run/live.html", **_facts(_run(id)))


@area.post("/run/<int:id>/cancellation")
@may_write(Secrecy.PLAN)
def run_cancellation(id: int) -> ResponseReturnValue:
    stop(_run(id))
    flash(_("The search stops and keeps the best plan it has found."), "info")
    return redirect(url_for(".run_show", id=id), 303)


@area.post("/run/<int:id>/repetition")
@may_write(Secrecy.PLAN)
def run_repetition(id: int) -> ResponseReturnValue:
    run = _run(id)
    if run.answer is not None or state_of(run)["going"]:
        abort(409, _("This search has its answer, or is still under way."))
    tasks.begin(db.session(), run)
    db.session.commit()
    return redirect(url_for(".run_show", id=id), 303)


def _promised(desk: Desk) -> dict[str, object]:
    """What no search can help: promises that contradict each other, and what counting alone proves impossible."""
    slots = [act.announced for act in desk.problem.acts if act.announced]
    acts = {slot.act for slot in slots}
    clashes = [each for each in findings(desk.problem, slots) if acts.issuperset(each.acts)]
    return {"promised": len(slots), "open_problems": clashes, "impossible": counted(desk.problem)}


def _run(id: int) -> SolveRun:
    wanted = select(SolveRun).where(SolveRun.edition_id == g.edition.id, SolveRun.id == id)
    run = db.session.scalar(wanted.options(defer(SolveRun.problem))) or abort(404)
    keep_to(db.session.get_one(Plan, run.plan_id))
    return run


def begun(form: Form, run: SolveRun) -> ResponseReturnValue:
    return leading_to(form, url_for(".run_show", id=run.id))


def going() -> SolveRun | None:
    """The search of this edition that is under way, if one is."""
    return under_way(SolveRun, defer(SolveRun.problem))


def _facts(run: SolveRun) -> dict[str, object]:
    found = run.answer or run.best
    proposal = db.session.scalar(select(Proposal).where(Proposal.run_id == run.id))
    wishes = sorted(((title(key), cost) for key, cost in (found or {}).get("by_wish", {}).items()), key=lambda w: -w[1])
    return {
        **state_of(run),
        "found": found,
        "quality": course.quality_of(run, found) if found else "",
        "rehearsal": rehearsal_of(db.session(), g.edition, run),
        "event": events.told(db.session(), g.edition, run.event) if run.event else "",
        "missing": course.missing_in(found) if found else 0,
        "picture": course.picture(run.course, run.seconds),
        "wishes": wishes,
        "proposal": proposal,
        "live": request.endpoint == "planning.run_progress",
    }
