"""An escort's own desk on the phone: today, all days, the delegations, and what the escort says from there. Protocol
sees the same pages of an escort, without what is done on them."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm.exc import StaleDataError

from festival_ops.database import db, now
from festival_ops.planning.actions import escort_desk as actions
from festival_ops.planning.escort_forms import NoteForm
from festival_ops.planning.escorts.desk import Desk, desk_of
from festival_ops.planning.in_hand import plan_in_hand
from festival_ops.planning.views.escorts import area as escorts
from festival_ops.protocol.actions import ChangedSinceError
from festival_ops.protocol.engagement_kinds import ENGAGEMENTS
from festival_ops.protocol.kinds import LANGUAGES, NEWS
from festival_ops.protocol.models import Escort, EscortNote
from festival_ops.web import saving
from festival_ops.web.access import Secrecy, escorts_only, may_read, may_write
from festival_ops.web.scope import get_visible, visible

area = Blueprint("escort_desk", __name__, url_prefix="/festival/<edition>/my-delegations")
area.add_app_template_global(actions.steps, "steps_of_escort")
area.add_app_template_filter(lambda word: dict(NEWS)[word], "escort_news")
area.add_app_template_filter(lambda word: dict(ENGAGEMENTS)[word], "engagement_kind")
area.add_app_template_filter(lambda words: ", ".join(str(dict(LANGUAGES)[word]) for word in words), "guest_languages")


@area.get("/")
@escorts_only
def today_show() -> ResponseReturnValue:
    return _page("today")


@area.get("/days")
@escorts_only
def days_show() -> ResponseReturnValue:
    return _page("days")


@area.get("/delegation/<int:id>")
@escorts_only
def delegation_show(id: int) -> ResponseReturnValue:
    return _delegation(_own_desk(), id)


@area.post("/leg/<int:id>/state")
@escorts_only
def leg_state(id: int) -> ResponseReturnValue:
    desk = _own_desk()
    try:
        state, seen = request.form.get("state", ""), request.form.get("seen", "")
        leg = actions.tick(db.session(), desk, id, state, seen, g.person)
        db.session.commit()
    except actions.NotTheirsError:
        abort(404)
    except (ChangedSinceError, StaleDataError):
        db.session.rollback()
        return _page("today", outdated=True), 409
    return redirect(url_for(".today_show", escort=request.args.get("escort"), _anchor=f"leg-{leg.id}"), 303)


@area.post("/look")
@escorts_only
def look() -> ResponseReturnValue:
    try:
        actions.confirm(db.session(), _own_desk(), request.form.get("stamp", ""))
        db.session.commit()
        flash(_("Noted: you have seen it as it stands."), "success")
    except actions.ChangedSinceError:
        db.session.rollback()
        flash(_("It has changed once more just now; please look at it again."), "warning")
    return redirect(url_for(".today_show", escort=request.args.get("escort")), 303)


@area.route("/note", methods=["GET", "POST"])
@escorts_only
def note_new() -> ResponseReturnValue:
    desk = _own_desk()
    form = NoteForm(desk, data={"delegation": request.args.get("delegation")})
    if form.is_submitted() and (known := saving.receipt_of(form)):
        return redirect(known, 303)
    if not form.validate_on_submit():
        return render_template("escort_desk/note.html", desk=desk, form=form), 422 if form.errors else 200
    delegation = int(form.delegation.data) if form.delegation.data else None
    actions.tell(db.session(), desk, form.kind.data, delegation, form.text.data or "", g.person)
    location = url_for(".today_show", escort=request.args.get("escort"))
    saving.keep_receipt(form, location)
    db.session.commit()
    flash(_("Protocol has your note."), "success")
    return redirect(location, 303)


@escorts.get("/person/<int:id>/desk")
@may_read(Secrecy.GUARDED)
def desk_show(id: int) -> ResponseReturnValue:
    """As this escort sees it now, or at the beginning of a day."""
    desk = _desk(get_visible(Escort, id, Secrecy.GUARDED), _asked_moment(), preview=True)
    if (delegation := request.args.get("delegation", type=int)) is not None:
        return _delegation(desk, delegation)
    return render_template("escort_desk/today.html", desk=desk, outdated=False)


@escorts.post("/note/<int:id>/reading")
@may_write(Secrecy.GUARDED)
def note_reading(id: int) -> ResponseReturnValue:
    actions.read(db.session(), get_visible(EscortNote, id, Secrecy.GUARDED), g.person)
    db.session.commit()
    return redirect(url_for("escorts.day_show", _anchor="notes"), 303)


@escorts.app_template_global()
def open_notes() -> list[EscortNote]:
    """What escorts have told and nobody of protocol has read yet."""
    rows = visible(EscortNote, Secrecy.GUARDED).where(EscortNote.read_at.is_(None))
    return list(db.session.scalars(rows.order_by(EscortNote.at, EscortNote.id)))


def _page(name: str, *, outdated: bool = False) -> str:
    return render_template(f"escort_desk/{name}.html", desk=_own_desk(), others=_own_escorts(), outdated=outdated)


def _delegation(desk: Desk, id: int) -> str:
    row = desk.delegation(id) or abort(404)
    goings = [going for going in desk.goings if going.row.delegation_id == row.id]
    return render_template("escort_desk/delegation.html", desk=desk, row=row, goings=goings)


def _own_desk() -> Desk:
    """Of the only escort that somebody is, or of the one that the address names."""
    rows = _own_escorts()
    asked = request.args.get("escort", type=int)
    mine = [row for row in rows if asked in (None, row.id)]
    return _desk(mine[0] if mine else abort(404), now())


def _own_escorts() -> list[Escort]:
    rows = select(Escort).where(Escort.edition_id == g.edition.id, Escort.id.in_(g.access.escorts))
    return list(db.session.scalars(rows.order_by(Escort.code)))


def _desk(escort: Escort, moment: datetime, *, preview: bool = False) -> Desk:
    plan = plan_in_hand(db.session(), g.edition)
    return desk_of(db.session(), g.edition, plan, escort, moment, preview=preview)


def _asked_moment() -> datetime:
    named = {day.isoformat(): day for day in (g.edition.first_day + timedelta(days=n) for n in range(-9, 40))}
    day = named.get(request.args.get("day", ""))
    moment: datetime = g.edition.at(day, g.edition.cutoff) if day else now()
    return moment
