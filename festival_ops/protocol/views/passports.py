"""Passports: the list that shows three letters of each, handing one in, replacing it, taking it out."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from festival_ops.accounts.policy import hands_passports_in
from festival_ops.database import db, now
from festival_ops.protocol import passports, retention
from festival_ops.protocol.forms.passports import ARTIST, NEW, ArtistAgainForm, PassportForm
from festival_ops.protocol.models import Guest, Passport
from festival_ops.protocol.reasons import fault_of
from festival_ops.protocol.seals import LostKeyError
from festival_ops.protocol.views.blueprints import area
from festival_ops.web import saving
from festival_ops.web.access import Act, Secrecy, handers_in_only, may_read
from festival_ops.web.listing import pages
from festival_ops.web.removal import RemovalForm
from festival_ops.web.scope import find_visible, get_visible

GOOD = (passports.VALID, passports.SHORT, passports.ENDING)


@area.get("/passport/")
@may_read(Secrecy.PASSPORTS)
def passport_list() -> ResponseReturnValue:
    page = pages(passports.listed(), request.args)
    seen = passports.glimpses(page.rows)
    facts = {
        "lost": any(each.state == passports.LOCKED for each in seen.values()),
        "due": retention.due(db.session(), g.edition, g.edition.local(now()).date()) if _keeps_all() else [],
        "goes_on": retention.all_go_on(g.edition),
        "earlier": retention.earlier(page.rows, g.edition),
        "hands_in": hands_passports_in(g.access),
        "keeps_all": _keeps_all(),
        "opens": g.access.may(Act.OPEN, Secrecy.PASSPORTS),
    }
    return render_template("protocol/passport/list.html", page=page, seen=seen, **facts)


@area.route("/passport/new/<any(artist, guest, escort):kind>", methods=["GET", "POST"])
@handers_in_only
def passport_new(kind: str) -> ResponseReturnValue:
    if kind != ARTIST and not _keeps_all():
        abort(404)
    form = NEW[kind](data=_asked_for(kind))
    if form.is_submitted() and (known := saving.receipt_of(form)):
        return redirect(known, 303)
    if form.validate_on_submit():
        row = Passport(edition_id=g.edition.id)
        if _handed_in(form, row):
            return redirect(url_for(".passport_list"), 303)
    return _asked(form, None), 422 if form.errors else 200


@area.route("/passport/<int:id>/edit", methods=["GET", "POST"])
@handers_in_only
def passport_edit(id: int) -> ResponseReturnValue:
    row = get_visible(Passport, id, Secrecy.PASSPORTS)
    kind = ArtistAgainForm if row.troupe is not None else PassportForm
    form = kind(data={"version": row.version, "holder": row.holder})
    if form.is_submitted() and (known := saving.receipt_of(form)):
        return redirect(known, 303)
    if form.is_submitted() and form.version.data != str(row.version):
        return _overtaken(form, row)
    if form.validate_on_submit():
        try:
            if _handed_in(form, row):
                return redirect(url_for(".passport_list"), 303)
        except StaleDataError:
            db.session.rollback()
            return _overtaken(form, get_visible(Passport, id, Secrecy.PASSPORTS))
    return _asked(form, row), 422 if form.errors else 200


@area.route("/passport/<int:id>/removal", methods=["GET", "POST"])
@handers_in_only
def passport_removal(id: int) -> ResponseReturnValue:
    row = get_visible(Passport, id, Secrecy.PASSPORTS)
    form = RemovalForm(data={"version": row.version})
    if form.validate_on_submit():
        if fault := fault_of(form.reason.data or "", row):
            form.reason.errors = [fault]
        else:
            passports.erase(db.session(), [row], form.reason.data or "", g.person)
            db.session.commit()
            flash(_("The passport is taken out; nothing of it is kept."), "success")
            return redirect(url_for(".passport_list"), 303)
    return render_template("protocol/passport/removal.html", row=row, form=form), 422 if form.errors else 200


def _keeps_all() -> bool:
    """Whether the person hands in for everybody, and not for the own troupe alone."""
    return hands_passports_in(g.access) and g.access.sees_all(Secrecy.PASSPORTS)


def _asked_for(kind: str) -> dict[str, Any]:
    """The guest from whose page somebody comes."""
    id = request.args.get("guest", 0, type=int)
    return {"guest": find_visible(Guest, id, Secrecy.GUARDED)} if kind == "guest" and 0 < id < 10**9 else {}


def _handed_in(form: PassportForm, row: Passport) -> bool:
    with db.session.no_autoflush:
        form.put_into(row)
    try:
        passports.hand_in(db.session(), row, form.facts(), g.person)
        saving.keep_receipt(form, url_for(".passport_list"))
        seen = passports.glimpses([row])[row.id]
        db.session.commit()
    except LostKeyError:
        db.session.rollback()
        form.form_errors.append(_no_key())
        return False
    except IntegrityError:
        db.session.rollback()
        if saving.receipt_of(form) is None:
            form.form_errors.append(_("Somebody else has handed this passport in just now; please look at the list."))
            return False
        return True
    _tell(seen)
    return True


def _tell(seen: passports.Glimpse) -> None:
    flash(_("The passport that ends in %(ending)s is under lock.", ending=seen.ending), "success")
    if seen.state == passports.ENDING:
        flash(_("It runs out before its holder leaves: a new passport is needed for this journey."), "warning")
    elif seen.state == passports.SHORT:
        flash(_("At arrival it is good for less than six months; many borders ask for that long."), "warning")


def _no_key() -> str:
    return _(
        "The file with the keys to passports is not in its place, so nothing can be put under lock. Nothing was saved "
        "and nothing is lost; please ask an administrator to put the file back, then save again."
    )


def _asked(form: PassportForm, row: Passport | None, **more: Any) -> str:
    return render_template("protocol/passport/edit.html", form=form, row=row, **more)


def _overtaken(form: PassportForm, row: Passport) -> ResponseReturnValue:
    form.version.data = str(row.version)
    return _asked(form, row, overtaken=True), 409
