"""Drivers' sheets to print, as rides were released or as a draft, and whether a printed one is still current."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from flask import abort, current_app, g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from festival_ops.database import db, now
from festival_ops.planning.models import ReleasedRide, RideRelease
from festival_ops.planning.rides.drafted import drafted_journeys
from festival_ops.planning.rides.driver_sheets import DriverSheet, SheetSince, sheets_of
from festival_ops.planning.rides.journeys import Journey
from festival_ops.planning.rides.kept import revision_of, standing
from festival_ops.planning.rides.outgoing import last_rides, numbered_rides, released_journeys
from festival_ops.planning.roster.currency import Stamp
from festival_ops.planning.views.rides import area
from festival_ops.web.access import Secrecy, may_read
from festival_ops.web.scan import Scan


@area.get("/papers")
@may_read(Secrecy.ROADS)
def papers() -> ResponseReturnValue:
    """Every vehicle's of a day, or one; the draft where somebody asks for it or nothing is released yet."""
    latest = last_rides(db.session(), g.edition)
    shown = None if "draft" in request.args else latest
    journeys = _journeys(shown)
    days = _days(journeys)
    day = _asked_day(days)
    sheets = sheets_of(journeys, day, _phone(shown or latest))
    one = request.args.get("vehicle", type=int)
    printed = [(each, *_stamped(each, shown)) for each in sheets if one in (None, each.vehicle)]
    facts = {"sheets": sheets, "printed": printed, "one": one, "at": now()}
    return render_template("rides/paper/sheets.html", day=day, days=days, shown=shown, latest=latest, **facts)


@area.get("/papers/vehicle/<int:id>/<day>/<sheet>/currency")
@may_read(Secrecy.ROADS)
def paper_currency(id: int, day: str, sheet: str) -> ResponseReturnValue:
    stamp, printed_for = Stamp.read(sheet) or abort(404), _printed(day)
    latest = last_rides(db.session(), g.edition)
    facts = {"id": id, "day": printed_for, "stamp": stamp, "latest": latest}
    if not stamp.release:
        draft = _sheet(id, printed_for, None, latest)
        same = draft is not None and _stamped(draft, None)[0].seal == stamp.seal
        return render_template("rides/paper/draft.html", same=same, **facts)
    shown = numbered_rides(db.session(), g.edition, stamp.release) or abort(404)
    printed = _sheet(id, printed_for, shown, shown) or abort(404)
    since = SheetSince(printed, _sheet(id, printed_for, latest, latest))
    return render_template("rides/paper/currency.html", since=since, shown=shown, **facts)


def _sheet(vehicle: int, day: date, release: RideRelease | None, latest: RideRelease | None) -> DriverSheet | None:
    """As the release told it, else as the rides stand."""
    sheets = sheets_of(_journeys(release, vehicle), day, _phone(release or latest))
    return next((sheet for sheet in sheets if sheet.vehicle == vehicle), None)


def _journeys(release: RideRelease | None, vehicle: int | None = None) -> list[Journey]:
    if release is None:
        return drafted_journeys(db.session(), g.edition, standing(db.session(), g.edition))
    place = [] if vehicle is None else [ReleasedRide.vehicle_id == vehicle]
    return released_journeys(db.session(), g.edition, [release.id], *place).get(release.id, [])


def _phone(release: RideRelease | None) -> str:
    return release.phone if release else ""


def _days(journeys: Iterable[Journey]) -> list[date]:
    """Those of the festival, and others on which somebody is driven: groups come before it and leave after it."""
    return sorted({*g.edition.days, *(journey.day for journey in journeys)})


def _asked_day(days: list[date]) -> date:
    today = g.edition.festival_day(now())
    usual = today if today in days else days[0]
    return next((day for day in days if day.isoformat() == request.args.get("day")), usual)


def _printed(day: str) -> date:
    try:
        return date.fromisoformat(day)
    except ValueError:
        abort(404)


def _stamped(sheet: DriverSheet, release: RideRelease | None) -> tuple[Stamp, Scan]:
    """With the code that leads to the answer whether the sheet is still current."""
    if release is not None:
        stamp = Stamp(release=release.number)
    else:
        stamp = Stamp(revision=revision_of(db.session(), g.edition), seal=sheet.seal(str(current_app.secret_key)))
    day = sheet.day.isoformat()
    return stamp, Scan(url_for(".paper_currency", id=sheet.vehicle, day=day, sheet=str(stamp), _external=True))
