"""A proposal laid beside the plan: look at it, accept it, refuse it, take it back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, lazy_gettext
from flask_babel import gettext as _

from festival_ops.database import db
from festival_ops.planning import board, course, events, outcome, rechecks
from festival_ops.planning.actions import proposals, rulebook
from festival_ops.planning.actions.plans import BlockedError, StalePlanError
from festival_ops.planning.board.scale import ZOOMS
from festival_ops.planning.in_hand import keep_to
from festival_ops.planning.models import Proposal
from festival_ops.planning.picking import pulled_in
from festival_ops.planning.rehearsal import rehearsal_of
from festival_ops.planning.stranded import stranded
from festival_ops.planning.views.area import area
from festival_ops.planning.views.searches import deciding, in_words
from festival_ops.planning.views.timeline import asked_day, asked_zoom, open_desk
from festival_ops.planning.weighing import Weighing
from festival_ops.web.access import Secrecy, may_read, may_write
from festival_ops.web.scope import get_visible
from solver.differences import standings

DECISIONS = {
    None: lazy_gettext("to be decided"),
    proposals.ACCEPTED: lazy_gettext("accepted"),
    proposals.REFUSED: lazy_gettext("refused"),
    proposals.UNDONE: lazy_gettext("accepted and taken back"),
}


@area.get("/proposal/<int:id>")
@may_read(Secrecy.PLAN)
def proposal(id: int) -> ResponseReturnValue:
    return _shown(_proposal(id))


def _proposal(id: int) -> Proposal:
    row = get_visible(Proposal, id, Secrecy.PLAN)
    keep_to(row.plan)
    return row


def _shown(row: Proposal, chosen: frozenset[int] | None = None, extra: frozenset[int] = frozenset()) -> str:
    """`chosen` are the changes that somebody picked; `extra` those that these need."""
    weighing = _weighing(row)
    sheet, days = _sheet(weighing)
    rehearsal = rehearsal_of(db.session(), g.edition, row.run)
    return render_template(
        "planning/proposal/show.html",
        row=row,
        chosen=chosen,
        extra=extra,
        event=events.told(db.session(), g.edition, row.run.event) if row.run.event else "",
        weighing=weighing,
        rehearsal=rehearsal if row.decision is None else None,
        desk=weighing.desk,
        sheet=sheet,
        days=days,
        zoom=asked_zoom(),
        zooms=ZOOMS,
        placed={slot.act: slot for slot in weighing.slots},
        rechecks=_rechecks(row, weighing),
        stranded=stranded(open_desk(), weighing.desk) if row.decision is None and row.run.event else [],
        quality=course.quality_of(row.run, row.run.answer) if row.run.answer else "",
    )


def _rechecks(row: Proposal, weighing: Weighing) -> list[rechecks.Section]:
    if row.decision == proposals.UNDONE:
        return []
    stood = outcome.from_mappings(row.run.problem["current"])
    return rechecks.of(
        db.session(), g.edition, row.run.event, stood, weighing.slots, guarded=g.access.sees_all(Secrecy.GUARDED)
    )


@area.post("/proposal/<int:id>/acceptance")
@may_write(Secrecy.PLAN)
def proposal_acceptance(id: int) -> ResponseReturnValue:
    """The whole proposal, or the changes picked: these bring along what they need, once that was shown."""
    row = _proposal(id)
    settle_settings(row, saving="settings" in request.form)
    chosen = _chosen(row)
    if chosen is not None and row.decision is None:
        weighing = _weighing(row)
        problem = weighing.desk.problem
        wanted = pulled_in(problem, standings(problem, problem.current), standings(problem, weighing.slots), chosen)
        if wanted - chosen:
            return _shown(row, wanted, wanted - chosen)
    # Only of the main plan: cancellations and exceptions hold in every plan.
    settled = row.decision is None and row.plan.main and "settled" in request.form
    settling = _weighing(row) if settled else None
    warnings, left_out = (settling.new_warnings, settling.left_out) if settling else ([], ())
    reason = (row.run.event or {}).get("reason") or _("Accepted with proposal %(number)s.", number=row.id)
    _decided(proposals.accept, row, str(get_locale()), chosen=chosen, cancelling=left_out, answering=warnings,
             reason=reason)  # fmt: skip
    flash(_("The proposal is the plan now. Nothing is public before a release."), "success")
    return redirect(url_for(".release" if request.form.get("onward") == "release" else ".timeline"), 303)


@area.post("/proposal/<int:id>/settings")
@may_write(Secrecy.PLAN)
def proposal_settings(id: int) -> ResponseReturnValue:
    """Saves the settings under which the proposal was computed; what becomes of the proposal is decided later."""
    row = get_visible(Proposal, id, Secrecy.PLAN)
    settle_settings(row, saving=True)
    db.session.commit()
    flash(_("The settings hold now. The proposal waits to be accepted or refused."), "success")
    return redirect(url_for(".proposal", id=id), 303)


def settle_settings(row: Proposal, *, saving: bool) -> None:
    """A plan that was computed under other settings is not laid under those that hold."""
    rehearsal = rehearsal_of(db.session(), g.edition, row.run) if row.decision is None else None
    if rehearsal is None or rehearsal.saved:
        return
    if rehearsal.stale:
        abort(409, _("Somebody changed the rules of this edition since the solver was asked; preview them again."))
    if not saving:
        abort(409, _("This proposal was computed under settings that nobody has saved; save them first."))
    rulebook.change(db.session(), g.edition, rehearsal.asked, rehearsal.before.stamp, g.person)


def _chosen(row: Proposal) -> frozenset[int] | None:
    """None where nobody has picked: then it is the whole proposal."""
    if "picking" not in request.form:
        return None
    chosen = frozenset(request.form.getlist("act", type=int))
    if not chosen:
        abort(422, _("No change is picked; pick some, or refuse the proposal."))
    weighing = _weighing(row)
    changes = frozenset(change.act for change in weighing.changes)
    return None if chosen >= changes else chosen & changes


def _weighing(row: Proposal) -> Weighing:
    """Beside the plan as it is, or as it will be once the event has come true or the settings are saved."""
    desk = open_desk()
    if row.decision is None:
        desk.event = row.run.event
        rehearsal = rehearsal_of(db.session(), g.edition, row.run)
        desk.settings = rehearsal.asked if rehearsal else None
    return Weighing(desk, row)


@area.post("/proposal/<int:id>/refusal")
@may_write(Secrecy.PLAN)
def proposal_refusal(id: int) -> ResponseReturnValue:
    row = _proposal(id)
    _decided(proposals.refuse, row)
    flash(_("The proposal is refused; the plan stays as it was."), "success")
    return redirect(url_for(".timeline"), 303)


@area.post("/proposal/<int:id>/acceptance/withdrawal")
@may_write(Secrecy.PLAN)
def proposal_undoing(id: int) -> ResponseReturnValue:
    row = _proposal(id)
    _decided(proposals.undo, row)
    flash(_("The plan is again as it was before the proposal was accepted."), "success")
    return redirect(url_for(".timeline"), 303)


def _decided(act: Callable[..., None], row: Proposal, *more: Any, **how: Any) -> None:
    try:
        with deciding():
            act(db.session(), row, g.person, *more, **how)
    except StalePlanError:
        abort(
            409,
            _("Somebody has changed the plan since this proposal was computed, so it is not laid over the plan. "
              "Build the schedule again; the search begins from the plan as it is now."),
        )  # fmt: skip
    except BlockedError as blocked:
        told = in_words(blocked.findings)
        abort(409, _("The edition has changed since this proposal was computed, and now: %(breaches)s", breaches=told))


def _sheet(weighing: Weighing) -> tuple[board.Board, list[tuple[Any, int]]]:
    desk, slots = weighing.desk, weighing.slots
    held = [desk.problem.day_of(slot.starts) for slot in slots]
    days = [(desk.clock.day(index), held.count(index)) for index in range(desk.clock.days)]
    day = asked_day(desk) if request.args.get("day") else next((i for i, (_day, n) in enumerate(days) if n), 0)
    was = {slot.act: slot for slot in desk.problem.current if slot.act in weighing.moved}
    marks = desk.marks(weighing.findings, weighing.moved)
    return board.draw(desk.problem, slots, day, zoom=asked_zoom(), labels=desk.labels, marks=marks, was=was), days


@area.app_template_filter("decision_name")
def decision_name(decision: str | None) -> str:
    return str(DECISIONS[decision])
