"""What a seating costs: its wishes, and its breaches at the price that the solver gives them."""

from __future__ import annotations

from dataclasses import replace

from solver.seats.check import check
from solver.seats.plan import SeatBreach, SeatCost, SeatingPlan
from solver.seats.problem import SeatingProblem
from solver.seats.rules import SEAT_RULES
from solver.seats.rules.rule import WARN
from solver.seats.wishes import SEAT_WISHES

_RULES = {rule.key: rule for rule in SEAT_RULES}


def costs(problem: SeatingProblem, plan: SeatingPlan) -> list[SeatCost]:
    """What each wish pays, weighted."""
    return [
        replace(cost, amount=cost.amount * wish.weight_in(problem))
        for wish in SEAT_WISHES
        if wish.weight_in(problem)
        for cost in wish.count(problem, plan)
    ]


def refused(problem: SeatingProblem, plan: SeatingPlan) -> list[SeatBreach]:
    """The breaches that no released plan may have."""
    return [breach for breach in check(problem, plan) if breach.level != WARN]


def worth(problem: SeatingProblem, plan: SeatingPlan) -> int:
    """All costs together: less is better."""
    breaches = sum(_RULES[breach.rule].price_in(problem) for breach in check(problem, plan))
    return breaches + sum(cost.amount for cost in costs(problem, plan))
