"""Pages beside the ordinary screens: who comes and goes on a day, and which rooms are left."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm.exc import StaleDataError

from festival_ops.database import db
from festival_ops.protocol import actions, kinds, lacks, prints, queries
from festival_ops.protocol.models import Allotment, Leg, Lodging
from festival_ops.protocol.rooms import nights, room_faults
from festival_ops.protocol.sense import lodging_faults
from festival_ops.protocol.views.blueprints import area
from festival_ops.web.access import Secrecy, may_read, may_write
from festival_ops.web.scope import find_visible, get_visible, visible

area.add_app_template_global(lacks.lacks_of_delegation)
area.add_app_template_global(lacks.lacks_of_guest)
area.add_app_template_global(queries.legs_of, "guest_legs_of")
area.add_app_template_global(actions.states_of, "states_of_leg")
area.add_app_template_global(queries.nights_of, "guest_nights_of")
area.add_app_template_filter(lambda word: dict(kinds.LEG_STATES)[word], "leg_state")
area.add_app_template_filter(lambda word: dict(kinds.MODES)[word], "leg_mode")
area.add_app_template_filter(lambda word: dict(kinds.WAYS)[word], "leg_way")
area.add_app_template_filter(lambda word: dict(kinds.ROOMS)[word], "room_kind")


@area.get("/arrivals/")
@may_read(Secrecy.GUARDED)
def arrivals_show() -> ResponseReturnValue:
    return _arrivals(request.args.get("day", ""))


@area.post("/leg/<int:id>/state")
@may_write(Secrecy.GUARDED)
def leg_state(id: int) -> ResponseReturnValue:
    leg = get_visible(Leg, id, Secrecy.GUARDED)
    day = g.edition.local(leg.at).date().isoformat()
    try:
        actions.say(db.session(), leg, request.form.get("state", ""), request.form.get("seen", ""), g.person)
        db.session.commit()
    except (actions.ChangedSinceError, StaleDataError):
        db.session.rollback()
        return _arrivals(day, outdated=True), 409
    return redirect(url_for(".arrivals_show", day=day, _anchor=f"leg-{id}"), 303)


@area.get("/rooms/")
@may_read(Secrecy.GUARDED)
def rooms_show() -> ResponseReturnValue:
    return _rooms()


@area.post("/lodging/<int:id>/room")
@may_write(Secrecy.GUARDED)
def lodging_room(id: int) -> ResponseReturnValue:
    lodging = get_visible(Lodging, id, Secrecy.GUARDED)
    chosen = request.form.get("allotment", "")
    readable = chosen.isascii() and chosen.isdecimal() and len(chosen) < 10
    allotment = find_visible(Allotment, int(chosen), Secrecy.GUARDED) if readable else None
    if allotment is None:
        abort(404)
    if faults := _room_faults(lodging, allotment):
        db.session.rollback()
        return _rooms(faults=faults, about=id), 422
    try:
        actions.give_room(db.session(), lodging, allotment, g.person)
        db.session.commit()
    except StaleDataError:
        db.session.rollback()
        return _rooms(faults=[_("Somebody else has changed this just now; please look again.")], about=id), 409
    flash(_("“%(name)s” is saved.", name=str(lodging)), "success")
    return redirect(url_for(".rooms_show"), 303)


def _arrivals(asked: str, *, outdated: bool = False) -> str:
    days = queries.by_day(queries.legs())
    day = queries.day_chosen(days, asked)
    held = days.get(day, [])
    facts = {"days": days, "day": day, "hours": queries.by_hour(held), "held": held, "outdated": outdated}
    page = render_template("protocol/arrivals.html", **facts)
    return prints.given(page, prints.ARRIVALS, f"{day:%d/%m/%Y}", legs=len(held)) if held else page


def _rooms(*, faults: list[str] | None = None, about: int = 0) -> str:
    lodgings = queries.lodgings()
    kept = queries.kept_rooms(lodgings)
    spans = [(each.allotment.first_night, each.allotment.last_night) for each in kept]
    found = list(nights(min(first for first, _last in spans), max(last for _first, last in spans))) if spans else []
    return render_template(
        "protocol/rooms.html", kept=kept, nights=found[:40], lodgings=lodgings, unlodged=queries.without_nights(),
        roomless=[row for row in lodgings if row.allotment_id is None], faults=faults, about=about,
    )  # fmt: skip


def _room_faults(lodging: Lodging, allotment: Allotment) -> list[str]:
    """Why the guest cannot have one of these rooms."""
    facts: dict[str, Any] = {"guest": lodging.guest, "shares_with": lodging.shares_with, "allotment": allotment}
    facts |= {"first_night": lodging.first_night, "last_night": lodging.last_night}
    facts["stars"] = lodging.stars or lodging.guest.group.lodging
    meets = (Lodging.first_night <= lodging.last_night, Lodging.last_night >= lodging.first_night)
    rows = visible(Lodging, Secrecy.GUARDED).where(Lodging.allotment_id == allotment.id, *meets)
    beside = list(db.session.scalars(rows.where(Lodging.id != lodging.id)))
    return [fault for _key, fault in (*lodging_faults(facts, g.edition), *room_faults(facts, beside))]
