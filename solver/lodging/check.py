"""Judges any rooms, given by hand or solved, rule by rule; it never starts an engine."""

from __future__ import annotations

from solver.lodging.plan import Breach, LodgingPlan
from solver.lodging.problem import LodgingProblem
from solver.lodging.rules import LODGING_RULES
from solver.lodging.rules.rule import IGNORE
from solver.lodging.wishes import price

_RULES = {rule.key: rule for rule in LODGING_RULES}


def check(problem: LodgingProblem, plan: LodgingPlan) -> list[Breach]:
    """Every breach of every rule that is not ignored, in the order of LODGING_RULES."""
    return [breach for rule in LODGING_RULES for breach in rule.violations(problem, plan) if breach.level != IGNORE]


def value(problem: LodgingProblem, plan: LodgingPlan) -> int:
    """What the engine brings down: the price of every breach, and every wish times its weight."""
    breaches = sum(_RULES[breach.rule].worth(problem, breach) for breach in check(problem, plan))
    return breaches + sum(price(problem, room) for room in plan.rooms)
