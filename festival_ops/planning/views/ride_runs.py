"""Planning and repairing rides: asking for a search, watching it, stopping it, and deciding on its answer."""

from __future__ import annotations

from datetime import date

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import defer

from festival_ops.database import db
from festival_ops.jobs.models import Job
from festival_ops.planning.actions import rides as actions
from festival_ops.planning.models import Outage, RideRun
from festival_ops.planning.ride_forms import RideRepairForm, RidesForm
from festival_ops.planning.rides import page, repair, search
from festival_ops.planning.rides.kept import revision_of
from festival_ops.planning.rides.proposal import facts_of
from festival_ops.planning.views.rides import area, stands_now
from festival_ops.planning.views.searches import (
    deciding,
    expect,
    in_words,
    leading_to,
    progress,
    state_of,
    stop,
    under_way,
)
from festival_ops.web import saving
from festival_ops.web.access import Secrecy, may_read, may_write
from festival_ops.web.history import record, snapshot
from festival_ops.web.scope import get_visible

SECONDS = 20
HEAVY = (defer(RideRun.problem), defer(RideRun.answer), defer(RideRun.course))


@area.route("/run", methods=["GET", "POST"])
@may_write(Secrecy.ROADS)
def run_new() -> ResponseReturnValue:
    form = RidesForm(data={"seconds": SECONDS, "seed": 0})
    if form.is_submitted() and (known := saving.receipt_of(form)):
        return redirect(known, 303)
    stands = stands_now()
    day = None if form.whole.data else page.index(page.asked_day(stands))
    if form.validate_on_submit() and _ready():
        facts = {"seconds": form.seconds.data, "seed": form.seed.data}
        run = search.ask_for_rides(db.session(), g.edition, day, g.person, **facts)
        return leading_to(form, url_for(".run_show", id=run.id))
    shown = _asking(form, _repair_form())
    return shown, 409 if form.is_submitted() and not _ready() else 422 if form.errors else 200


@area.post("/repair")
@may_write(Secrecy.ROADS)
def repair_new() -> ResponseReturnValue:
    form, stands = _repair_form(), stands_now()
    if known := saving.receipt_of(form):
        return redirect(known, 303)
    if not form.validate() or not _ready() or not stands.rides:
        return _asking(_rides_form(), form), 422 if form.errors else 409
    try:
        day = page.index(page.asked_day(stands))
        run = repair.ask_for_a_repair(db.session(), g.edition, day, _happening(form), form.hold.data, g.person)
    except repair.FollowsShowError as fault:
        told = _(
            "“%(transfer)s” follows a show: it is late when the show is. Move the show instead.", transfer=fault.name
        )
    except repair.GoneBeforeError as fault:
        told = _("“%(group)s” would leave before it arrives.", group=fault.name)
    else:
        return leading_to(form, url_for(".run_show", id=run.id))
    db.session.rollback()
    form.form_errors.append(told)
    return _asking(_rides_form(), form), 422


@area.get("/run/<int:id>")
@may_read(Secrecy.ROADS)
def run_show(id: int) -> ResponseReturnValue:
    run = run_of(id)
    facts = _facts(run)
    undecided = run.decision is None and not facts["stale"]
    answered = facts_of(stands_now(), run, undecided) if run.outline else {}
    return render_template("rides/run/show.html", **facts, **answered)


@area.get("/run/<int:id>/progress")
@may_read(Secrecy.ROADS)
def run_progress(id: int) -> ResponseReturnValue:
    facts = _facts(run_of(id))
    return progress("rides/run/live.html", facts)


@area.post("/run/<int:id>/cancellation")
@may_write(Secrecy.ROADS)
def run_cancellation(id: int) -> ResponseReturnValue:
    stop(run_of(id))
    flash(_("The search stops and keeps the best rides it has found."), "info")
    return redirect(url_for(".run_show", id=id), 303)


@area.post("/run/<int:id>/repetition")
@may_write(Secrecy.ROADS)
def run_repetition(id: int) -> ResponseReturnValue:
    run = run_of(id)
    if run.outline is not None or going() is not None:
        abort(409, _("This search has its answer, or another is still under way."))
    search.begin(db.session(), run)
    db.session.commit()
    return redirect(url_for(".run_show", id=id), 303)


@area.post("/run/<int:id>/acceptance")
@may_write(Secrecy.ROADS)
def run_acceptance(id: int) -> ResponseReturnValue:
    run = run_of(id)
    expect(run.outline)
    try:
        with deciding():
            actions.accept(db.session(), run, g.person, str(get_locale()))
    except actions.StaleRidesError:
        abort(409, _("Somebody has changed rides since this search began, so its answer is not laid over them. "
                     "Search again; it begins from the rides as they are now."))  # fmt: skip
    except actions.BrokenRulesError as broken:
        told = in_words(broken.findings)
        abort(
            409,
            _("Shows, roads or vehicles have changed since this search began, and now: %(breaches)s", breaches=told),
        )
    flash(_("The proposal is what is driven now."), "success")
    return redirect(url_for(".day_show", day=_day_of(run).isoformat()), 303)


@area.post("/run/<int:id>/refusal")
@may_write(Secrecy.ROADS)
def run_refusal(id: int) -> ResponseReturnValue:
    run = run_of(id)
    expect(run.outline)
    with deciding():
        actions.refuse(db.session(), run, g.person)
    flash(_("The proposal is refused; the rides stay as they were."), "success")
    return redirect(url_for(".day_show", day=_day_of(run).isoformat()), 303)


@area.post("/outage/<int:id>/removal")
@may_write(Secrecy.ROADS)
def outage_removal(id: int) -> ResponseReturnValue:
    row = get_visible(Outage, id, Secrecy.ROADS)
    name, before = str(row), snapshot(row)
    db.session.delete(row)
    db.session.flush()
    record(db.session, row, "removed", by=g.person, before=before)
    db.session.commit()
    flash(_("%(name)s can go out again.", name=name), "success")
    return redirect(url_for(".run_new"), 303)


def run_of(id: int) -> RideRun:
    wanted = select(RideRun).where(RideRun.edition_id == g.edition.id, RideRun.id == id)
    return db.session.scalar(wanted.options(*HEAVY)) or abort(404)


def going() -> RideRun | None:
    """The search of this edition that is under way, if one is."""
    return under_way(RideRun, *HEAVY)


def _ready() -> bool:
    stands = stands_now()
    return going() is None and bool(stands.problem.transfers and stands.problem.vehicles)


def _asking(form: RidesForm, mending: RideRepairForm) -> str:
    stands = stands_now()
    rows = select(RideRun, Job.state).outerjoin(Job, Job.id == RideRun.job_id).options(*HEAVY)
    mine = rows.where(RideRun.edition_id == g.edition.id).order_by(RideRun.id.desc()).limit(20)
    away = select(Outage).where(Outage.edition_id == g.edition.id).order_by(Outage.starts)
    return render_template(
        "rides/run/new.html",
        form=form,
        repair=mending,
        stands=stands,
        going=going(),
        rows=db.session.execute(mine).all(),
        away=db.session.scalars(away).all(),
        day=page.asked_day(stands),
        days=page.days(stands),
    )


def _rides_form() -> RidesForm:
    return RidesForm(formdata=None, data={"seconds": SECONDS, "seed": 0})


def _repair_form() -> RideRepairForm:
    stands = stands_now()
    day = page.asked_day(stands)
    starts, ends = (g.edition.at(on, g.edition.cutoff) for on in (day, page.day_at(page.index(day) + 1)))
    data = {"starts": starts, "ends": ends, "hold": 0}
    form = RideRepairForm(
        prefix="repair-", data=data, **({} if request.endpoint == "rides.repair_new" else {"formdata": None})
    )
    form.transfers.offered = page.movable(stands, day)
    return form


def _happening(form: RideRepairForm) -> repair.Happening:
    return repair.Happening(
        transfers=form.transfers.data or (),
        minutes=form.minutes.data or 0,
        vehicles=form.vehicles.data or (),
        drivers=form.drivers.data or (),
        starts=form.starts.data,
        ends=form.ends.data,
        note=form.note.data or "",
    )


def _day_of(run: RideRun) -> date:
    day = run.options.get("day")
    return g.edition.first_day if day is None else page.day_at(day)


def _facts(run: RideRun) -> dict[str, object]:
    last = run.course[-1] if run.course else None
    return {
        **state_of(run),
        "found": dict(zip(("elapsed", "unserved", "vehicles", "driven"), last, strict=True)) if last else None,
        "day": None if run.options.get("day") is None else page.day_at(run.options["day"]),
        "also": [page.day_at(each) for each in run.options.get("also", ())],
        "stale": run.decision is None and run.revision != revision_of(db.session(), g.edition),
    }
