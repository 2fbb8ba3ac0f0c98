"""Judges any rides, hand-made or solved, rule by rule; it never starts an engine."""

from __future__ import annotations

from solver.rides.plan import RideBreach, RidePlan
from solver.rides.problem import RideProblem
from solver.rides.rules import RIDE_RULES
from solver.rides.rules.rule import IGNORE


def check(problem: RideProblem, plan: RidePlan) -> list[RideBreach]:
    """Every breach of every rule that is not ignored, in the order of RIDE_RULES."""
    return [breach for rule in RIDE_RULES for breach in rule.violations(problem, plan) if breach.level != IGNORE]


def refused(problem: RideProblem, plan: RidePlan) -> list[RideBreach]:
    """What is wrong with the rides that there are; that somebody has none is not."""
    shown = {rule.key for rule in RIDE_RULES if not rule.refuses}
    return [breach for breach in check(problem, plan) if breach.rule not in shown]
