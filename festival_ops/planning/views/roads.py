"""The traffic room with the plan: what is closed when, each closure in its hours, and the map."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from flask import Blueprint, Response, flash, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _

from festival_ops.database import db
from festival_ops.planning.actions import closures as actions
from festival_ops.planning.judgement import Finding
from festival_ops.planning.roads import drawing
from festival_ops.planning.roads.hours import Holding
from festival_ops.planning.roads.page import Roads, gates_of, roads, segments_of
from festival_ops.planning.roads.permits import Unmet, unmet
from festival_ops.planning.views.roster import asked_day
from festival_ops.planning.views.timeline import open_desk
from festival_ops.programme.grammar import UnreadableError, parse_clock
from festival_ops.programme.models import Performance
from festival_ops.traffic.chains import Link, returns
from festival_ops.traffic.forms import StateForm
from festival_ops.traffic.kinds import BANNING, MEASURES, STATES
from festival_ops.traffic.models import Closure, Segment
from festival_ops.web.access import Secrecy, may_read, may_write
from festival_ops.web.scope import get_visible
from festival_ops.web.telling import by_name

area = Blueprint("roads", __name__, url_prefix="/festival/<edition>/traffic")
# Rules of the plan by which help, buses and guests get through.
WAYS = frozenset({"emergency-way-kept", "route-not-cut"})
# When most of the evening's roads are closed.
EVENING = time(18)


@area.get("/")
@may_read(Secrecy.ROADS)
def day_show() -> ResponseReturnValue:
    found = roads(db.session(), g.edition)
    open_on = {day: len(found.on(day)) for day in g.edition.days}
    elsewhere = request.args.get("day") == "other"
    day = None if elsewhere else asked_day(None)
    shown = found.elsewhere if day is None else found.on(day)
    return render_template("roads/day.html", found=found, day=day, shown=shown, days=open_on)


@area.get("/map")
@may_read(Secrecy.ROADS)
def map_show() -> ResponseReturnValue:
    moment = asked_moment()
    found, segments = roads(db.session(), g.edition), segments_of(db.session(), g.edition)
    closed = found.closed_at(moment)
    day = g.edition.festival_day(moment)
    gates = gates_of(db.session(), g.edition)
    return render_template("roads/map.html", segments=segments, closed=closed, moment=moment, day=day, gates=gates)


@area.get("/network.geojson")
@may_read(Secrecy.ROADS)
def network() -> Response:
    """What is closed at a moment, or all that one closure closes: drawn for the map, else to be brought in again."""
    one, segments = request.args.get("closure", type=int), segments_of(db.session(), g.edition)
    round_about: list[int] = []
    if one is not None:
        row = get_visible(Closure, one, Secrecy.ROADS)
        closed = {segment.id: [row] for segment in row.segments}
        round_about = [link.segment_id for link in row.detour_chain]
    else:
        closed = roads(db.session(), g.edition).closed_at(asked_moment())
    if "drawn" in request.args:
        gates = gates_of(db.session(), g.edition)
        answer = jsonify(drawing.drawn(segments, gates, closed, round_about))
    else:
        answer = jsonify(drawing.collection(segments, closed))
    answer.mimetype = "application/geo+json"
    return answer


@area.post("/closure/<int:id>/state")
@may_write(Secrecy.ROADS)
def closure_state(id: int) -> ResponseReturnValue:
    row, form = get_visible(Closure, id, Secrecy.ROADS), StateForm()
    if not form.validate_on_submit():
        flash(" ".join(str(error) for errors in form.errors.values() for error in errors), "error")
    elif actions.say(db.session(), row, form.state.data, form.reason.data, g.person):
        db.session.commit()
        flash(_("“%(name)s” has a new state.", name=by_name(row)), "success")
    else:
        flash(_("“%(name)s” is in this state already.", name=by_name(row)), "info")
    return redirect(url_for("traffic.closure_show", id=row.id), 303)


@area.app_template_global()
def holdings_of(row: Closure) -> list[Holding]:
    return list(roads(db.session(), g.edition, Closure.id == row.id).holdings)


@area.app_template_global()
def closed_for(row: Performance) -> Roads:
    """The closures that follow a show."""
    return roads(db.session(), g.edition, Closure.performance_id == row.id)


@area.app_template_global()
def unpermitted(row: Closure) -> list[Unmet]:
    return unmet(db.session(), g.edition, holdings_of(row))


@area.app_template_global()
def ways_cut() -> list[Finding]:
    """What the plan leaves no way to."""
    return [each for each in open_desk().findings if each.rule in WAYS]


@area.app_template_global()
def unpermitted_of(found: Roads) -> list[Unmet]:
    return unmet(db.session(), g.edition, found.holdings)


@area.app_template_global()
def state_form(row: Closure) -> StateForm:
    return StateForm(formdata=None, state=row.state)


@area.app_template_global()
def segments_known() -> list[Segment]:
    """What may be put into a chain."""
    return segments_of(db.session(), g.edition)


@area.app_template_filter()
def measure_told(measure: str) -> Any:
    return dict(MEASURES).get(measure, measure)


@area.app_template_filter()
def state_told(state: str) -> Any:
    return dict(STATES).get(state, state)


@area.app_template_filter()
def place_told(row: Closure) -> str:
    return row.place_en if row.place_en and str(get_locale()) == "en" else row.place


@area.app_template_filter()
def loops(row: Closure) -> bool:
    return returns([Link(str(segment), segment.ends) for segment in row.segments])


@area.app_template_test()
def banning(measure: str) -> bool:
    return measure in BANNING


def asked_moment() -> datetime:
    """The day and hour in the address; what cannot be read counts as not said."""
    day: date = asked_day(None)
    try:
        clock = parse_clock(request.args.get("hour", ""))
    except UnreadableError:
        clock = EVENING
    return g.edition.at(day, clock)
