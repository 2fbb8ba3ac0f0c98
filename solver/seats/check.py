"""Judges any seating, made by hand or solved, rule by rule; it never starts the solver."""

from __future__ import annotations

from solver.seats.plan import SeatBreach, SeatingPlan
from solver.seats.problem import SeatingProblem
from solver.seats.rules import SEAT_RULES
from solver.seats.rules.rule import IGNORE


def check(problem: SeatingProblem, plan: SeatingPlan) -> list[SeatBreach]:
    """Every breach of every rule that is not ignored, in the order of SEAT_RULES."""
    return [
        breach for rule in SEAT_RULES if rule.level_in(problem) != IGNORE for breach in rule.violations(problem, plan)
    ]
