"""Rides: a day of them, a single one with its stops, and changing it by hand."""

from __future__ import annotations

from datetime import date
from operator import attrgetter
from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _

from festival_ops.database import db
from festival_ops.planning.actions import rides as actions
from festival_ops.planning.actions.ride_changes import undoable
from festival_ops.planning.models import Ride, RideChange
from festival_ops.planning.ride_forms import NewRideForm, RideForm
from festival_ops.planning.rides import by_hand, page, sheet
from festival_ops.planning.rides.judging import Finding
from festival_ops.planning.rides.kept import Standing, standing
from festival_ops.planning.rides.lines import RideLine, findings_of, line, lines
from festival_ops.traffic.models import Driver, Vehicle
from festival_ops.web import saving, trail
from festival_ops.web.access import Secrecy, may_read, may_write
from festival_ops.web.scope import find_visible, get_visible

area = Blueprint("rides", __name__, url_prefix="/festival/<edition>/traffic/rides")
LOOKING = ("GET", "HEAD")


@area.before_request
def _keep_to_the_main_plan() -> None:
    """A scenario shows what would become of the rides; they themselves are those of the main plan."""
    if g.get("scenario") and request.method not in LOOKING:
        abort(409, _("Rides are changed in the main plan only; leave the scenario first."))


@area.get("/")
@may_read(Secrecy.ROADS)
def day_show() -> ResponseReturnValue:
    return _day(NewRideForm(formdata=None))


@area.post("/ride")
@may_write(Secrecy.ROADS)
def ride_new() -> ResponseReturnValue:
    form = NewRideForm()
    if known := saving.receipt_of(form):
        return redirect(known, 303)
    if not form.validate_on_submit():
        return _day(form), 422
    stands = stands_now()
    try:
        ride = by_hand.made(stands, form.transfer.data, form.vehicle.data.id, form.driver.data)
        number, warnings = actions.add(db.session(), g.edition, ride, g.person, str(get_locale()))
    except by_hand.ImpossibleError as fault:
        return _day(form, [str(fault)]), 409
    except actions.BrokenRulesError as broken:
        db.session.rollback()
        return _day(form, [finding.sentence for finding in broken.findings]), 422
    location = url_for(".ride_show", id=number)
    saving.keep_receipt(form, location)
    db.session.commit()
    _warn(warnings)
    flash(_("The ride is planned; shift its minutes here if they should be others."), "success")
    return redirect(location, 303)


@area.get("/ride/<int:id>")
@may_read(Secrecy.ROADS)
def ride_show(id: int) -> ResponseReturnValue:
    row = get_visible(Ride, id, Secrecy.ROADS)
    return _ride(row, by_hand.filled(stands_now(), row))


@area.post("/ride/<int:id>")
@may_write(Secrecy.ROADS)
def ride_change(id: int) -> ResponseReturnValue:
    row, stands = get_visible(Ride, id, Secrecy.ROADS), stands_now()
    form, begins = by_hand.asked(stands, row, RideForm()), request.form.getlist("begins")
    if known := saving.receipt_of(form):
        return redirect(known, 303)
    if not form.validate_on_submit():
        return _ride(row, form), 422
    try:
        wished = by_hand.wished(stands, row.id, form, begins)
        seen = request.form.get("version", 0, int)
        warnings = actions.change(db.session(), g.edition, row, seen, wished, g.person, str(get_locale()))
    except (by_hand.UnreadableError, by_hand.ImpossibleError) as fault:
        return _ride(row, form, [str(fault)]), 422
    except actions.ChangedMeanwhileError:
        abort(409, _changed_since())
    except actions.BrokenRulesError as broken:
        db.session.rollback()
        return _ride(get_visible(Ride, id, Secrecy.ROADS), form, [each.sentence for each in broken.findings]), 422
    location = url_for(".ride_show", id=id) if wished else url_for(".day_show", day=_day_of(stands, id).isoformat())
    saving.keep_receipt(form, location)
    db.session.commit()
    _warn(warnings)
    flash(_("The ride is changed.") if wished else _("Nobody is left on the ride, so it is cancelled."), "success")
    return redirect(location, 303)


@area.post("/ride/<int:id>/judgement")
@may_write(Secrecy.ROADS)
def ride_judgement(id: int) -> ResponseReturnValue:
    """What the rules say of the ride as it stands in the form; nothing is changed."""
    row, stands = get_visible(Ride, id, Secrecy.ROADS), stands_now()
    form = by_hand.asked(stands, row, RideForm())
    if not form.validate():
        faults = [error for errors in form.errors.values() for error in errors]
        return render_template("rides/judgement.html", faults=faults, findings=(), then=None)
    try:
        wished = by_hand.wished(stands, row.id, form, request.form.getlist("begins"))
    except (by_hand.UnreadableError, by_hand.ImpossibleError) as fault:
        return render_template("rides/judgement.html", faults=[str(fault)], findings=(), then=None)
    except actions.ChangedMeanwhileError:
        return render_template("rides/judgement.html", faults=[_changed_since()], findings=(), then=None)
    findings, then = actions.judged(stands, row.id, wished), wished and line(stands.problem, wished)
    return render_template("rides/judgement.html", faults=(), findings=findings, then=then)


@area.post("/ride/<int:id>/cancellation")
@may_write(Secrecy.ROADS)
def ride_cancellation(id: int) -> ResponseReturnValue:
    row, stands = find_visible(Ride, id, Secrecy.ROADS), stands_now()
    if row is None:
        return _cancelled_before(id)
    day = _day_of(stands, id)
    try:
        actions.change(db.session(), g.edition, row, request.form.get("version", 0, int), None, g.person)
    except actions.ChangedMeanwhileError:
        abort(409, _changed_since())
    db.session.commit()
    flash(_("The ride is cancelled; whom it carried has no ride now."), "success")
    return redirect(url_for(".day_show", day=day.isoformat()), 303)


@area.post("/undoing")
@may_write(Secrecy.ROADS)
def undoing() -> ResponseReturnValue:
    """Takes back the change that the reader saw as the last one."""
    last = db.session.get(RideChange, request.form.get("change", 0, int))
    if last is None or (last.edition_id, last.user_id) != (g.edition.id, g.person.id):
        abort(404)
    try:
        actions.undo(db.session(), g.edition, last, g.person, str(get_locale()))
        db.session.commit()
    except actions.ChangedMeanwhileError:
        abort(409, _("Rides have changed since, so your change is not taken back; do it by hand."))
    except actions.BrokenRulesError as broken:
        said = " ".join(finding.sentence for finding in broken.findings[:5])
        abort(409, _("Your change is not taken back, because then: %(breaches)s", breaches=said))
    flash(_("Your last change of the rides is taken back."), "success")
    return redirect(url_for(".day_show"), 303)


def stands_now() -> Standing:
    return standing(db.session(), g.edition, str(get_locale()))


@area.app_template_global()
def rides_of(row: Vehicle | Driver) -> list[RideLine]:
    """The rides that stand for a vehicle or a driver, in the order of time."""
    stands = stands_now()
    of = attrgetter("vehicle" if isinstance(row, Vehicle) else "driver")
    return lines(stands, (ride for ride in stands.problem.current if of(ride) == row.id))


def _day(form: NewRideForm, refused: list[str] | None = None) -> str:
    stands = stands_now()
    undo = undoable(db.session(), g.edition, g.person)
    troupe, days, day = page.asked_troupe(), page.days(stands), page.asked_day(stands)
    shown = sheet.of_transfers(stands, page.transfers_of(troupe)) if troupe else sheet.on_day(stands, page.index(day))
    facts: dict[str, Any] = {"stands": stands, "undo": undo, "troupe": troupe, "troupes": page.troupes(stands)}
    waiting = page.waiting(stands, day, troupe)
    page.offer(form.transfer, (one.transfer.id for one in waiting if not one.proven))
    return render_template(
        "rides/day.html", day=day, days=days, lines=shown, chart=None if troupe else sheet.chart(shown),
        findings=sheet.findings(shown), waiting=waiting, form=form, refused=refused or [], **facts,
    )  # fmt: skip


def _ride(row: Ride, form: RideForm, refused: list[str] | None = None) -> str:
    stands = stands_now()
    ride = stands.rides.get(row.id)
    shown = line(stands.problem, ride, row.id, findings_of(stands, ride)) if ride else None
    return render_template(
        "rides/ride.html",
        row=row,
        line=shown,
        form=form,
        refused=refused or [],
        day=_day_of(stands, row.id),
        begins=request.form.getlist("begins"),
    )


def _day_of(stands: Standing, number: int) -> date:
    ride = stands.rides.get(number)
    return page.day_at(stands.problem.day_of(ride.starts)) if ride else g.edition.first_day


def _cancelled_before(id: int) -> ResponseReturnValue:
    """A second click, or a page that was opened before somebody else cancelled the ride."""
    if trail.removal_of("ride", id) is None:
        abort(404)
    flash(_("The ride is cancelled already."), "info")
    return redirect(url_for(".day_show"), 303)


def _changed_since() -> str:
    return _("Somebody has changed this ride since you opened the page; please look at it again.")


def _warn(findings: list[Finding]) -> None:
    for finding in findings[:5]:
        flash(finding.sentence, "warning")
