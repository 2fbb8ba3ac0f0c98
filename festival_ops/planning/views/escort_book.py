"""What people settle beside searches: who is held fast, who can come again, which drafts were taken over by mistake."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import abort, flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from festival_ops.database import db
from festival_ops.planning.actions import engagement_undoing
from festival_ops.planning.actions import escorts as actions
from festival_ops.planning.in_hand import plan_in_hand
from festival_ops.planning.models import EngagementTaking
from festival_ops.planning.views.escorts import area
from festival_ops.protocol.models import Escort
from festival_ops.web.access import Secrecy, may_write
from festival_ops.web.scope import get_visible
from solver.escorts.problem import LIAISON, Duty


@area.post("/pin")
@may_write(Secrecy.GUARDED)
def pin_change() -> ResponseReturnValue:
    """Holds an escort fast to one task, or to all of the kind with the delegation."""
    escort, engagement = (request.form.get(name, type=int) or abort(400) for name in ("escort", "engagement"))
    duty = Duty(escort, engagement, request.form.get("pair", LIAISON))
    seen, fixed, whole = request.form.get("seen", 0, type=int), "fixed" in request.form, "whole" in request.form
    plan = plan_in_hand(db.session(), g.edition)
    try:
        count = actions.pin(db.session(), g.edition, plan, seen, duty, fixed=fixed, whole=whole, by=g.person)
        db.session.commit()
    except actions.StaleBookError:
        abort(409, _("Somebody has changed who goes along since you opened the page. Open it again and look at what "
                     "is there now."))  # fmt: skip
    if fixed:
        told = ngettext("%(num)s task is held fast: no search takes it away.",
                        "%(num)s tasks are held fast: no search takes them away.", count)  # fmt: skip
    else:
        told = ngettext("%(num)s task is no longer held fast.", "%(num)s tasks are no longer held fast.", count)
    flash(told, "success")
    asked: dict[str, Any] = {"engagement": engagement, "pair": duty.pair or None, "by": request.form.get("by")}
    return redirect(url_for(".day_show", **asked, _anchor="task"), 303)


@area.post("/person/<int:id>/back")
@may_write(Secrecy.GUARDED)
def person_back(id: int) -> ResponseReturnValue:
    """Somebody who was noted as away can come after all."""
    row = get_visible(Escort, id, Secrecy.GUARDED)
    try:
        starts, ends = (datetime.fromisoformat(request.form.get(name, "")) for name in ("starts", "ends"))
    except ValueError:
        abort(400)
    noted = actions.forget_away(db.session(), g.edition, row, starts, ends, g.person)
    db.session.commit()
    if noted:
        flash(_("The absence is taken back. Who has taken over meanwhile stays, until somebody changes it."), "success")
    else:
        flash(_("This absence was taken back already."), "info")
    return redirect(url_for(".person_show", id=row.id), 303)


@area.post("/drafts/undoing")
@may_write(Secrecy.GUARDED)
def drafts_undoing() -> ResponseReturnValue:
    taking = db.session.get(EngagementTaking, request.form.get("taking", 0, type=int))
    if taking is None or taking.edition_id != g.edition.id:
        abort(404)
    why = _("Taken over by mistake.")
    try:
        count = engagement_undoing.take_back(db.session(), g.edition, taking, g.person, why)
        db.session.commit()
    except engagement_undoing.AlteredSinceError:
        abort(409, _("Somebody has changed one of these engagements since; remove those by hand that are not wanted."))
    except engagement_undoing.AccompaniedError as held:
        names = ", ".join(str(row) for row in held.rows[:5])
        abort(
            409, _("Somebody goes along to some of them already, so they are not taken back: %(names)s.", names=names)
        )
    if count:
        told = ngettext("%(num)s engagement is a draft again.", "%(num)s engagements are drafts again.", count)
        flash(told, "success")
    else:
        flash(_("This was taken back already."), "info")
    return redirect(url_for(".day_show"), 303)
