"""Opening a passport, which is written down, and who has opened which."""

from __future__ import annotations

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import func, select

from festival_ops.accounts.once_more import ask_once_more, proven_lately
from festival_ops.database import db, now
from festival_ops.protocol import passports, retention
from festival_ops.protocol.forms.passports import OpeningForm
from festival_ops.protocol.models import Passport, PassportReading
from festival_ops.protocol.seals import BrokenSealError, LostKeyError
from festival_ops.protocol.views.blueprints import area
from festival_ops.web.access import Secrecy, keepers_only, may_open
from festival_ops.web.listing import pages
from festival_ops.web.scope import get_visible
from festival_ops.words import tidy


@area.get("/passport/<int:id>/opening")
@may_open(Secrecy.PASSPORTS)
def opening_show(id: int) -> ResponseReturnValue:
    row = get_visible(Passport, id, Secrecy.PASSPORTS)
    if not proven_lately():
        return ask_once_more(request.path)
    return render_template("protocol/passport/opening.html", row=row, form=OpeningForm(formdata=None, row=row))


@area.post("/passport/<int:id>/opening")
@may_open(Secrecy.PASSPORTS)
def opening_new(id: int) -> ResponseReturnValue:
    """Shows it in the answer itself, so that no address leads to what stands in a passport."""
    row = get_visible(Passport, id, Secrecy.PASSPORTS)
    form, page = OpeningForm(row=row), "protocol/passport/opening.html"
    if not proven_lately():
        return render_template(page, row=row, form=form, stale=True), 403
    if not form.validate():
        return render_template(page, row=row, form=form), 422
    try:
        facts = passports.opened(db.session(), row, form.reason.data or "", g.person)
        db.session.commit()
    except (LostKeyError, BrokenSealError) as shut:
        return render_template(page, row=row, form=form, lost=isinstance(shut, LostKeyError), shut=True), 409
    return render_template("protocol/passport/opened.html", row=row, facts=facts, reason=form.reason.data)


@area.get("/passport/readings/")
@keepers_only
def readings_list() -> ResponseReturnValue:
    asked = tidy(request.args.get("q", ""))[:100]
    rows = select(PassportReading).where(
        (PassportReading.edition_id == g.edition.id) | PassportReading.edition_id.is_(None)
    )
    for word in asked.casefold().split():
        told = func.lower(PassportReading.user_name + " " + PassportReading.whose + " " + PassportReading.reason)
        rows = rows.where(told.contains(word, autoescape=True))
    page = pages(rows.order_by(PassportReading.id.desc()), request.args)
    return render_template("protocol/passport/readings.html", page=page, asked=asked)


@area.post("/erasure/passports")
@keepers_only
def passports_erased() -> ResponseReturnValue:
    """All passports whose day has come; who presses the button need not wait for the worker."""
    rows = retention.due(db.session(), g.edition, g.edition.local(now()).date(), hold=True)
    if not rows:
        abort(409, _("No passport is due to be erased; perhaps somebody has done it just now."))
    count = passports.erase(db.session(), rows, _("The day until which passports are kept is over"), g.person)
    db.session.commit()
    flash(ngettext("%(num)s passport is erased.", "%(num)s passports are erased.", count), "success")
    return redirect(url_for(".erasure_show"), 303)
