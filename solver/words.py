"""Violations as sentences that an official would write."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Protocol

from solver.plan import Cost, Fact, Moment, Violation
from solver.problem import MINUTES_A_DAY, Problem
from solver.rules import RULES
from solver.sentence import N_
from solver.wishes import WISHES

Translate = Callable[[str], str]


class Dated(Protocol):
    """Whatever counts its minutes from the midnight that begins its first day."""

    @property
    def first_day(self) -> str: ...


CLOCK = N_("%(time)s on %(date)s")

_RULES = {rule.key: rule for rule in RULES}
_WISHES = {wish.key: wish for wish in WISHES}
_TITLES = {rule.key: rule.title for rule in RULES} | {wish.key: wish.title for wish in WISHES}


def title(key: str) -> str:
    """The name of a rule or a wish, in English, for translation."""
    return _TITLES[key]


def say(problem: Problem, violation: Violation, translate: Translate = str) -> str:
    """The whole sentence; `translate` takes an English text with named facts and gives it in another language."""
    rule = _RULES[violation.rule]
    text = rule.cases.get(str(violation.facts.get("case", "")), rule.text)
    return fill(problem, text, violation.facts, translate)


def tell(problem: Problem, cost: Cost, translate: Translate = str) -> str:
    """The whole sentence of a cost that carries its facts, of a wish or of a rule that is priced."""
    if (wish := _WISHES.get(cost.wish)) is None:
        return say(problem, Violation(cost.wish, cost.acts, cost.facts), translate)
    text = wish.cases.get(str(cost.facts.get("case", "")), wish.sentence)
    return fill(problem, text, cost.facts, translate)


def fill(problem: Dated, text: str, facts: Mapping[str, Fact], translate: Translate = str) -> str:
    """A text with its named facts; a moment is written as a clock time on a calendar date."""
    told = {name: clock(problem, fact, translate) if isinstance(fact, Moment) else fact for name, fact in facts.items()}
    return translate(text) % told


def clock(problem: Dated, moment: Moment, translate: Translate = str) -> str:
    """19:30 on 08/06/2024: the date on the calendar, also after midnight."""
    day, minute = divmod(moment.minute, MINUTES_A_DAY)
    return translate(CLOCK) % {"time": f"{minute // 60:02}:{minute % 60:02}", "date": _date(problem.first_day, day)}


@lru_cache(maxsize=256)
def _date(first_day: str, day: int) -> str:
    return f"{date.fromisoformat(first_day) + timedelta(days=day):%d/%m/%Y}"


__all__ = ["N_", "clock", "fill", "say", "tell", "title"]
