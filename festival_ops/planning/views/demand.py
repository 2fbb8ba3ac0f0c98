"""Demand: what standards and the programme ask for on a day, beside what is written down, and taking it over."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select

from festival_ops.accounts.models import User
from festival_ops.database import db
from festival_ops.planning.actions import demand as actions
from festival_ops.planning.demand import words
from festival_ops.planning.demand.kept import Demand, demand, stamp_of
from festival_ops.planning.demand.lines import Line
from festival_ops.planning.demand.page import Group, groups_of, loose_ends
from festival_ops.planning.models import DemandTaking
from festival_ops.planning.views.roster import asked_day
from festival_ops.security.models import Need
from festival_ops.web.access import Secrecy, may_read, may_write
from festival_ops.web.scope import get_visible

area = Blueprint("demand", __name__, url_prefix="/festival/<edition>/security/demand")


@area.get("/")
@may_read(Secrecy.GUARDED)
def day_show() -> ResponseReturnValue:
    return _page(counted())


@area.post("/taking")
@may_write(Secrecy.GUARDED)
def taking() -> ResponseReturnValue:
    chosen = _chosen()
    found = counted()
    try:
        taken = actions.take_over(db.session(), g.edition, chosen, g.person, words.why(found))
    except actions.ChangedSinceError:
        db.session.rollback()
        return _page(counted(), outdated=True), 409
    if taken.needs:
        db.session.commit()
        _tell(taken)
    else:
        db.session.rollback()
        flash(_("Nothing was left to take over: all of it stands as asked for."), "info")
    return redirect(_back(chosen.day), 303)


@area.post("/taking/<int:id>/undoing")
@may_write(Secrecy.GUARDED)
def taking_undoing(id: int) -> ResponseReturnValue:
    row = get_visible(DemandTaking, id, Secrecy.GUARDED)
    session, last = db.session(), actions.last_taking(db.session(), g.edition)
    if row.undone_at is not None:
        flash(_("That was taken back already."), "info")
    elif last is None or last.id != row.id:
        flash(_("More was taken over since; take that back first."), "error")
    else:
        try:
            actions.take_back(session, g.edition, row, g.person, _("Taken back."))
            session.commit()
            flash(_("The needs are as they were before, with the people who stood there."), "success")
        except actions.ChangedSinceError:
            session.rollback()
            flash(
                _("This cannot be taken back: somebody has changed these needs, or put people there, since."), "error"
            )
    return redirect(_back(asked_day()), 303)


def _tell(taken: actions.Taken) -> None:
    written = ngettext("%(num)s need is written down as asked.", "%(num)s needs are written down as asked.",
                       taken.needs)  # fmt: skip
    flash(written, "success")
    if taken.ended:
        ended = ngettext(
            "%(num)s duty has ended, because nobody is asked for there any more.",
            "%(num)s duties have ended, because nobody is asked for there any more.",
            taken.ended,
        )
        flash(ended, "warning")
    if taken.beyond:
        flash(words.beyond(taken.beyond), "warning")


def counted() -> Demand:
    return demand(db.session(), g.edition)


def _page(found: Demand, *, outdated: bool = False) -> str:
    short = {day: len(found.offered(day)) for day in g.edition.days}
    day = asked_day(short)
    groups: list[Group] = groups_of(db.session(), g.edition, found, day)
    last = actions.last_taking(db.session(), g.edition)
    by = db.session.get(User, last.user_id) if last and last.user_id else None
    return render_template(
        "demand/day.html", found=found, day=day, days=[(each, short[each]) for each in g.edition.days], groups=groups,
        words=words.basis_of(found), last=last, by=by, stamp=stamp_of(found.offered()), outdated=outdated,
        loose=loose_ends(found),
    )  # fmt: skip


def _chosen() -> actions.Chosen:
    """The day is asked for by name; what is picked comes as key:stamp."""
    named = {day.isoformat(): day for day in g.edition.days}
    asked = request.form.get("day", "")
    if asked not in named and asked != "all":
        abort(400)
    seen = request.form.get("seen")
    picked = dict(line.partition(":")[::2] for line in request.form.getlist("line"))
    return actions.Chosen(named.get(asked), picked, seen)


def _back(day: date | None) -> str:
    post, shift = (request.form.get(name, type=int) for name in ("post", "shift"))
    if post is not None and shift is not None and day is not None:
        return url_for("roster.post_show", id=post, day=day.isoformat(), shift=shift)
    return url_for(".day_show", day=day.isoformat() if day else None)


def moved_needs(day: date) -> dict[tuple[int, int], list[Line]]:
    """What no longer asks for as many as it should on a day, by post and shift; worked out once a request."""
    return _moved().get(day, {})


def _moved() -> dict[date, dict[tuple[int, int], list[Line]]]:
    """Counting takes long, and where nothing was ever taken over nothing can have moved."""
    if "moved_needs" not in g:
        taken = select(Need.id).where(Need.edition_id == g.edition.id, Need.grounds.is_not(None))
        g.moved_needs = counted().moved if db.session.scalar(select(taken.exists())) else {}
    held: dict[date, dict[tuple[int, int], list[Line]]] = g.moved_needs
    return held


def moved_need(need: Need) -> Line | None:
    """The same of one need."""
    lines = moved_needs(need.day).get((need.post_id, need.shift_id), []) if need.day else []
    return next((line for line in lines if line.need and line.need.id == need.id), None)


def moved_count() -> int:
    return sum(len(lines) for held in _moved().values() for lines in held.values())


def movement(line: Line) -> str:
    return words.movement(counted(), line)


for hook in (moved_needs, moved_need, moved_count, movement):
    area.add_app_template_global(hook)
