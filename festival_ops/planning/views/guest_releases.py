"""The release of what delegations do and who goes along: what the next one would tell, and the moment it is told."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from festival_ops.accounts.policy import Department, may_sign
from festival_ops.database import db
from festival_ops.planning.actions import guest_releases as actions
from festival_ops.planning.escorts.earlier import earlier
from festival_ops.planning.in_hand import plan_in_hand
from festival_ops.planning.queries import main_plan
from festival_ops.planning.views.escorts import area
from festival_ops.web.access import Secrecy, may_read, may_write


@area.get("/release")
@may_read(Secrecy.GUARDED)
def release_new() -> ResponseReturnValue:
    return _prepared()


@area.post("/release")
@may_write(Secrecy.GUARDED)
def release_making() -> ResponseReturnValue:
    if not may_sign(g.access, Department.PROTOCOL):
        abort(403, _("Only a protocol officer signs and releases who goes along."))
    plan = main_plan(db.session(), g.edition)
    if request.form.get("short") != "yes" and actions.prepared(db.session(), g.edition, plan).missing:
        return _prepared(unread=True), 422
    try:
        made = actions.release(db.session(), g.edition, plan, request.form.get("stamp", ""), g.person)
        db.session.commit()
    except actions.OutdatedError:
        abort(409, _("Who goes along, or a journey, has changed since you opened this page. Open it again and release "
                     "what stands there now."))  # fmt: skip
    except actions.ObstacleError:
        abort(409, _("A rule that blocks is broken, or nothing has changed since the last release."))
    flash(_("Release %(number)s of who goes along is signed and told.", number=made.number), "success")
    return redirect(url_for(".release_new"), 303)


def _prepared(*, unread: bool = False) -> str:
    """Of the main plan, whatever is in hand: it leaves the house."""
    shown = actions.prepared(db.session(), g.edition, main_plan(db.session(), g.edition))
    here = plan_in_hand(db.session(), g.edition)
    facts: dict[str, Any] = {"signs": may_sign(g.access, Department.PROTOCOL), "unread": unread}
    facts |= {"aside": bool(here and not here.main), "earlier": earlier(db.session(), g.edition)}
    return render_template("escorts/release.html", shown=shown, **facts)
