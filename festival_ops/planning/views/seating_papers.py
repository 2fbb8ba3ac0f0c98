"""A seating on paper: the plan on A3, cards on A4, and lists."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from festival_ops.database import db, now
from festival_ops.planning.actions import seating as actions
from festival_ops.planning.seating import papers as paper
from festival_ops.planning.seating.drawing import Drawing
from festival_ops.planning.seating.standing import standing
from festival_ops.planning.views.seating import area
from festival_ops.protocol import prints
from festival_ops.protocol.models import Ceremony
from festival_ops.web.access import Secrecy, may_read, may_write
from festival_ops.web.scope import get_visible

KINDS = {
    paper.PLAN: lazy_gettext("Seating plan"),
    paper.CARDS: lazy_gettext("Cards"),
    paper.NAMES: lazy_gettext("By name"),
    paper.ROWS: lazy_gettext("By row"),
}


@area.get("/papers")
@may_read(Secrecy.GUARDED)
def papers(ceremony: int) -> ResponseReturnValue:
    row = get_visible(Ceremony, ceremony, Secrecy.GUARDED)
    kind = request.args.get("kind", paper.PLAN)
    if kind not in KINDS:
        abort(404)
    stands = standing(db.session(), row)
    everybody = paper.cards(stands)
    changed = paper.changed(everybody)
    part = kind == paper.CARDS and request.args.get("part") == "changed"
    facts: dict[str, Any] = {
        "kind": kind,
        "kinds": KINDS,
        "part": part,
        "changed": changed,
        "cards": changed if part else everybody,
    }
    if kind == paper.PLAN:
        facts["drawing"] = Drawing(stands)
    facts |= {"names": paper.by_last_name(everybody), "rows": paper.by_row(everybody), "at": now()}
    page = render_template("seating/paper/papers.html", ceremony=row, stands=stands, **facts)
    return prints.given(page, f"seating-{kind}", str(row), invitations=len(facts["cards"]))


@area.post("/printing")
@may_write(Secrecy.GUARDED)
def printing(ceremony: int) -> ResponseReturnValue:
    """Notes that the cards are printed as they stand; from then on only those that change are."""
    row = get_visible(Ceremony, ceremony, Secrecy.GUARDED)
    try:
        actions.keep_printed(db.session(), row, request.form.get("seen", 0, type=int), g.person)
        db.session.commit()
    except actions.StaleSeatingError:
        abort(409, _("Somebody has changed chairs since you opened the cards. Open them again and print what is new."))
    flash(_("The cards are noted as printed; from now on only those that change are shown."), "success")
    return redirect(url_for(".papers", ceremony=row.id, kind=paper.CARDS, part="changed"), 303)
