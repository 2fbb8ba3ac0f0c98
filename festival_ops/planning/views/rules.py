"""Rules and wishes of the edition: their sentences, levels, numbers and weights, and what others would change."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from flask import abort, current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from festival_ops.database import db
from festival_ops.planning import strictness, tasks
from festival_ops.planning.actions import rulebook
from festival_ops.planning.actions.rulebook import OutdatedError
from festival_ops.planning.asked_rules import HEAVIEST, asked_rules
from festival_ops.planning.foresight import Foresight
from festival_ops.planning.judgement import LEVELS
from festival_ops.planning.parades import levels as parades
from festival_ops.planning.parameters import NUMBERS
from festival_ops.planning.rides import levels as rides
from festival_ops.planning.strictness import GOAL_NAMES, Strictness
from festival_ops.planning.views.area import area
from festival_ops.planning.views.rides import area as rides_area
from festival_ops.planning.views.roads import area as roads_area
from festival_ops.planning.views.runs import going
from festival_ops.planning.views.timeline import open_desk
from festival_ops.web.access import Act, Secrecy, may_read, may_write
from solver.parade.rules import PARADE_RULES
from solver.rules import RULES
from solver.wishes import WISHES

REPAIR_SECONDS = 15

area.add_app_template_filter(strictness.number_told)


@area.get("/rules")
@may_read(Secrecy.PLAN)
def rules() -> ResponseReturnValue:
    return _page(rulebook.strictness(db.session(), g.edition))


@area.post("/rules")
@may_write(Secrecy.PLAN)
def rules_change() -> ResponseReturnValue:
    faults: list[str] = []
    asked = asked_rules(g.edition, request.form, faults)
    if faults:
        return _refused(faults)
    try:
        changed = rulebook.change(db.session(), g.edition, asked, request.form.get("stamp", ""), g.person)
        db.session.commit()
    except OutdatedError:
        abort(409, outdated())
    flash(ngettext("%(num)s setting is changed.", "%(num)s settings are changed.", changed), "success")
    return redirect(url_for(".rules"), 303)


@area.post("/rules/preview")
@may_write(Secrecy.PLAN)
def rules_preview() -> ResponseReturnValue:
    """What these settings would make of the plan as it stands; they stay in the form, and nothing is saved."""
    faults: list[str] = []
    asked = asked_rules(g.edition, request.form, faults)
    if faults:
        return _refused(faults)
    standing = _standing_as_seen()
    tried = open_desk()
    tried.settings = asked
    return _page(asked, stamp=standing.stamp, foresight=Foresight(open_desk(), tried, standing, asked))


@area.post("/rules/rehearsal")
@may_write(Secrecy.PLAN)
def rules_rehearsal() -> ResponseReturnValue:
    """Asks the solver what would move under these settings; neither they nor the plan are touched."""
    faults: list[str] = []
    asked, standing = asked_rules(g.edition, request.form, faults), _standing_as_seen()
    if not faults and asked.stamp == standing.stamp:
        faults.append(_("These settings are those that hold already; change one of them first."))
    if faults:
        return _refused(faults)
    if under_way := going():
        flash(_("A search of this edition is under way already."), "warning")
        return redirect(url_for(".run_show", id=under_way.id), 303)
    anew = "anew" in request.form
    seconds = current_app.extensions["settings"].solve_seconds if anew else REPAIR_SECONDS
    run = tasks.ask_what_would_move(db.session(), g.edition, standing, asked, seconds, g.person, anew=anew)
    db.session.commit()
    return redirect(url_for(".run_show", id=run.id), 303)


@rides_area.post("/levels")
@may_write(Secrecy.ROADS)
def levels_change() -> ResponseReturnValue:
    """How strict the rules of rides are is for those to say who answer for rides."""
    asked = {rule.key: request.form.get(f"{rides.LEVEL}{rule.key}", "") for rule in rides.STRICT}
    if not set(asked.values()) <= set(LEVELS):
        abort(422, _("Please choose one of the four levels for each rule."))
    return _levels_set(rulebook.change_rides, asked, "rides-title")


@roads_area.post("/parade/levels")
@may_write(Secrecy.ROADS)
def parade_levels() -> ResponseReturnValue:
    """The same of the rules of parades."""
    asked = {rule.key: request.form.get(f"{parades.LEVEL}{rule.key}", "") for rule in PARADE_RULES}
    if not set(asked.values()) <= set(parades.LEVELS):
        abort(422, _("Please choose one of the three levels for each rule."))
    return _levels_set(rulebook.change_parades, asked, "parades-title")


def _levels_set(change: Callable[..., int], asked: dict[str, str], anchor: str) -> ResponseReturnValue:
    try:
        changed = change(db.session(), g.edition, asked, request.form.get("seen", ""), g.person)
        db.session.commit()
    except OutdatedError:
        abort(409, outdated())
    flash(ngettext("%(num)s setting is changed.", "%(num)s settings are changed.", changed), "success")
    return redirect(url_for("planning.rules", _anchor=anchor), 303)


def outdated() -> str:
    return _("Somebody changed the rules of this edition after you opened the page.")


def _standing_as_seen() -> Strictness:
    standing = rulebook.strictness(db.session(), g.edition)
    return standing if standing.stamp == request.form.get("stamp", "") else abort(409, outdated())


def _refused(faults: list[str]) -> ResponseReturnValue:
    """The form as it was written, so that nothing has to be written twice."""
    standing = rulebook.strictness(db.session(), g.edition)
    return _page(standing, stamp=request.form.get("stamp", ""), faults=faults, written=request.form), 422


def _page(shown: Strictness, *, stamp: str = "", **more: Any) -> str:
    return render_template(
        "planning/rules.html",
        rules=RULES,
        wishes=WISHES,
        numbers=NUMBERS,
        levels=LEVELS,
        goals=GOAL_NAMES,
        shown=shown,
        stamp=stamp or shown.stamp,
        heaviest=HEAVIEST,
        **_of_traffic(),
        **{"faults": [], "written": {}, "foresight": None, **more},
    )


def _of_traffic() -> dict[str, Any]:
    """The rules of rides and parades for those who may know of them."""
    if not g.access.may(Act.READ, Secrecy.ROADS):
        return {}
    of_rides, of_parades = (kind.levels_of(db.session(), g.edition) for kind in (rides, parades))
    return {
        "rides": {"rules": rides.STRICT, "shown": of_rides, "stamp": rides.stamp_of(of_rides)},
        "parades": {
            "rules": PARADE_RULES,
            "shown": of_parades,
            "stamp": rides.stamp_of(of_parades),
            "levels": parades.LEVELS,
        },
    }


@area.app_template_filter("sentence_shape")
def sentence_shape(text: str) -> str:
    """A text of the core in the reader's language, with its facts left open."""
    return re.sub(r"%\(\w+\)s", "…", _(text))
