"""The roster: one festival day as a matrix, a post in a shift, and changing who stands there."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _
from sqlalchemy import select

from festival_ops.accounts.models import User
from festival_ops.database import db, now
from festival_ops.planning.actions import duty_changes
from festival_ops.planning.actions import roster as actions
from festival_ops.planning.models import Duty, DutyChange
from festival_ops.planning.roster import cell, conflicts, matrix, tally
from festival_ops.planning.roster.ids import NeedOn
from festival_ops.planning.roster.kept import Standing, standing
from festival_ops.security.models import Post
from festival_ops.web import telling
from festival_ops.web.access import Secrecy, may_read, may_write
from festival_ops.web.models import HistoryEntry
from festival_ops.web.scope import find_visible, get_visible

area = Blueprint("roster", __name__, url_prefix="/festival/<edition>/security/roster")


@area.get("/")
@may_read(Secrecy.GUARDED)
def day_show() -> ResponseReturnValue:
    stands = stands_now()
    missing = matrix.missing_by_day(stands)
    day = asked_day(missing)
    days = [(each, missing[each]) for each in g.edition.days]
    breaches = sum(map(conflicts.breaks_rules, stands.breaches))
    undo = duty_changes.undoable(db.session(), g.edition, g.person)
    sheet = matrix.draw(stands, day)
    seen = tally.in_field(db.session(), g.edition, stands, day, now())
    only = seen is not None and request.args.get("only") == "wrong"
    sections = (tally.only_wrong(sheet, seen) if seen is not None and only else sheet).sections
    facts = {"stands": stands, "days": days, "breaches": breaches, "undo": undo}
    return render_template("roster/day.html", sheet=sheet, sections=sections, seen=seen, only=only, **facts)


@area.get("/post/<int:id>")
@may_read(Secrecy.GUARDED)
def post_show(id: int) -> ResponseReturnValue:
    return _post(get_visible(Post, id, Secrecy.GUARDED), asked_day(), request.args.get("shift", type=int))


@area.post("/duty")
@may_write(Secrecy.GUARDED)
def duty_new() -> ResponseReturnValue:
    key, officer = _asked_duty()
    stands = stands_now()
    number = key.number(g.edition.first_day)
    try:
        warnings = actions.assign(db.session(), g.edition, officer, key, g.person, str(get_locale()))
        db.session.commit()
    except actions.UnknownNeedError:
        abort(404)
    except actions.TakenError as taken:
        return _refused(stands, key, [_taken(taken.duty)], 409)
    except actions.RefusedError as refused:
        return _refused(stands, key, [finding.sentence for finding in refused.findings], 422)
    for finding in warnings:
        flash(finding.sentence, "warning")
    flash(_("%(officer)s is on duty there now.", officer=stands.problem.officer(officer).name), "success")
    return redirect(_address(stands, key, number), 303)


@area.post("/duty/<int:id>/removal")
@may_write(Secrecy.GUARDED)
def duty_removal(id: int) -> ResponseReturnValue:
    duty = find_visible(Duty, id, Secrecy.GUARDED)
    if duty is None:
        return _ended_before(id)
    stands = stands_now()
    key = NeedOn(duty.need_id, duty.day, duty.stretch)
    name = str(duty.officer)
    actions.take_off(db.session(), g.edition, duty, g.person)
    db.session.commit()
    flash(_("%(officer)s is no longer on duty there.", officer=name), "success")
    return redirect(_address(stands, key, key.number(g.edition.first_day)), 303)


@area.post("/undoing")
@may_write(Secrecy.GUARDED)
def undoing() -> ResponseReturnValue:
    """Takes back the change that the reader saw as the last one."""
    mine = select(DutyChange).where(DutyChange.edition_id == g.edition.id, DutyChange.user_id == g.person.id)
    change = db.session.scalar(mine.where(DutyChange.id == request.form.get("change", type=int))) or abort(404)
    try:
        actions.undo(db.session(), g.edition, change, g.person, str(get_locale()))
        db.session.commit()
    except actions.ChangedMeanwhileError:
        abort(409, _("Somebody has changed the same duties since, so your change is not taken back; do it by hand."))
    except actions.RefusedError as refused:
        told = " ".join(finding.sentence for finding in refused.findings[:5])
        abort(409, _("Your change is not taken back, because then: %(breaches)s", breaches=told))
    flash(_("Your last change of the roster is taken back."), "success")
    return redirect(url_for(".day_show"), 303)


def _ended_before(id: int) -> ResponseReturnValue:
    """A second click, or a page that was opened before somebody else took the person off."""
    mine = select(HistoryEntry).where(HistoryEntry.edition_id == g.edition.id, HistoryEntry.subject == "duty")
    ended = mine.where(HistoryEntry.subject_id == id, HistoryEntry.act == actions.TAKEN_OFF)
    entry = db.session.scalars(ended.order_by(HistoryEntry.id.desc())).first() or abort(404)
    before = entry.before or {}
    flash(_("%(officer)s is no longer on duty there.", officer=before["officer"]), "info")
    key = NeedOn(before["need_id"], date.fromisoformat(before["day"]), before["stretch"])
    stands, number = stands_now(), key.number(g.edition.first_day)
    known = number in stands.needs
    return redirect(_address(stands, key, number) if known else url_for(".day_show"), 303)


def stands_now() -> Standing:
    return standing(db.session(), g.edition, str(get_locale()))


def asked_day(missing: dict[date, int] | None = None) -> date:
    """The day in the address; else today during the festival, else the first on which people are missing."""
    days = g.edition.days
    named = {day.isoformat(): day for day in days}
    today = g.edition.festival_day(now())
    short = next((day for day in days if missing and missing.get(day)), days[0])
    return named.get(request.args.get("day", ""), today if today in days else short)


def _asked_duty() -> tuple[NeedOn, int]:
    named = {day.isoformat(): day for day in g.edition.days}
    numbers = [request.form.get(name, type=int) for name in ("need", "stretch", "officer")]
    day = named.get(request.form.get("day", ""))
    need, stretch, officer = numbers
    if day is None or need is None or stretch is None or officer is None or not 0 <= stretch < 100:
        abort(400)
    return NeedOn(need, day, stretch), officer


def _post(
    post: Post, day: date, shift: int | None, refused: list[str] | None = None, status: int = 200
) -> ResponseReturnValue:
    stands = stands_now()
    shifts = [known for known in stands.ground.shifts if known.id in _shifts(stands, post, day)]
    shown = next((known for known in shifts if known.id == shift), shifts[0] if shifts else None)
    words = request.args.get("q", "").strip()[:100]
    places = cell.places_at(db.session(), g.edition, stands, post, day, shown.id) if shown else []
    could = {place.key: cell.who_could(db.session(), stands, place.line.need, words) for place in places}
    page = render_template("roster/post.html", post=post, day=day, shifts=shifts, shown=shown, places=places,
                           could=could, words=words, refused=refused or [], stands=stands)  # fmt: skip
    return page, status


def _shifts(stands: Standing, post: Post, day: date) -> set[int]:
    return {shift for shift, line in matrix.lines(stands, day) if line.need.post == post.id}


def _refused(stands: Standing, key: NeedOn, sentences_told: list[str], status: int) -> ResponseReturnValue:
    db.session.rollback()
    need = stands.problem.need(key.number(g.edition.first_day))
    post = get_visible(Post, need.post, Secrecy.GUARDED)
    return _post(post, key.day, stands.ground.shift_of[key.need], sentences_told, status)


def _taken(duty: Duty) -> str:
    by = db.session.get(User, duty.user_id) if duty.user_id is not None else None
    return _(
        "%(officer)s stands there already: %(name)s said so at %(time)s.",
        officer=str(duty.officer),
        name=by.name if by else _("somebody"),
        time=f"{g.edition.local(duty.at):%H:%M}",
    )


def _address(stands: Standing, key: NeedOn, number: int) -> str:
    shift = stands.ground.shift_of[key.need]
    return url_for(".post_show", id=stands.problem.need(number).post, day=key.day.isoformat(), shift=shift)


area.add_app_template_filter(telling.hours)
