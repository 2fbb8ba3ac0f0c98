"""Judges any slots, given by hand or solved, rule by rule; it never starts an engine."""

from __future__ import annotations

from solver.arrivals.plan import ArrivalPlan, Breach
from solver.arrivals.problem import MINUTE, ArrivalProblem
from solver.arrivals.rules import ARRIVAL_RULES
from solver.arrivals.rules.rule import IGNORE
from solver.arrivals.wishes import ARRIVAL_WISHES, costs

_RULES = {rule.key: rule for rule in ARRIVAL_RULES}


def check(problem: ArrivalProblem, plan: ArrivalPlan) -> list[Breach]:
    """Every breach of every rule that is not ignored, in the order of ARRIVAL_RULES."""
    return [breach for rule in ARRIVAL_RULES for breach in rule.violations(problem, plan) if breach.level != IGNORE]


def value(problem: ArrivalProblem, plan: ArrivalPlan) -> int:
    """What the engine brings down, in sixtieths of the weights: cars without a slot, and every wish."""
    breaches = sum(MINUTE * _RULES[breach.rule].price for breach in check(problem, plan))
    paid = costs(problem, plan)
    return breaches + sum(wish.weight_in(problem) * paid[wish.key] for wish in ARRIVAL_WISHES)
