"""When cars stop at the gates of a ceremony: gates, slots, changing them by hand, and the sheet for the gate."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from festival_ops.database import db, now
from festival_ops.jobs.models import Job
from festival_ops.planning.actions import arrivals as actions
from festival_ops.planning.arrivals.at_gates import days_of, lines_of
from festival_ops.planning.arrivals.attending import attendance
from festival_ops.planning.arrivals.gates import gates_of
from festival_ops.planning.arrivals.page import Strip, by_gate
from festival_ops.planning.arrivals.standing import Finding, Standing, standing
from festival_ops.planning.arrivals_forms import chosen_gates, gate_rows, second_of
from festival_ops.planning.in_hand import plan_in_hand
from festival_ops.planning.models import ArrivalChange, ArrivalRun
from festival_ops.planning.views.searches import GOING
from festival_ops.protocol import prints
from festival_ops.protocol.models import Ceremony
from festival_ops.web.access import Secrecy, may_read, may_write
from festival_ops.web.scope import get_visible

area = Blueprint("arrivals", __name__, url_prefix="/festival/<edition>")
AT = "/protocol/gate-arrivals/<int:ceremony>"


@area.app_template_global()
def attendance_of(ceremony: Ceremony) -> list[str]:
    return _attendance(stands_of(ceremony))


@area.get("/traffic/gate-arrivals/")
@may_read(Secrecy.ROADS)
def gates_show() -> ResponseReturnValue:
    """For whoever stands at the gates: hours, gates and codes, and neither names nor what the cars come for."""
    lines = lines_of(db.session(), g.edition, plan_in_hand(db.session(), g.edition))
    days = days_of(g.edition, lines)
    named = {day.isoformat(): day for day in days}
    today = g.edition.festival_day(now())
    day = named.get(request.args.get("day", ""), today if today in days else next(iter(days), today))
    return render_template("arrivals/gates.html", days=days, day=day, lines=days.get(day, []), at=now())


@area.get(f"{AT}/")
@may_read(Secrecy.GUARDED)
def slots_show(ceremony: int) -> ResponseReturnValue:
    return _page(ceremony_of(ceremony))


@area.get(f"{AT}/paper")
@may_read(Secrecy.GUARDED)
def paper(ceremony: int) -> ResponseReturnValue:
    row = ceremony_of(ceremony)
    stands = stands_of(row)
    gates = by_gate(stands) if stands is not None else []
    people = sum(len(stoppings) for _used, stoppings in gates)
    page = render_template("arrivals/paper.html", ceremony=row, stands=stands, gates=gates, at=now())
    return prints.given(page, prints.SLOTS, str(row), delegations=people)


@area.post(f"{AT}/gates")
@may_write(Secrecy.GUARDED)
def gates_change(ceremony: int) -> ResponseReturnValue:
    row = ceremony_of(ceremony)
    chosen, faults = chosen_gates(request.form, gates_of(db.session(), g.edition))
    if faults or chosen is None:
        return _page(row, faults=faults), 422
    try:
        actions.choose_gates(db.session(), row, _number("seen") or 0, *chosen, g.person)
        db.session.commit()
    except actions.StaleArrivalsError:
        db.session.rollback()
        return _page(row, faults=[_stale()]), 409
    flash(_("The gates are saved."), "success")
    return redirect(url_for(".slots_show", ceremony=row.id), 303)


@area.post(f"{AT}/slot")
@may_write(Secrecy.GUARDED)
def slot_change(ceremony: int) -> ResponseReturnValue:
    row, car = ceremony_of(ceremony), _number("car")
    stands = stands_of(row) or abort(404)
    stop, faults = None, []
    if "none" not in request.form:
        second = second_of(request.form.get("at", ""), stands.facts)
        stop = (_number("gate") or 0, second or 0)
        faults = [] if second is not None else [_("Write the minute as hours and minutes, for example 18:35.")]
    if car is None or faults:
        return _page(row, faults=faults), 422
    try:
        plan, seen = plan_in_hand(db.session(), g.edition), _number("seen") or 0
        warned = actions.move(db.session(), g.edition, plan, row, seen, car, stop, g.person)
        db.session.commit()
    except actions.StaleArrivalsError:
        db.session.rollback()
        return _page(row, faults=[_stale()]), 409
    except actions.BrokenRulesError as broken:
        db.session.rollback()
        return _page(row, refused=broken.findings), 422
    flash(_("The slot is changed.") if stop else _("The slot is given up."), "success")
    for finding in warned[:3]:
        flash(finding.sentence, "warning")
    return redirect(url_for(".slots_show", ceremony=row.id, car=car, _anchor="held"), 303)


@area.post(f"{AT}/pin")
@may_write(Secrecy.GUARDED)
def pin_change(ceremony: int) -> ResponseReturnValue:
    row, car, fixed = ceremony_of(ceremony), _number("car") or 0, bool(request.form.get("fixed"))
    try:
        actions.pin(db.session(), row, _number("seen") or 0, car, fixed, g.person)
        db.session.commit()
    except actions.StaleArrivalsError:
        db.session.rollback()
        return _page(row, faults=[_stale()]), 409
    flash(_("The slot is fixed: no search moves it.") if fixed else _("The slot is no longer fixed."), "success")
    return redirect(url_for(".slots_show", ceremony=row.id, car=car, _anchor="held"), 303)


@area.post(f"{AT}/undoing")
@may_write(Secrecy.GUARDED)
def undoing(ceremony: int) -> ResponseReturnValue:
    row, change = ceremony_of(ceremony), db.session.get(ArrivalChange, _number("change") or 0)
    if change is None or change.ceremony_id != row.id or change.user_id != g.person.id:
        abort(404)
    try:
        actions.undo(db.session(), row, change, g.person)
        db.session.commit()
    except actions.StaleArrivalsError:
        abort(409, _("Somebody has changed the slots since, so your change cannot be taken back as one."))
    flash(_("Your change is taken back."), "success")
    return redirect(url_for(".slots_show", ceremony=row.id), 303)


def going(ceremony: Ceremony) -> ArrivalRun | None:
    """The search of this ceremony that is under way, if one is."""
    under_way = select(ArrivalRun).join(Job, Job.id == ArrivalRun.job_id).where(Job.state.in_(GOING))
    return db.session.scalar(under_way.where(ArrivalRun.ceremony_id == ceremony.id))


def ceremony_of(id: int) -> Ceremony:
    return get_visible(Ceremony, id, Secrecy.GUARDED)


def stands_of(ceremony: Ceremony) -> Standing | None:
    return standing(db.session(), g.edition, plan_in_hand(db.session(), g.edition), ceremony)


def _attendance(stands: Standing | None) -> list[str]:
    return attendance(db.session(), g.edition, plan_in_hand(db.session(), g.edition), stands)


def _page(ceremony: Ceremony, *, refused: list[Finding] | None = None, faults: list[str] | None = None) -> str:
    stands, session = stands_of(ceremony), db.session()
    facts: dict[str, Any] = {"refused": refused or [], "faults": faults or [], "going": going(ceremony)}
    if stands is not None:
        facts |= {
            "gates": by_gate(stands),
            "strip": Strip(stands),
            "undo": actions.undoable(session, ceremony, g.person),
        }
        facts |= {"rows": gate_rows(stands, gates_of(session, g.edition), request.form), "held": _held(stands)}
        facts |= {"attendance": _attendance(stands)}
    return render_template("arrivals/slots.html", ceremony=ceremony, stands=stands, **facts)


def _held(stands: Standing) -> Any:
    """The car that the request is about, if it is one that comes."""
    return stands.facts.comers.get(request.values.get("car", 0, type=int))


def _number(name: str) -> int | None:
    return request.form.get(name, type=int)


def _stale() -> str:
    return _("Somebody has changed the slots since you opened the page. Nothing of yours is saved; look at what is "
             "there now, and do it again.")  # fmt: skip
