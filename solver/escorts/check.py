"""Judges who goes along, chosen by hand or solved, rule by rule and wish by wish; it never starts an engine."""

from __future__ import annotations

from solver.escorts.plan import Breach, EscortCost, EscortPlan
from solver.escorts.problem import EscortProblem
from solver.escorts.rules import ESCORT_RULES
from solver.escorts.rules.rule import IGNORE
from solver.escorts.wishes import ESCORT_WISHES

_RULES = {rule.key: rule for rule in ESCORT_RULES}


def check(problem: EscortProblem, plan: EscortPlan) -> list[Breach]:
    """Every breach of every rule that is not ignored, in the order of ESCORT_RULES."""
    return [breach for rule in ESCORT_RULES for breach in rule.violations(problem, plan) if breach.level != IGNORE]


def costs(problem: EscortProblem, plan: EscortPlan) -> list[EscortCost]:
    """What the plan pays for wishes, not weighted."""
    return [cost for wish in ESCORT_WISHES if wish.weight_in(problem) for cost in wish.count(problem, plan)]


def value(problem: EscortProblem, plan: EscortPlan) -> int:
    """What the engine brings down: the price of every breach, and every wish times its weight."""
    breaches = sum(_RULES[breach.rule].worth(problem, breach) for breach in check(problem, plan))
    weights = {wish.key: wish.weight_in(problem) for wish in ESCORT_WISHES}
    return breaches + sum(weights[cost.wish] * cost.amount for cost in costs(problem, plan))
