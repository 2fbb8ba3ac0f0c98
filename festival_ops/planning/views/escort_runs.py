"""Finding who goes along: asking for a search, watching it, stopping it, and deciding on its answer."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from festival_ops.database import db
from festival_ops.planning.actions import escorts as actions
from festival_ops.planning.escort_forms import AwayForm
from festival_ops.planning.escorts import search
from festival_ops.planning.escorts.proposal import facts_of
from festival_ops.planning.escorts.standing import standing
from festival_ops.planning.in_hand import plan_in_hand
from festival_ops.planning.models import EscortRun
from festival_ops.planning.models.roster import REPAIR
from festival_ops.planning.views.escorts import area, going, person_page
from festival_ops.planning.views.searches import deciding, expect, in_words, progress, state_of, stop
from festival_ops.protocol.models import Escort
from festival_ops.web.access import Secrecy, may_read, may_write
from festival_ops.web.scope import get_visible


@area.post("/run")
@may_write(Secrecy.GUARDED)
def run_new() -> ResponseReturnValue:
    """A second click finds the search that the first began."""
    run = going()
    if run is None:
        stands = standing(db.session(), g.edition, plan_in_hand(db.session(), g.edition))
        if not stands.problem.tasks or not stands.problem.escorts:
            abort(409, _("Engagements and escorts come first: without them nobody can go along."))
        run = search.ask_for_escorts(db.session(), g.edition, stands, g.person)
        db.session.commit()
    return _shown(run)


@area.post("/person/<int:id>/away")
@may_write(Secrecy.GUARDED)
def person_away(id: int) -> ResponseReturnValue:
    """Notes that somebody cannot come, and asks who takes over with the fewest people told anew."""
    row, form = get_visible(Escort, id, Secrecy.GUARDED), AwayForm()
    if not form.validate():
        return person_page(row, form), 422
    if going() is not None:
        abort(409, _("A search is under way; decide on it first, or stop it."))
    session = db.session()
    plan = plan_in_hand(session, g.edition)
    actions.note_away(session, g.edition, plan, row, form.starts.data, form.ends.data, g.person)
    stands = standing(session, g.edition, plan)
    run = search.ask_for_escorts(session, g.edition, stands, g.person, kind=REPAIR)
    session.commit()
    return _shown(run)


@area.get("/run/<int:id>")
@may_read(Secrecy.GUARDED)
def run_show(id: int) -> ResponseReturnValue:
    run = _run_of(id)
    stands = standing(db.session(), g.edition, plan_in_hand(db.session(), g.edition))
    facts = facts_of(stands, run) if run.answer is not None else {}
    return render_template("escorts/run/show.html", stands=stands, **_facts(run), **facts)


@area.get("/run/<int:id>/progress")
@may_read(Secrecy.GUARDED)
def run_progress(id: int) -> ResponseReturnValue:
    facts = _facts(_run_of(id))
    return progress("escorts/run/live.html", facts)


@area.post("/run/<int:id>/cancellation")
@may_write(Secrecy.GUARDED)
def run_cancellation(id: int) -> ResponseReturnValue:
    run = _run_of(id)
    stop(run)
    flash(_("The search stops and keeps the best that it has found."), "info")
    return _shown(run)


@area.post("/run/<int:id>/repetition")
@may_write(Secrecy.GUARDED)
def run_repetition(id: int) -> ResponseReturnValue:
    run = _run_of(id)
    if run.answer is not None or going() is not None:
        abort(409, _("This search has its answer, or another is still under way."))
    search.begin(db.session(), run)
    db.session.commit()
    return _shown(run)


@area.post("/run/<int:id>/acceptance")
@may_write(Secrecy.GUARDED)
def run_acceptance(id: int) -> ResponseReturnValue:
    run = _answered(id)
    try:
        with deciding():
            actions.accept(db.session(), g.edition, plan_in_hand(db.session(), g.edition), run, g.person)
    except actions.StaleBookError:
        abort(409, _("Somebody has changed who goes along since this search began, so its answer is not laid over "
                     "that. Search again; it begins from what stands now."))  # fmt: skip
    except actions.BrokenRulesError as refused:
        told = in_words(refused.findings)
        abort(409, _("Engagements or people have changed since this search began, and now: %(breaches)s",
                     breaches=told))  # fmt: skip
    flash(_("Everybody goes along as proposed."), "success")
    return redirect(url_for(".day_show"), 303)


@area.post("/run/<int:id>/refusal")
@may_write(Secrecy.GUARDED)
def run_refusal(id: int) -> ResponseReturnValue:
    run = _answered(id)
    with deciding():
        actions.refuse(db.session(), g.edition, run, g.person)
    flash(_("The proposal is refused; everybody goes along as before."), "success")
    return redirect(url_for(".day_show"), 303)


def _run_of(id: int) -> EscortRun:
    wanted = select(EscortRun).where(EscortRun.edition_id == g.edition.id, EscortRun.id == id)
    return db.session.scalar(wanted) or abort(404)


def _answered(id: int) -> EscortRun:
    run = _run_of(id)
    expect(run.answer)
    return run


def _shown(run: EscortRun) -> ResponseReturnValue:
    return redirect(url_for(".run_show", id=run.id), 303)


def _facts(run: EscortRun) -> dict[str, Any]:
    last = run.course[-1] if run.course else None
    return {
        **state_of(run),
        "found": dict(zip(search.BUILDING.names, last, strict=True)) if last else None,
        "stale": run.decision is None and run.revision != actions.revision_of(db.session(), g.edition),
    }
