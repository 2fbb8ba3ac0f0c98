"""Rules and wishes of the edition: their sentences, levels, numbers and weights."""

from __future__ import annotations

import re
from collections.abc import Mapping

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from festival_ops.database import db
from festival_ops.planning.actions import rulebook
from festival_ops.planning.actions.rulebook import OutdatedError, Strictness
from festival_ops.planning.clock import Clock
from festival_ops.planning.judgement import LEVELS
from festival_ops.planning.parameters import NUMBERS, Number
from festival_ops.planning.telling import minute_clock
from festival_ops.planning.views.area import area
from festival_ops.programme.grammar import UnreadableError, parse_clock
from festival_ops.web.access import Secrecy, may_read, may_write
from festival_ops.words import tidy
from solver.rules import RULES
from solver.wishes import WISHES

HEAVIEST = 1000


@area.get("/rules")
@may_read(Secrecy.PLAN)
def rules() -> ResponseReturnValue:
    return _page(rulebook.strictness(db.session(), g.edition))


@area.post("/rules")
@may_write(Secrecy.PLAN)
def rules_change() -> ResponseReturnValue:
    faults: list[str] = []
    asked = _asked(request.form, faults)
    if faults:
        return _page(rulebook.strictness(db.session(), g.edition), faults), 422
    try:
        changed = rulebook.change(db.session(), g.edition, asked, request.form.get("stamp", ""), g.person)
        db.session.commit()
    except OutdatedError:
        abort(409, _("Somebody changed the rules of this edition after you opened the page."))
    flash(ngettext("%(num)s setting is changed.", "%(num)s settings are changed.", changed), "success")
    return redirect(url_for(".rules"), 303)


def _page(standing: Strictness, faults: list[str] | None = None) -> str:
    return render_template(
        "planning/rules.html",
        rules=RULES,
        wishes=WISHES,
        numbers=NUMBERS,
        levels=LEVELS,
        standing=standing,
        faults=faults or [],
        heaviest=HEAVIEST,
    )


def _asked(form: Mapping[str, str], faults: list[str]) -> Strictness:
    return Strictness(
        levels={rule.key: _level(form, rule.key, faults) for rule in RULES},
        numbers={number.key: _number(form, number, faults) for number in NUMBERS},
        sources={number.key: tidy(form.get(f"source:{number.key}", ""))[:500] for number in NUMBERS},
        weights={wish.key: _whole(form.get(f"weight:{wish.key}", ""), HEAVIEST, wish.title, faults) for wish in WISHES},
    )


def _level(form: Mapping[str, str], rule: str, faults: list[str]) -> str:
    level = form.get(f"level:{rule}", "")
    if level not in LEVELS:
        faults.append(_("Please choose one of the four levels for each rule."))
    return level


def _number(form: Mapping[str, str], number: Number, faults: list[str]) -> int:
    written = form.get(f"number:{number.key}", "")
    if number.unit != "clock":
        return _whole(written, number.most, str(number.title), faults)
    try:
        return Clock.of(g.edition).past_midnight(parse_clock(written))
    except UnreadableError as unreadable:
        faults.append(f"{number.title}: {unreadable}")
        return 0


def _whole(written: str, most: int, title: str, faults: list[str]) -> int:
    plain = written.strip()
    if plain.isascii() and plain.isdecimal() and len(plain) < 10 and int(plain) <= most:
        return int(plain)
    faults.append(_("%(title)s: please write a whole number from 0 to %(most)s.", title=_(title), most=most))
    return 0


@area.app_template_filter("number_told")
def number_told(value: int, number: Number) -> str:
    return minute_clock(value) if number.unit == "clock" else str(value)


@area.app_template_filter("sentence_shape")
def sentence_shape(text: str) -> str:
    """A text of the core in the reader's language, with its facts left open."""
    return re.sub(r"%\(\w+\)s", "…", _(text))
