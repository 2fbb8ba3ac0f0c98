"""Judges any roster, hand-made or solved, rule by rule and wish by wish; it never starts an engine."""

from __future__ import annotations

from solver.crew.plan import Breach, CrewCost, CrewPlan
from solver.crew.problem import CrewProblem
from solver.crew.rules import CREW_RULES
from solver.crew.rules.rule import IGNORE
from solver.crew.wishes import CREW_WISHES

# Of duties that overlap it is enough to say so once.
SAID_BY = {"rest-between-duties": "one-place-at-a-time"}


def check(problem: CrewProblem, plan: CrewPlan) -> list[Breach]:
    """Every breach of every rule that is not ignored, in the order of CREW_RULES."""
    breaches = [breach for rule in CREW_RULES for breach in rule.violations(problem, plan) if breach.level != IGNORE]
    said = {(breach.rule, breach.officers, breach.needs) for breach in breaches}
    return [breach for breach in breaches if (SAID_BY.get(breach.rule), breach.officers, breach.needs) not in said]


def costs(problem: CrewProblem, plan: CrewPlan) -> list[CrewCost]:
    """What the roster pays for wishes, not weighted."""
    return [cost for wish in CREW_WISHES if wish.weight_in(problem) for cost in wish.count(problem, plan)]


def value(problem: CrewProblem, plan: CrewPlan) -> int:
    """What the engines bring down: the price of every breach, and every wish times its weight."""
    breaches = sum(
        rule.price * breach.amount
        for rule in CREW_RULES
        for breach in rule.violations(problem, plan)
        if breach.level != IGNORE
    )
    wishes = sum(wish.weight_in(problem) * cost.amount for wish in CREW_WISHES for cost in wish.count(problem, plan))
    return breaches + wishes
