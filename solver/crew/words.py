"""Breaches and costs of a roster as sentences that an official would write."""

from __future__ import annotations

from solver.crew.plan import Breach, CrewCost
from solver.crew.problem import CrewProblem
from solver.crew.rules import CREW_RULES
from solver.crew.wishes import CREW_WISHES
from solver.words import Translate, fill

_RULES = {rule.key: rule for rule in CREW_RULES}
_WISHES = {wish.key: wish for wish in CREW_WISHES}


def title(key: str) -> str:
    """The name of a rule or a wish, in English, for translation."""
    return _RULES[key].title if key in _RULES else _WISHES[key].title


def say(problem: CrewProblem, breach: Breach, translate: Translate = str) -> str:
    rule = _RULES[breach.rule]
    text = rule.cases.get(str(breach.facts.get("case", "")), rule.text)
    return fill(problem, text, breach.facts, translate)


def tell(problem: CrewProblem, cost: CrewCost, translate: Translate = str) -> str:
    return fill(problem, _WISHES[cost.wish].sentence, cost.facts, translate)
