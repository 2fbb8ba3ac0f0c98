"""The phone page of the traffic lead: what is closed now, what comes next, and what is said from the street."""

from __future__ import annotations

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from festival_ops.database import db, now
from festival_ops.planning.actions import closures as actions
from festival_ops.planning.in_hand import scenario_in_hand
from festival_ops.planning.road_forms import StreetForm
from festival_ops.planning.roads.notices import standing
from festival_ops.planning.roads.today import state_before, today
from festival_ops.planning.views.roads import area, asked_moment
from festival_ops.traffic.forms.vehicles import may_read_phones
from festival_ops.traffic.models import Closure
from festival_ops.web.access import Secrecy, may_read, may_write
from festival_ops.web.scope import get_visible
from festival_ops.web.telling import by_name


@area.get("/today")
@may_read(Secrecy.ROADS)
def today_show() -> ResponseReturnValue:
    """The very moment; another one by day and hour in the address, or where the festival is not on."""
    live = "day" not in request.args and g.edition.festival_day(now()) in g.edition.days
    shown = today(standing(db.session(), g.edition), now() if live else asked_moment(), live=live)
    return render_template("roads/today.html", shown=shown, says=live and scenario_in_hand() is None)


@area.post("/today/closure/<int:id>/state")
@may_write(Secrecy.ROADS)
def today_state(id: int) -> ResponseReturnValue:
    row, form = get_visible(Closure, id, Secrecy.ROADS), StreetForm()
    if not form.validate_on_submit():
        flash(" ".join(str(error) for errors in form.errors.values() for error in errors), "error")
    else:
        reason = form.reason.data or _("Said from the street")
        if actions.say(db.session(), row, form.state.data, reason, g.person, at=form.at):
            db.session.commit()
            flash(_("“%(name)s” has a new state.", name=by_name(row)), "success")
        else:
            flash(_("“%(name)s” is in this state already.", name=by_name(row)), "info")
    return redirect(url_for(".today_show"), 303)


@area.app_template_global()
def may_call() -> bool:
    return may_read_phones()


@area.app_template_global()
def road_state_before(row: Closure) -> str:
    return state_before(row.states)
