"""Breaches and reasons of the arrivals stage as sentences that an official would write."""

from __future__ import annotations

from solver.arrivals.plan import Breach
from solver.arrivals.problem import ArrivalProblem
from solver.arrivals.reasons import REASONS, Waiting
from solver.arrivals.rules import ARRIVAL_RULES
from solver.arrivals.wishes import ARRIVAL_WISHES
from solver.words import Translate, fill

_RULES = {rule.key: rule for rule in ARRIVAL_RULES}
_TITLES = {rule.key: rule.title for rule in ARRIVAL_RULES} | {wish.key: wish.title for wish in ARRIVAL_WISHES}


def title(key: str) -> str:
    """The name of a rule or a wish, in English, for translation."""
    return _TITLES[key]


def say(problem: ArrivalProblem, breach: Breach, translate: Translate = str) -> str:
    rule = _RULES[breach.rule]
    text = rule.cases.get(str(breach.facts.get("case", "")), rule.text)
    return fill(problem, text, breach.facts, translate)


def explain(problem: ArrivalProblem, waiting: Waiting, translate: Translate = str) -> str:
    """Why a car has no slot."""
    return fill(problem, REASONS[waiting.reason], waiting.facts, translate)
