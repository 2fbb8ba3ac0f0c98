"""Seating the guests: asking for a search, watching it, stopping it, and deciding on its answer."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from festival_ops.database import db
from festival_ops.planning.actions import seating as actions
from festival_ops.planning.models import SeatingRun
from festival_ops.planning.models.roster import BUILD, REPAIR
from festival_ops.planning.seating import search
from festival_ops.planning.seating.proposal import facts_of
from festival_ops.planning.seating.standing import standing
from festival_ops.planning.views.searches import deciding, expect, in_words, progress, state_of, stop
from festival_ops.planning.views.seating import area, going
from festival_ops.protocol.models import Ceremony
from festival_ops.web.access import Secrecy, may_read, may_write
from festival_ops.web.scope import get_visible


@area.post("/run")
@may_write(Secrecy.GUARDED)
def run_new(ceremony: int) -> ResponseReturnValue:
    """A second click finds the search that the first began."""
    row = get_visible(Ceremony, ceremony, Secrecy.GUARDED)
    run = going(row)
    if run is None:
        problem = standing(db.session(), row).problem
        if not problem.seats or not problem.guests:
            abort(409, _("Chairs and invitations come first: without them nobody can be seated."))
        kind = REPAIR if request.form.get("kind") == REPAIR else BUILD
        run = search.ask_for_seats(db.session(), row, g.person, kind=kind)
        db.session.commit()
    return redirect(url_for(".run_show", ceremony=row.id, id=run.id), 303)


@area.get("/run/<int:id>")
@may_read(Secrecy.GUARDED)
def run_show(ceremony: int, id: int) -> ResponseReturnValue:
    run = _run_of(ceremony, id)
    stands = standing(db.session(), run.ceremony)
    facts = facts_of(stands, run) if run.answer is not None else {}
    return render_template("seating/run/show.html", **_facts(run), **facts)


@area.get("/run/<int:id>/progress")
@may_read(Secrecy.GUARDED)
def run_progress(ceremony: int, id: int) -> ResponseReturnValue:
    facts = _facts(_run_of(ceremony, id))
    return progress("seating/run/live.html", facts)


@area.post("/run/<int:id>/cancellation")
@may_write(Secrecy.GUARDED)
def run_cancellation(ceremony: int, id: int) -> ResponseReturnValue:
    run = _run_of(ceremony, id)
    stop(run)
    flash(_("The search stops and keeps the best seating it has found."), "info")
    return _shown(run)


@area.post("/run/<int:id>/repetition")
@may_write(Secrecy.GUARDED)
def run_repetition(ceremony: int, id: int) -> ResponseReturnValue:
    run = _run_of(ceremony, id)
    if run.answer is not None or going(run.ceremony) is not None:
        abort(409, _("This search has its answer, or another is still under way."))
    search.begin(db.session(), run)
    db.session.commit()
    return _shown(run)


@area.post("/run/<int:id>/acceptance")
@may_write(Secrecy.GUARDED)
def run_acceptance(ceremony: int, id: int) -> ResponseReturnValue:
    run = _answered(ceremony, id)
    try:
        with deciding():
            actions.accept(db.session(), run, g.person)
    except actions.StaleSeatingError:
        abort(409, _("Somebody has changed chairs since this search began, so its answer is not laid over them. "
                     "Search again; it begins from the chairs as they are now."))  # fmt: skip
    except actions.BrokenRulesError as broken:
        told = in_words(broken.findings)
        abort(409, _("Guests or chairs have changed since this search began, and now: %(breaches)s", breaches=told))
    flash(_("The guests sit as proposed."), "success")
    return redirect(url_for(".hall_show", ceremony=run.ceremony_id), 303)


@area.post("/run/<int:id>/refusal")
@may_write(Secrecy.GUARDED)
def run_refusal(ceremony: int, id: int) -> ResponseReturnValue:
    run = _answered(ceremony, id)
    with deciding():
        actions.refuse(db.session(), run, g.person)
    flash(_("The proposal is refused; everybody keeps the chair of before."), "success")
    return redirect(url_for(".hall_show", ceremony=run.ceremony_id), 303)


def _run_of(ceremony: int, id: int) -> SeatingRun:
    wanted = select(SeatingRun).where(SeatingRun.edition_id == g.edition.id, SeatingRun.ceremony_id == ceremony)
    return db.session.scalar(wanted.where(SeatingRun.id == id)) or abort(404)


def _answered(ceremony: int, id: int) -> SeatingRun:
    run = _run_of(ceremony, id)
    expect(run.answer)
    return run


def _shown(run: SeatingRun) -> ResponseReturnValue:
    return redirect(url_for(".run_show", ceremony=run.ceremony_id, id=run.id), 303)


def _facts(run: SeatingRun) -> dict[str, Any]:
    last = run.course[-1] if run.course else None
    return {
        **state_of(run),
        "found": dict(zip(search.STAGE.names, last, strict=True)) if last else None,
        "stale": run.decision is None and run.revision != actions.revision_of(db.session(), run.ceremony),
    }
