"""Breaches and reasons of the rides stage as sentences that an official would write."""

from __future__ import annotations

from solver.rides.plan import RideBreach, Unserved
from solver.rides.problem import RideProblem
from solver.rides.reasons import REASONS
from solver.rides.rules import RIDE_RULES
from solver.words import Translate, fill

_RULES = {rule.key: rule for rule in RIDE_RULES}


def title(key: str) -> str:
    """The name of a rule, in English, for translation."""
    return _RULES[key].title


def say(problem: RideProblem, breach: RideBreach, translate: Translate = str) -> str:
    rule = _RULES[breach.rule]
    text = rule.cases.get(str(breach.facts.get("case", "")), rule.text)
    return fill(problem, text, breach.facts, translate)


def explain(problem: RideProblem, unserved: Unserved, translate: Translate = str) -> str:
    """Why somebody has no ride."""
    return fill(problem, REASONS[unserved.reason], unserved.facts, translate)
