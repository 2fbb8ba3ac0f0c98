"""Breaches and costs of the escorts stage as sentences that an official would write."""

from __future__ import annotations

from solver.escorts.plan import Breach, EscortCost
from solver.escorts.problem import EscortProblem
from solver.escorts.rules import ESCORT_RULES
from solver.escorts.wishes import ESCORT_WISHES
from solver.words import Translate, fill

_RULES = {rule.key: rule for rule in ESCORT_RULES}
_WISHES = {wish.key: wish for wish in ESCORT_WISHES}


def title(key: str) -> str:
    """The name of a rule or a wish, in English, for translation."""
    return _RULES[key].title if key in _RULES else _WISHES[key].title


def say(problem: EscortProblem, breach: Breach, translate: Translate = str) -> str:
    rule = _RULES[breach.rule]
    text = rule.cases.get(str(breach.facts.get("case", "")), rule.text)
    return fill(problem, text, breach.facts, translate)


def tell(problem: EscortProblem, cost: EscortCost, translate: Translate = str) -> str:
    return fill(problem, _WISHES[cost.wish].sentence, cost.facts, translate)
