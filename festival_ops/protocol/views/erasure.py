"""Who is due to be erased, and erasing: one person who asks for it, some, or all whose time is over."""

from __future__ import annotations

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from festival_ops.database import db, now
from festival_ops.protocol import erasure, retention
from festival_ops.protocol.forms.erasure import ErasureForm
from festival_ops.protocol.models import Delegation, Guest
from festival_ops.protocol.views.blueprints import area
from festival_ops.web import saving
from festival_ops.web.access import Secrecy, may_write
from festival_ops.web.scope import find_visible
from festival_ops.web.telling import by_name

MODELS: dict[str, type[erasure.Erasable]] = {"delegation": Delegation, "guest": Guest}


@area.get("/erasure")
@may_write(Secrecy.GUARDED)
def erasure_show() -> ResponseReturnValue:
    """Those whose time is over, or the one who is asked for."""
    return _page(ErasureForm(formdata=None), _asked(request.args.getlist("row")))


@area.post("/erasure")
@may_write(Secrecy.GUARDED)
def erasure_new() -> ResponseReturnValue:
    form, rows = ErasureForm(), _asked(request.form.getlist("row"))
    if known := saving.receipt_of(form):
        return redirect(known, 303)
    if not form.validate() or (faults := _faults(form, rows)):
        return _page(form, rows, faults if not form.errors else []), 422
    count = erasure.erase(db.session(), rows, form.reason.data or "", g.person)
    saving.keep_receipt(form, url_for(".erasure_show"))
    db.session.commit()
    flash(ngettext("%(num)s name is erased.", "%(num)s names are erased.", count), "success")
    return redirect(url_for(".erasure_show"), 303)


def _page(form: ErasureForm, asked: list[erasure.Erasable], faults: list[str] | None = None) -> str:
    due = erasure.due(db.session(), g.edition, g.edition.local(now()).date())
    rows = [*due, *(row for row in asked if row not in due and row.erased_at is None)]
    over = retention.due(db.session(), g.edition, g.edition.local(now()).date())
    facts = {"rows": rows, "ticked": asked or due, "faults": faults or [], "passports": over}
    facts["goes_on"] = retention.all_go_on(g.edition)
    return render_template("protocol/erasure.html", form=form, **facts)


def _faults(form: ErasureForm, rows: list[erasure.Erasable]) -> list[str]:
    if not rows:
        return [_("Tick at least one name.")]
    if erasure.names_somebody(form.reason.data or "", rows):
        return [_("The reason names somebody who is to be erased; write it without the name.")]
    awaited = ((row, erasure.awaited_at(db.session(), g.edition, row)) for row in rows if row.erased_at is None)
    return [
        _("%(guest)s is still invited to “%(ceremony)s”; write down a regret first, or wait until it is over.",
          guest=row.code, ceremony=by_name(ceremony))
        for row, ceremony in awaited
        if ceremony is not None
    ]  # fmt: skip


def _asked(words: list[str]) -> list[erasure.Erasable]:
    """Rows named as “guest-7”; what is not there is passed over."""
    found: list[erasure.Erasable | None] = []
    for word in words:
        table, _dash, id = word.partition("-")
        if table in MODELS and id.isascii() and id.isdecimal() and len(id) < 10:
            found.append(find_visible(MODELS[table], int(id), Secrecy.GUARDED))
    return [row for row in found if row is not None]
