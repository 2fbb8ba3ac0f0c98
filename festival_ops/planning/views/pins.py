"""Holding a performance with a pin, taking the pin off, and every pin of the edition."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _

from festival_ops.accounts.models import User
from festival_ops.database import db, now
from festival_ops.planning import holding, kept, pin_list
from festival_ops.planning.actions import pins
from festival_ops.planning.desk import Desk
from festival_ops.planning.forms import PinForm
from festival_ops.planning.in_hand import plan_in_hand, scenario_in_hand
from festival_ops.planning.judgement import findings
from festival_ops.planning.queries import main_plan
from festival_ops.planning.views.area import area
from festival_ops.planning.views.timeline import open_desk
from festival_ops.programme.models import Performance
from festival_ops.web.access import Secrecy, may_read, may_write
from festival_ops.web.onward import onward
from festival_ops.web.scope import get_visible
from festival_ops.web.telling import by_name


@area.get("/pins")
@may_read(Secrecy.PLAN)
def pins_list() -> ResponseReturnValue:
    desk = open_desk()
    lines = pin_list.lines_of(desk, g.person)
    shown = request.args.get("show", pin_list.ALL)
    sort, down = request.args.get("sort", "name"), request.args.get("down") == "1"
    if shown not in pin_list.SHOWN or sort not in pin_list.SORTED:
        abort(404)
    counts = {key: sum(map(counted, lines)) for key, counted in pin_list.SHOWN.items()}
    rows = sorted(filter(pin_list.SHOWN[shown], lines), key=pin_list.SORTED[sort], reverse=down)
    page = {"shown": shown, "sort": sort, "down": down, "counts": counts, "stamp_of": pins.stamp_of}
    return render_template("planning/pins.html", desk=desk, rows=rows, **page)


@area.route("/performance/<int:id>/pin", methods=["GET", "POST"])
@may_write(Secrecy.PLAN)
def pin(id: int) -> ResponseReturnValue:
    performance = taking_place(id)
    held = pins.pin_of(db.session(), performance)
    form = PinForm(data=pins.told(g.edition, held) if held else None)
    form.placed = pins.standing(db.session(), plan_in_hand(db.session(), g.edition), performance) is not None
    if form.validate_on_submit():
        starts = g.edition.at(form.day.data, form.starts.data) if form.starts.data else None
        place = (form.day.data, form.stage.data, starts, form.order.data)
        pins.hold(db.session(), performance, pins.Hold(*place, form.reason.data, form.expires.data), g.person)
        db.session.commit()
        flash(_("“%(name)s” is pinned; the solver leaves it there.", name=by_name(performance)), "success")
        for sentence in _broken_in_main(id):
            flash(_("In the main plan the pin does not hold: %(sentence)s", sentence=sentence), "warning")
        return redirect(url_for("programme.performance_show", id=id), 303)
    page = render_template("planning/performance/pin.html", row=performance, form=form, held=held)
    return page, 422 if form.errors else 200


@area.post("/performance/<int:id>/pin/removal")
@may_write(Secrecy.PLAN)
def pin_removal(id: int) -> ResponseReturnValue:
    """Whoever names the pin that they saw takes no other one off."""
    performance = get_visible(Performance, id, Secrecy.PLAN)
    held, seen = pins.pin_of(db.session(), performance), request.form.get("seen")
    if held is not None and seen is not None and seen != pins.stamp_of(held):
        abort(409, _("Somebody has changed the pin of “%(name)s” since you opened this page.", name=performance.name))
    pins.let_go(db.session(), performance, g.person)
    db.session.commit()
    flash(_("“%(name)s” is no longer pinned.", name=by_name(performance)), "success")
    return redirect(onward(request.form.get("next"), url_for("programme.performance_show", id=id)), 303)


def _broken_in_main(act: int) -> list[str]:
    """A pin set in a scenario holds in the main plan too, where the performance may stand otherwise."""
    if scenario_in_hand() is None:
        return []
    problem = kept.problem(db.session(), g.edition, main_plan(db.session(), g.edition), str(get_locale()))
    found = findings(problem, problem.current, touching=frozenset({act}))
    return [each.sentence for each in found if each.rule == "pinned"]


def taking_place(id: int) -> Performance:
    performance = get_visible(Performance, id, Secrecy.PLAN)
    if performance.cancellation is not None:
        abort(409, _("“%(name)s” is cancelled and has no place in the plan.", name=performance.name))
    return performance


def pin_told(desk: Desk, performance: Performance) -> dict[str, Any]:
    """What the page of a performance says about its pin."""
    pin = pins.pin_of(db.session(), performance)
    if pin is None:
        return {}
    owner = db.session.get(User, pin.user_id) if pin.user_id else None
    held = holding.sentences(g.edition, desk.problem, pin)
    return {"pin": pin, "owner": owner, "held": held, "run_out": holding.run_out(pin, now())}
