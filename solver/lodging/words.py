"""Breaches and reasons of the lodging stage as sentences that an official would write."""

from __future__ import annotations

from solver.lodging.plan import Breach, Unhoused
from solver.lodging.problem import LodgingProblem
from solver.lodging.reasons import REASONS
from solver.lodging.rules import LODGING_RULES
from solver.lodging.wishes import LODGING_WISHES
from solver.words import Translate, fill

_RULES = {rule.key: rule for rule in LODGING_RULES}
_TITLES = {rule.key: rule.title for rule in LODGING_RULES} | {wish.key: wish.title for wish in LODGING_WISHES}


def title(key: str) -> str:
    """The name of a rule or a wish, in English, for translation."""
    return _TITLES[key]


def say(problem: LodgingProblem, breach: Breach, translate: Translate = str) -> str:
    rule = _RULES[breach.rule]
    text = rule.cases.get(str(breach.facts.get("case", "")), rule.text)
    return fill(problem, text, breach.facts, translate)


def explain(problem: LodgingProblem, unhoused: Unhoused, translate: Translate = str) -> str:
    """Why somebody has no room."""
    return fill(problem, REASONS[unhoused.reason], unhoused.facts, translate)
