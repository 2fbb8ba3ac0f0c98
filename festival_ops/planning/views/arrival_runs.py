"""Finding slots at the gates: asking for a search, watching it, stopping it, and deciding on its answer."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from festival_ops.database import db
from festival_ops.planning.actions import arrivals as actions
from festival_ops.planning.arrivals import search
from festival_ops.planning.arrivals.page import proposal_of
from festival_ops.planning.in_hand import plan_in_hand
from festival_ops.planning.models import ArrivalRun
from festival_ops.planning.models.roster import BUILD, REPAIR
from festival_ops.planning.views.arrivals import AT, area, ceremony_of, going, stands_of
from festival_ops.planning.views.searches import deciding, expect, in_words, progress, state_of, stop
from festival_ops.web.access import Secrecy, may_read, may_write


@area.post(f"{AT}/run")
@may_write(Secrecy.GUARDED)
def run_new(ceremony: int) -> ResponseReturnValue:
    """A second click finds the search that the first began."""
    row = ceremony_of(ceremony)
    run = going(row)
    if run is None:
        stands = stands_of(row)
        if stands is None or not stands.problem.gates or not stands.problem.cars:
            abort(409, _("Gates and invitations come first: without them no car can be given a slot."))
        kind = REPAIR if request.form.get("kind") == REPAIR else BUILD
        run = search.ask_for_slots(db.session(), row, stands, g.person, kind=kind)
        db.session.commit()
    return _shown(run)


@area.get(f"{AT}/run/<int:id>")
@may_read(Secrecy.GUARDED)
def run_show(ceremony: int, id: int) -> ResponseReturnValue:
    run = _run_of(ceremony, id)
    stands = stands_of(run.ceremony)
    facts = proposal_of(stands, run) if run.answer is not None and stands is not None else {}
    return render_template("arrivals/run/show.html", ceremony=run.ceremony, **_facts(run), **facts)


@area.get(f"{AT}/run/<int:id>/progress")
@may_read(Secrecy.GUARDED)
def run_progress(ceremony: int, id: int) -> ResponseReturnValue:
    facts = state_of(_run_of(ceremony, id))
    return progress("arrivals/run/live.html", facts)


@area.post(f"{AT}/run/<int:id>/cancellation")
@may_write(Secrecy.GUARDED)
def run_cancellation(ceremony: int, id: int) -> ResponseReturnValue:
    run = _run_of(ceremony, id)
    stop(run)
    flash(_("The search stops and keeps the best that it has found."), "info")
    return _shown(run)


@area.post(f"{AT}/run/<int:id>/repetition")
@may_write(Secrecy.GUARDED)
def run_repetition(ceremony: int, id: int) -> ResponseReturnValue:
    run = _run_of(ceremony, id)
    if run.answer is not None or going(run.ceremony) is not None:
        abort(409, _("This search has its answer, or another is still under way."))
    search.begin(db.session(), run)
    db.session.commit()
    return _shown(run)


@area.post(f"{AT}/run/<int:id>/acceptance")
@may_write(Secrecy.GUARDED)
def run_acceptance(ceremony: int, id: int) -> ResponseReturnValue:
    run = _answered(ceremony, id)
    try:
        with deciding():
            actions.accept(db.session(), g.edition, plan_in_hand(db.session(), g.edition), run, g.person)
    except actions.StaleArrivalsError:
        abort(409, _("Somebody has changed the slots since this search began, so its answer is not laid over them. "
                     "Search again; it begins from the slots as they are now."))  # fmt: skip
    except actions.BrokenRulesError as broken:
        told = in_words(broken.findings)
        abort(409, _("Journeys, guests or roads have changed since this search began, and now: %(breaches)s",
                     breaches=told))  # fmt: skip
    flash(_("The slots stand as proposed. Rides to this ceremony now ask for them."), "success")
    return redirect(url_for(".slots_show", ceremony=run.ceremony_id), 303)


@area.post(f"{AT}/run/<int:id>/refusal")
@may_write(Secrecy.GUARDED)
def run_refusal(ceremony: int, id: int) -> ResponseReturnValue:
    run = _answered(ceremony, id)
    with deciding():
        actions.refuse(db.session(), run, g.person)
    flash(_("The proposal is refused; every car keeps the slot of before."), "success")
    return redirect(url_for(".slots_show", ceremony=run.ceremony_id), 303)


def _run_of(ceremony: int, id: int) -> ArrivalRun:
    wanted = select(ArrivalRun).where(ArrivalRun.edition_id == g.edition.id, ArrivalRun.ceremony_id == ceremony)
    return db.session.scalar(wanted.where(ArrivalRun.id == id)) or abort(404)


def _answered(ceremony: int, id: int) -> ArrivalRun:
    run = _run_of(ceremony, id)
    expect(run.answer)
    return run


def _shown(run: ArrivalRun) -> ResponseReturnValue:
    return redirect(url_for(".run_show", ceremony=run.ceremony_id, id=run.id), 303)


def _facts(run: ArrivalRun) -> dict[str, Any]:
    stale = run.decision is None and run.revision != actions.revision_of(db.session(), run.ceremony)
    return {**state_of(run), "stale": stale}
