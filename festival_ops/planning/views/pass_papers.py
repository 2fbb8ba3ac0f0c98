"""Badges to print, and noting that they are out."""

from __future__ import annotations

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from festival_ops.database import db
from festival_ops.planning.actions import passes as actions
from festival_ops.planning.actions.transfers import ChangedSinceError
from festival_ops.planning.passes.listing import badges, listed, stamp
from festival_ops.planning.views.passes import area, asked, desk, secret
from festival_ops.protocol import prints
from festival_ops.web.access import Secrecy, may_read, may_write
from festival_ops.web.scan import Scan

A6, A7 = "a6", "a7"
MOST = 400


@area.get("/papers")
@may_read(Secrecy.GUARDED)
def papers() -> ResponseReturnValue:
    """Those of the filter that are to be printed; one alone also when it is out already."""
    size, only = request.args.get("size", A6), request.args.get("pass", type=int)
    if size not in (A6, A7):
        abort(404)
    everybody, filter = listed(desk(), secret()), asked()
    found = [each for each in everybody if (each.row.id == only if only else each.to_print and filter.takes(each))]
    found = [each for each in found if each.openings]
    sheets = list(badges(found, MOST))
    shown = list(dict.fromkeys(each for each, _number in sheets))
    codes = {each.row.id: _code(each.row.told_number) for each in shown}
    facts = {"size": size, "badges": sheets, "shown": shown, "rest": len(found) - len(shown), "codes": codes}
    page = render_template("passes/papers.html", only=only, **facts)
    return prints.given(page, prints.BADGES, size.upper(), passes=len(sheets))


@area.post("/printing")
@may_write(Secrecy.GUARDED)
def printing() -> ResponseReturnValue:
    """Notes that these badges are printed as they were shown; from then on only those that change are."""
    seen = dict(line.rpartition(":")[::2] for line in request.form.getlist("pass"))
    numbers = {int(id): sealed for id, sealed in seen.items() if id.isascii() and id.isdecimal() and len(id) < 10}
    try:
        count = actions.keep_printed(desk(), numbers, secret(), stamp, g.person)
        db.session.commit()
    except ChangedSinceError:
        db.session.rollback()
        abort(409, _("What one of these badges says has changed since you opened the page, so none is noted as "
                     "printed. Open it again and print what is new."))  # fmt: skip
    told = ngettext("%(num)s pass is noted as printed.", "%(num)s passes are noted as printed.", count)
    flash(told, "success")
    return redirect(url_for(".list_show"), 303)


def _code(number: str) -> Scan:
    """Leads to the answer whether the pass opens the zone in which whoever scans it stands."""
    return Scan(url_for(".gate_check", number=number, _external=True))
