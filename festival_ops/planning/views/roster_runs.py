"""Building the roster: asking for a search, watching it, stopping it, and deciding on its answer."""

from __future__ import annotations

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import defer

from festival_ops.database import db
from festival_ops.jobs.models import Job
from festival_ops.planning import course
from festival_ops.planning.actions import roster as actions
from festival_ops.planning.forms import RunForm
from festival_ops.planning.models import RosterRun
from festival_ops.planning.models.roster import REPAIR
from festival_ops.planning.roster import search, sentences
from festival_ops.planning.roster.kept import revision_of
from festival_ops.planning.views.roster import area, stands_now
from festival_ops.planning.views.searches import deciding, expect, in_words, leading_to, state_of, stop, under_way
from festival_ops.web import saving
from festival_ops.web.access import Secrecy, may_read, may_write

SECONDS = 60
HEAVY = (defer(RosterRun.problem), defer(RosterRun.answer))


@area.route("/run", methods=["GET", "POST"])
@may_write(Secrecy.GUARDED)
def run_new() -> ResponseReturnValue:
    form = RunForm(data={"seconds": SECONDS, "seed": 0})
    if form.is_submitted() and (known := saving.receipt_of(form)):
        return redirect(known, 303)
    other, stands = going(), stands_now()
    ready = bool(stands.problem.needs and stands.problem.officers)
    if form.validate_on_submit() and other is None and ready:
        run = search.ask_for_a_roster(db.session(), g.edition, form.seconds.data, form.seed.data, g.person)
        return leading_to(form, url_for(".run_show", id=run.id))
    page = render_template("roster/run/new.html", form=form, stands=stands, going=other, ready=ready)
    return page, 409 if form.is_submitted() and (other or not ready) else 422 if form.errors else 200


@area.get("/runs")
@may_read(Secrecy.GUARDED)
def runs() -> ResponseReturnValue:
    rows = select(RosterRun, Job.state).outerjoin(Job, Job.id == RosterRun.job_id).options(*HEAVY)
    mine = rows.where(RosterRun.edition_id == g.edition.id).order_by(RosterRun.id.desc()).limit(50)
    return render_template("roster/run/list.html", rows=db.session.execute(mine).all())


@area.get("/run/<int:id>")
@may_read(Secrecy.GUARDED)
def run_show(id: int) -> ResponseReturnValue:
    return render_template("roster/run/show.html", **_facts(run_of(id)))


@area.get("/run/<int:id>/progress")
@may_read(Secrecy.GUARDED)
def run_progress(id: int) -> ResponseReturnValue:
    return render_template("roster/run/live.html", **_facts(run_of(id)))


@area.post("/run/<int:id>/cancellation")
@may_write(Secrecy.GUARDED)
def run_cancellation(id: int) -> ResponseReturnValue:
    stop(run_of(id))
    flash(_("The search stops and keeps the best roster it has found."), "info")
    return redirect(url_for(".run_show", id=id), 303)


@area.post("/run/<int:id>/repetition")
@may_write(Secrecy.GUARDED)
def run_repetition(id: int) -> ResponseReturnValue:
    run = run_of(id)
    if run.outline is not None or going() is not None:
        abort(409, _("This search has its answer, or another is still under way."))
    search.begin(db.session(), run)
    db.session.commit()
    return redirect(url_for(".run_show", id=id), 303)


@area.post("/run/<int:id>/acceptance")
@may_write(Secrecy.GUARDED)
def run_acceptance(id: int) -> ResponseReturnValue:
    run = run_of(id)
    expect(run.outline)
    try:
        with deciding():
            seen = request.form.getlist("left_out", type=int)
            actions.accept(db.session(), run, g.person, str(get_locale()), left_out=seen)
    except actions.StaleRosterError:
        abort(409, _("Somebody has changed the roster since this search began, so its answer is not laid over it. "
                     "Build the roster again; the search begins from the roster as it is now."))  # fmt: skip
    except actions.OtherChoiceError:
        abort(409, _("Somebody has left out other changes since you opened this page; please look at them first."))
    except actions.RefusedError as refused:
        told = in_words(refused.findings)
        abort(409, _("Posts or people have changed since this search began, and now: %(breaches)s", breaches=told))
    flash(_("The proposal is the roster now."), "success")
    return redirect(url_for(".day_show"), 303)


@area.post("/run/<int:id>/refusal")
@may_write(Secrecy.GUARDED)
def run_refusal(id: int) -> ResponseReturnValue:
    run = run_of(id)
    expect(run.outline)
    with deciding():
        actions.refuse(db.session(), run, g.person)
    flash(_("The proposal is refused; the roster stays as it was."), "success")
    return redirect(url_for(".day_show"), 303)


def run_of(id: int) -> RosterRun:
    wanted = select(RosterRun).where(RosterRun.edition_id == g.edition.id, RosterRun.id == id)
    return db.session.scalar(wanted.options(*HEAVY)) or abort(404)


def going() -> RosterRun | None:
    """The search of this edition that is under way, if one is."""
    return under_way(RosterRun, *HEAVY)


def _facts(run: RosterRun) -> dict[str, object]:
    last = run.course[-1] if run.course else None
    found = {"elapsed": last[0], "value": last[1], "bound": last[2]} if last else None
    return {
        **state_of(run),
        "found": found,
        "quality": sentences.quality(found) if found else "",
        "small": sentences.smallness(run.outline) if run.outline and run.kind == REPAIR else "",
        "picture": course.picture(run.course, run.seconds),
        "stale": outdated(run),
        "live": request.endpoint == "roster.run_progress",
    }


def outdated(run: RosterRun) -> bool:
    """Whether the roster has changed since an undecided search began."""
    return run.decision is None and run.revision != revision_of(db.session(), g.edition)
