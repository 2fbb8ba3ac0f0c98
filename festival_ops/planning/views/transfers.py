"""Transfers: who is to be driven on a day, what the programme asks for, and taking it over."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _
from sqlalchemy import select

from festival_ops.accounts.models import User
from festival_ops.database import db, now
from festival_ops.planning.actions import transfer_undoing as undoing
from festival_ops.planning.actions.ride_numbers import change_numbers
from festival_ops.planning.actions.transfers import ChangedSinceError, Chosen, Taken, take_over
from festival_ops.planning.in_hand import plan_in_hand
from festival_ops.planning.models import TransferTaking
from festival_ops.planning.rides import words
from festival_ops.planning.rides.asked_for import Drafting, drafting
from festival_ops.planning.rides.by_day import days_of, groups_of
from festival_ops.planning.rides.hours import Asked, asked_of, transfers_of
from festival_ops.planning.rides.numbers import NUMBERS, numbers_of
from festival_ops.planning.rides.shows import Occasion
from festival_ops.traffic.models import Transfer
from festival_ops.web.access import Secrecy, may_read, may_write
from festival_ops.web.scope import get_visible

area = Blueprint("transfers", __name__, url_prefix="/festival/<edition>/traffic/transfers")


@area.get("/")
@may_read(Secrecy.ROADS)
def day_show() -> ResponseReturnValue:
    return _page()


@area.post("/taking")
@may_write(Secrecy.ROADS)
def taking() -> ResponseReturnValue:
    session, plan = db.session(), plan_in_hand(db.session(), g.edition)
    picked = dict(line.rpartition(":")[::2] for line in request.form.getlist("line"))
    chosen = Chosen(picked, request.form.get("seen"))
    try:
        taken = take_over(session, g.edition, plan, chosen, g.person, _("Drafted from the programme and the stays."))
    except ChangedSinceError:
        session.rollback()
        return _page(outdated=True), 409
    session.commit()
    _tell(taken)
    return redirect(url_for(".day_show"), 303)


@area.post("/taking/<int:id>/undoing")
@may_write(Secrecy.ROADS)
def taking_undoing(id: int) -> ResponseReturnValue:
    row = get_visible(TransferTaking, id, Secrecy.ROADS)
    if row.undone_at is not None:
        flash(_("That was taken back already."), "info")
    else:
        _take_back(row)
    return redirect(url_for(".day_show"), 303)


@area.post("/numbers")
@may_write(Secrecy.ROADS)
def numbers() -> ResponseReturnValue:
    asked, faults = {}, []
    for number in NUMBERS:
        written = request.form.get(number.key, "").strip()
        whole = int(written) if written.isascii() and written.isdecimal() and len(written) < 6 else -1
        if number.least <= whole <= number.most:
            asked[number.key] = whole
        else:
            faults.append(_("%(title)s: please write a whole number from %(least)s to %(most)s.", title=number.title,
                            least=number.least, most=number.most))  # fmt: skip
    if faults:
        return _page(faults=faults, written=request.form), 422
    source = request.form.get("source", "").strip()[:500]
    changed = change_numbers(db.session(), g.edition, asked, g.person, source)
    db.session.commit()
    flash(
        ngettext("%(num)s number is changed.", "%(num)s numbers are changed.", changed),
        "success" if changed else "info",
    )
    return redirect(url_for(".day_show"), 303)


def _page(*, outdated: bool = False, faults: list[str] | None = None, written: Any = None) -> str:
    session, plan = db.session(), plan_in_hand(db.session(), g.edition)
    found, asked = drafting(session, g.edition, plan), asked_of(session, g.edition, plan)
    days = days_of(g.edition, asked)
    named = {day.isoformat(): day for day in days}
    today = g.edition.festival_day(now())
    busy = next((day for day, held in days.items() if held), g.edition.first_day)
    day = named.get(request.args.get("day", ""), today if today in days else busy)
    takings = undoing.standing_takings(session, g.edition)
    people = {
        user.id: user.name for user in session.scalars(select(User).where(User.id.in_({t.user_id for t in takings})))
    }
    return render_template(
        "transfers/day.html", found=found, groups=groups_of(found), days=days, day=day, shown=days[day],
        takings=takings, people=people,
        faulty=[each for each in asked if each.fault], warnings=words.warnings(session, g.edition, asked),
        outdated=outdated, faults=faults, written=written or {}, settings=NUMBERS,
        numbers=numbers_of(session, g.edition), shows=found.shows, codes=_codes(found),
    )  # fmt: skip


def _take_back(row: TransferTaking) -> None:
    session = db.session()
    try:
        undoing.take_back(session, g.edition, row, g.person, _("Taken back."))
        session.commit()
        flash(_("The transfers are as they were before."), "success")
    except undoing.AlteredSinceError:
        session.rollback()
        flash(_("This cannot be taken back: somebody has changed these transfers since."), "error")
    except undoing.DrivenError as driven:
        names = "; ".join(str(each) for each in driven.rows)
        session.rollback()
        flash(_("This cannot be taken back while rides name them: %(names)s. Take them out of the rides first.",
                names=names), "error")  # fmt: skip


def _codes(found: Drafting) -> dict[Occasion, str]:
    return {each: names[str(get_locale()) == "en"] for each, names in found.codes.items()}


def _tell(taken: Taken) -> None:
    if not (taken.written or taken.ended or taken.kept):
        flash(_("Nothing was left to take over: all of it stands as asked for."), "info")
    if taken.written:
        written = ngettext(
            "%(num)s transfer is written down as asked.",
            "%(num)s transfers are written down as asked.",
            taken.written,
        )
        flash(written, "success")
    if taken.ended:
        ended = ngettext(
            "%(num)s transfer that nobody asks for any more is removed.",
            "%(num)s transfers that nobody asks for any more are removed.",
            taken.ended,
        )
        flash(ended, "success")
    if taken.kept:
        names = "; ".join(str(row) for row in taken.kept)
        kept = _("Kept, because rides still name them: %(names)s. Take them out of the rides first.", names=names)
        flash(kept, "warning")


@area.app_template_global()
def asked_now(row: Transfer) -> Asked:
    """In its hours and at its places, as the plan in hand has it."""
    session = db.session()
    rows = transfers_of(session, g.edition, Transfer.id == row.id)
    return asked_of(session, g.edition, plan_in_hand(session, g.edition), rows)[0]


@area.app_template_global()
def ride_warning(each: Asked) -> str:
    """Why no vehicle could serve it, if so."""
    return words.warnings(db.session(), g.edition, [each]).get(each.transfer.id, "")


area.add_app_template_filter(words.fault_told, "fault_told")
