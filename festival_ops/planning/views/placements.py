"""Moving one performance by form, and taking that back."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from festival_ops.database import db
from festival_ops.planning import inquiry
from festival_ops.planning.actions import lengths, moves, pins, plans
from festival_ops.planning.actions.moves import MovedMeanwhileError, Place, Wanted
from festival_ops.planning.actions.plans import BlockedError
from festival_ops.planning.forms import PlacementForm
from festival_ops.planning.in_hand import plan_in_hand
from festival_ops.planning.judgement import Finding, findings
from festival_ops.planning.models import Placement
from festival_ops.planning.views.area import area
from festival_ops.planning.views.pins import pin_told, taking_place
from festival_ops.planning.views.timeline import open_desk
from festival_ops.programme.models import Performance
from festival_ops.web.access import Secrecy, may_write
from festival_ops.web.scope import get_visible
from festival_ops.web.telling import by_name

# Only asks what would move with it.
LOOK = "look"


@area.route("/performance/<int:id>/placement", methods=["GET", "POST"])
@may_write(Secrecy.PLAN)
def placement(id: int) -> ResponseReturnValue:
    performance = taking_place(id)
    stands = pins.standing(db.session(), plan_in_hand(db.session(), g.edition), performance)
    form = _placement_form(stands)
    forbidden: list[Finding] = []
    if form.validate_on_submit() and LOOK not in request.form:
        _refuse_if_moved(performance, form, stands)
        try:
            _place(performance, form, stands)
            return _moved(performance)
        except BlockedError as blocked:
            db.session.rollback()
            forbidden = blocked.findings
    offered = inquiry.better_places(open_desk().problem, id)
    page = render_template(
        "planning/performance/placement.html", row=performance, form=form, forbidden=forbidden, offered=offered
    )
    return page, 422 if form.errors or forbidden else 200


@area.post("/performance/<int:id>/placement/removal")
@may_write(Secrecy.PLAN)
def placement_removal(id: int) -> ResponseReturnValue:
    performance = get_visible(Performance, id, Secrecy.PLAN)
    standing = moves.place_of(db.session(), plan_in_hand(db.session(), g.edition), performance)
    try:
        _make(Wanted(performance, standing, None))
    except BlockedError as blocked:
        abort(409, " ".join(finding.sentence for finding in blocked.findings))
    flash(_("“%(name)s” is out of the plan and waits to be placed again.", name=by_name(performance)), "success")
    return redirect(url_for("programme.performance_show", id=id), 303)


@area.post("/performance/<int:id>/placement/undoing")
@may_write(Secrecy.PLAN)
def placement_undoing(id: int) -> ResponseReturnValue:
    performance = get_visible(Performance, id, Secrecy.PLAN)
    plan = plans.open_plan(db.session(), g.edition)
    entry = moves.last_entry(db.session(), performance, plan)
    try:
        if entry is None:
            raise MovedMeanwhileError([performance])
        moves.reverse(db.session(), plan, performance, entry, g.person)
        db.session.commit()
    except MovedMeanwhileError:
        abort(409, _("Something else happened to “%(name)s” since; move it by hand.", name=performance.name))
    except BlockedError as blocked:
        abort(409, " ".join(finding.sentence for finding in blocked.findings))
    return _moved(performance)


def _placement_form(stands: Placement | None) -> PlacementForm:
    """Filled with where it stands, or with the place that the address suggests."""
    known: dict[str, Any] = {"version": "0"}
    if stands is not None:
        day, clock = g.edition.festival_day(stands.starts), g.edition.local(stands.starts).time()
        known = {"version": str(stands.version), "stage": stands.stage, "day": day, "starts": clock}
    if request.method == "GET" and request.args:
        suggested = PlacementForm(request.args, meta={"csrf": False})
        if suggested.validate():
            known |= {name: suggested[name].data for name in ("stage", "day", "starts")}
    return PlacementForm(data=known)


def _refuse_if_moved(performance: Performance, form: PlacementForm, stands: Placement | None) -> None:
    if form.version.data != str(stands.version if stands else 0):
        abort(409, _("Somebody has moved “%(name)s” since you opened this page.", name=performance.name))


def _place(performance: Performance, form: PlacementForm, stands: Placement | None) -> None:
    to = Place(form.stage.data.id, g.edition.at(form.day.data, form.starts.data))
    _make(Wanted(performance, Place(stands.stage_id, stands.starts) if stands else None, to))


def _make(wanted: Wanted) -> None:
    try:
        moves.make(db.session(), plans.open_plan(db.session(), g.edition), [wanted], g.person)
        db.session.commit()
    except MovedMeanwhileError:
        abort(409, _("Somebody moved “%(name)s” in the same moment.", name=wanted.performance.name))


def _moved(performance: Performance) -> ResponseReturnValue:
    """Answers with where it stands now and with what that breaks, in sentences."""
    desk = open_desk()
    flash(_("“%(name)s” has its new place.", name=by_name(performance)), "success")
    for finding in findings(desk.problem, desk.problem.current, touching=frozenset({performance.id})):
        flash(finding.sentence, "warning")
    return redirect(url_for("programme.performance_show", id=performance.id), 303)


@area.app_template_global("place_of")
def place_of(performance: Performance) -> dict[str, Any]:
    """What the page of a performance says about its place: slot, stage, day, pin, breaches, and a move to take back."""
    desk, id = open_desk(), performance.id
    slot = next((slot for slot in desk.slots if slot.act == id), None)
    mine = [finding for finding in desk.findings if id in finding.acts]
    return {
        "slot": slot,
        "stage": desk.problem.stage(slot.stage).name if slot else "",
        "minutes": lengths.minutes_in(db.session(), desk.plan, performance),
        "day": desk.clock.day_of(slot.starts) if slot else None,
        **(pin_told(desk, performance) if desk.own is None else {}),
        "findings": mine,
        "undo": moves.last_entry(db.session(), performance, desk.plan),
    }
