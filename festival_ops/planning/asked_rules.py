"""What somebody wrote into the form of rules, numbers and wishes, with a sentence for whatever cannot be meant."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext as _

from festival_ops.planning.clock import Clock
from festival_ops.planning.judgement import LEVELS
from festival_ops.planning.parameters import NUMBERS, Number
from festival_ops.planning.strictness import GOALS, Strictness
from festival_ops.programme.grammar import UnreadableError, parse_clock
from festival_ops.programme.models import Edition
from festival_ops.words import tidy
from solver.rules import RULES
from solver.wishes import WISHES

HEAVIEST = 1000


def asked_rules(edition: Edition, form: Mapping[str, str], faults: list[str]) -> Strictness:
    return Strictness(
        levels={rule.key: _level(form, rule.key, faults) for rule in RULES},
        numbers={number.key: _number(edition, form, number, faults) for number in NUMBERS},
        sources={number.key: tidy(form.get(f"source:{number.key}", ""))[:500] for number in NUMBERS},
        weights={wish.key: _whole(form.get(f"weight:{wish.key}", ""), HEAVIEST, wish.title, faults) for wish in WISHES},
        goals=_goals(form, faults),
    )


def _level(form: Mapping[str, str], rule: str, faults: list[str]) -> str:
    level = form.get(f"level:{rule}", "")
    if level not in LEVELS:
        faults.append(_("Please choose one of the four levels for each rule."))
    return level


def _goals(form: Mapping[str, str], faults: list[str]) -> str:
    goals = form.get("goals", "")
    if goals not in GOALS:
        faults.append(_("Please choose one of the orders of goals."))
    return goals


def _number(edition: Edition, form: Mapping[str, str], number: Number, faults: list[str]) -> int:
    written = form.get(f"number:{number.key}", "")
    if number.unit != "clock":
        return _whole(written, number.most, str(number.title), faults)
    try:
        return Clock.of(edition).past_midnight(parse_clock(written))
    except UnreadableError as unreadable:
        faults.append(f"{number.title}: {unreadable}")
        return 0


def _whole(written: str, most: int, title: str, faults: list[str]) -> int:
    plain = written.strip()
    if plain.isascii() and plain.isdecimal() and len(plain) < 10 and int(plain) <= most:
        return int(plain)
    faults.append(_("%(title)s: please write a whole number from 0 to %(most)s.", title=_(title), most=most))
    return 0
