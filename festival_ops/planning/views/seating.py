"""Who sits where at a ceremony: the hall, a guest in it, and changing chairs by hand."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from festival_ops.database import db
from festival_ops.jobs.models import Job
from festival_ops.planning.actions import seating as actions
from festival_ops.planning.models import SeatingChange, SeatingRun
from festival_ops.planning.seating.drawing import Drawing
from festival_ops.planning.seating.judging import Finding, refusals, told
from festival_ops.planning.seating.reasons import reasons
from festival_ops.planning.seating.standing import Standing, standing
from festival_ops.planning.views.searches import GOING
from festival_ops.protocol.models import Ceremony
from festival_ops.web.access import Secrecy, may_read, may_write
from festival_ops.web.scope import get_visible

area = Blueprint("seating", __name__, url_prefix="/festival/<edition>/seating/<int:ceremony>")
ZOOMS = (1, 2, 3)


@area.get("/")
@may_read(Secrecy.GUARDED)
def hall_show(ceremony: int) -> ResponseReturnValue:
    return _hall(_ceremony(ceremony))


@area.get("/refusals")
@may_read(Secrecy.GUARDED)
def refusals_show(ceremony: int) -> ResponseReturnValue:
    """On which chairs the guest may not sit, and why; while nobody is held, nothing is refused."""
    stands = standing(db.session(), _ceremony(ceremony))
    guest = _guest(stands)
    refused = {} if guest is None else refusals(stands, guest)
    return jsonify({str(seat): sentence for seat, sentence in refused.items()})


@area.post("/chair")
@may_write(Secrecy.GUARDED)
def chair_change(ceremony: int) -> ResponseReturnValue:
    row = _ceremony(ceremony)
    guest, seat = _number("guest"), _number("seat")
    if guest is None:
        abort(400)
    try:
        warnings = actions.move(db.session(), row, _number("seen") or 0, guest, seat, g.person)
        db.session.commit()
    except actions.StaleSeatingError:
        abort(409, _stale())
    except actions.BrokenRulesError as broken:
        db.session.rollback()
        return _hall(row, broken.findings), 422
    flash(_("The chair is given up.") if seat is None else _("The guest has another chair."), "success")
    for finding in warnings[:3]:
        flash(finding.sentence, "warning")
    return redirect(url_for(".hall_show", ceremony=row.id, guest=guest), 303)


@area.post("/pin")
@may_write(Secrecy.GUARDED)
def pin_change(ceremony: int) -> ResponseReturnValue:
    row, guest, fixed = _ceremony(ceremony), _number("guest"), bool(request.form.get("fixed"))
    if guest is None:
        abort(400)
    try:
        actions.pin(db.session(), row, _number("seen") or 0, guest, fixed, g.person)
        db.session.commit()
    except actions.StaleSeatingError:
        abort(409, _stale())
    flash(
        _("The chair is fixed: no search moves the guest.") if fixed else _("The chair is no longer fixed."), "success"
    )
    return redirect(url_for(".hall_show", ceremony=row.id, guest=guest), 303)


@area.post("/undoing")
@may_write(Secrecy.GUARDED)
def undoing(ceremony: int) -> ResponseReturnValue:
    row = _ceremony(ceremony)
    change = db.session.get(SeatingChange, _number("change") or 0)
    if change is None or change.ceremony_id != row.id or change.user_id != g.person.id:
        abort(404)
    try:
        actions.undo(db.session(), row, change, g.person)
        db.session.commit()
    except actions.StaleSeatingError:
        abort(409, _("Somebody has changed chairs since, so your change cannot be taken back as one."))
    except actions.BrokenRulesError as broken:
        db.session.rollback()
        return _hall(row, broken.findings), 422
    flash(_("Your change is taken back."), "success")
    return redirect(url_for(".hall_show", ceremony=row.id), 303)


def going(ceremony: Ceremony) -> SeatingRun | None:
    """The search of this ceremony that is under way, if one is."""
    under_way = select(SeatingRun).join(Job, Job.id == SeatingRun.job_id).where(Job.state.in_(GOING))
    return db.session.scalar(under_way.where(SeatingRun.ceremony_id == ceremony.id))


def _hall(ceremony: Ceremony, refused: list[Finding] | None = None) -> str:
    stands = standing(db.session(), ceremony)
    guest, findings = _guest(stands), told(stands, stands.breaches)
    forbidden = refusals(stands, guest) if guest else {}
    faults = {stands.plan.seat_of(id): each.sentence for each in findings for id in each.guests}
    faults |= {seat: each.sentence for each in findings for seat in each.seats}
    drawing = Drawing(stands, guest, forbidden, {seat: text for seat, text in faults.items() if seat is not None})
    zoom = request.args.get("zoom", type=int)
    facts: dict[str, Any] = {"findings": findings, "refused": refused or [], "drawing": drawing}
    if guest is not None:
        facts |= {"guest": stands.hall.invited[guest], "reasons": reasons(stands, guest), "free": _free(drawing)}
    facts |= {"undo": actions.undoable(db.session(), ceremony, g.person), "going": going(ceremony)}
    facts |= {"zoom": zoom if zoom in ZOOMS else 1, "zooms": ZOOMS, "asked": request.args.get("seat", type=int)}
    return render_template("seating/hall.html", ceremony=ceremony, stands=stands, **facts)


def _free(drawing: Drawing) -> list[Any]:
    """Chairs on which the held guest may sit, from the first in honour."""
    own = drawing.stands.plan.seat_of(drawing.held or 0)
    return sorted((one for one in drawing.chairs if not one.refused and one.id != own), key=lambda one: one.honour)


def _guest(stands: Standing) -> int | None:
    """Whom the request holds, if it is somebody who comes."""
    asked = request.values.get("guest", type=int)
    return asked if any(guest.id == asked for guest in stands.problem.guests) else None


def _ceremony(id: int) -> Ceremony:
    return get_visible(Ceremony, id, Secrecy.GUARDED)


def _number(name: str) -> int | None:
    return request.form.get(name, type=int)


def _stale() -> str:
    return _("Somebody has changed chairs since you opened the hall. Open it again and look at what is there now.")
