"""Breaches and demands of the parade stage as sentences that an official would write."""

from __future__ import annotations

from solver.parade.plan import Breach, Demand
from solver.parade.problem import ParadeProblem
from solver.parade.rules import PARADE_RULES
from solver.words import Translate, fill

_RULES = {rule.key: rule for rule in PARADE_RULES}


def title(key: str) -> str:
    """The name of a rule, in English, for translation."""
    return _RULES[key].title


def say(problem: ParadeProblem, breach: Breach, translate: Translate = str) -> str:
    rule = _RULES[breach.rule]
    text = rule.cases.get(str(breach.facts.get("case", "")), rule.text)
    return fill(problem, text, breach.facts, translate)


def ask(problem: ParadeProblem, demand: Demand, translate: Translate = str) -> str:
    """What one demand asks."""
    return fill(problem, _RULES[demand.rule].asks, demand.facts, translate)
