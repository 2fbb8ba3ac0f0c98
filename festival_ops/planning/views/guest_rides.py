"""Rides of delegations: what they ask for, which traffic takes over, and where guests get in and out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext
from sqlalchemy import select
from sqlalchemy.orm.exc import StaleDataError

from festival_ops.database import db
from festival_ops.planning.actions.guest_rides import GuestChosen, take_over, tie_place
from festival_ops.planning.actions.transfers import ChangedSinceError, Taken
from festival_ops.planning.guest_rides import driven, moves
from festival_ops.planning.guest_rides.asked_for import GuestDrafting, GuestLine, guest_drafting
from festival_ops.planning.guest_rides.places import tied_places
from festival_ops.planning.in_hand import plan_in_hand
from festival_ops.planning.rides.by_day import GROUPS
from festival_ops.protocol.kinds import ARRIVAL, DEPARTURE
from festival_ops.protocol.models import Ceremony, Delegation, Guest, GuestPlace, Leg
from festival_ops.traffic.forms.vehicles import may_read_phones
from festival_ops.traffic.models import RidePlace
from festival_ops.web.access import Secrecy, may_read, may_write
from festival_ops.web.scope import find_visible, get_visible, visible
from festival_ops.web.telling import by_name

area = Blueprint("guest_rides", __name__, url_prefix="/festival/<edition>")
# What readers of roads are told of an occasion.
PURPOSES = {
    ARRIVAL: lazy_gettext("Fetched on arrival"),
    DEPARTURE: lazy_gettext("Brought to departure"),
    moves.TO: lazy_gettext("To a ceremony"),
    moves.BACK: lazy_gettext("Back from a ceremony"),
    moves.ON: lazy_gettext("On to the next ceremony"),
}
area.add_app_template_global(may_read_phones, "may_read_phones_of_drivers")
area.add_app_template_filter(lambda word: PURPOSES[word], "ride_purpose")


@area.get("/traffic/guest-transfers/")
@may_read(Secrecy.ROADS)
def drafts_show() -> ResponseReturnValue:
    return _drafts()


@area.post("/traffic/guest-transfers/taking")
@may_write(Secrecy.ROADS)
def drafts_taking() -> ResponseReturnValue:
    session, plan = db.session(), plan_in_hand(db.session(), g.edition)
    picked = dict(line.rpartition(":")[::2] for line in request.form.getlist("line"))
    chosen = GuestChosen(picked, request.form.get("seen"))
    try:
        taken = take_over(session, g.edition, plan, chosen, g.person, _("Drafted from what delegations need."))
    except ChangedSinceError:
        session.rollback()
        return _drafts(outdated=True), 409
    session.commit()
    _tell(taken)
    return redirect(url_for(".drafts_show"), 303)


@area.get("/protocol/rides/")
@may_read(Secrecy.GUARDED)
def places_show() -> ResponseReturnValue:
    return _places()


@area.post("/protocol/rides/place/<int:id>")
@may_write(Secrecy.GUARDED)
def place_change(id: int) -> ResponseReturnValue:
    place = get_visible(GuestPlace, id, Secrecy.GUARDED)
    chosen = request.form.get("stop", "")
    readable = chosen.isascii() and chosen.isdecimal() and len(chosen) < 10
    stop = find_visible(RidePlace, int(chosen), Secrecy.ROADS) if readable else None
    if chosen and stop is None:
        abort(404)
    try:
        tie_place(db.session(), g.edition, place, stop, g.person)
        db.session.commit()
    except StaleDataError:
        db.session.rollback()
        abort(409, _("Somebody else has changed this just now; please look again."))
    flash(_("“%(name)s” is saved.", name=by_name(place)), "success")
    return redirect(url_for(".places_show"), 303)


@area.app_template_global()
def guest_rides_of(row: Delegation | Guest | Ceremony) -> list[driven.Driven]:
    facts = db.session(), plan_in_hand(db.session(), g.edition), g.edition
    match row:
        case Delegation():
            return driven.of_delegation(*facts, row)
        case Guest():
            return driven.of_guest(*facts, row)
        case _:
            return driven.of_ceremony(*facts, row)


@area.app_template_global()
def guest_rides_of_legs(legs: Iterable[Leg]) -> dict[int, list[driven.Driven]]:
    return driven.of_legs(db.session(), plan_in_hand(db.session(), g.edition), g.edition, legs)


def _tell(taken: Taken) -> None:
    if not (taken.written or taken.ended or taken.kept):
        flash(_("Nothing was left to take over: all of it stands as asked for."), "info")
    for sentence in _done(taken):
        flash(sentence, "success")
    if taken.kept:
        names = "; ".join(str(row) for row in taken.kept)
        flash(
            _("Kept, because rides still name them: %(names)s. Take them out of the rides first.", names=names),
            "warning",
        )


def _done(taken: Taken) -> Iterator[str]:
    if taken.written:
        yield ngettext(
            "%(num)s transfer is written down as asked.",
            "%(num)s transfers are written down as asked.",
            taken.written,
        )
    if taken.ended:
        yield ngettext(
            "%(num)s transfer that nobody asks for any more is removed.",
            "%(num)s transfers that nobody asks for any more are removed.",
            taken.ended,
        )


def _drafts(*, outdated: bool = False) -> str:
    found = guest_drafting(db.session(), g.edition, plan_in_hand(db.session(), g.edition))
    stops = {row.id: row for row in db.session.scalars(visible(RidePlace, Secrecy.ROADS))}
    standing = sum(line.state == "stands" for line in found.lines)
    return render_template(
        "guest_rides/drafts.html", found=found, groups=_groups(found), stops=stops, outdated=outdated,
        standing=standing,
    )  # fmt: skip


def _groups(found: GuestDrafting) -> list[tuple[str, str, str, list[GuestLine]]]:
    held = (
        (state, title, icon, [line for line in found.lines if line.state == state]) for state, title, icon in GROUPS
    )
    return [group for group in held if group[3]]


def _places() -> str:
    session = db.session()
    found = guest_drafting(session, g.edition, plan_in_hand(session, g.edition))
    order = select(RidePlace).where(RidePlace.edition_id == g.edition.id).order_by(RidePlace.sort_key, RidePlace.id)
    return render_template(
        "guest_rides/places.html", tied=tied_places(session, g.edition), found=found,
        stops=list(session.scalars(order)), coming=len(found.offered),
    )  # fmt: skip
