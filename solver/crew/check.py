"""Judges any roster, hand-made or solved, rule by rule and wish by wish; it never starts an engine."""

from __future__ import annotations

from collections.abc import Iterator

from solver.crew.plan import Breach, CrewCost, CrewPlan
from solver.crew.problem import CrewProblem
from solver.crew.rules import CREW_RULES, PersonalRule
from solver.crew.rules.rule import IGNORE, on_duty
from solver.crew.wishes import CREW_WISHES

# Of duties that overlap it is enough to say so once.
SAID_BY = {"rest-between-duties": "one-place-at-a-time"}


def check(problem: CrewProblem, plan: CrewPlan) -> list[Breach]:
    """Every breach of every rule that is not ignored, in the order of CREW_RULES."""
    breaches = list(_breaches(problem, plan))
    said = {(breach.rule, breach.officers, breach.needs) for breach in breaches}
    return [breach for breach in breaches if (SAID_BY.get(breach.rule), breach.officers, breach.needs) not in said]


def costs(problem: CrewProblem, plan: CrewPlan) -> list[CrewCost]:
    """What the roster pays for wishes, not weighted."""
    return [cost for wish in CREW_WISHES if wish.weight_in(problem) for cost in wish.count(problem, plan)]


def value(problem: CrewProblem, plan: CrewPlan) -> int:
    """What the engines bring down: the price of every breach, and every wish times its weight."""
    prices = {rule.key: rule.price for rule in CREW_RULES}
    breaches = sum(prices[breach.rule] * breach.amount for breach in _breaches(problem, plan))
    wishes = sum(wish.weight_in(problem) * cost.amount for wish in CREW_WISHES for cost in wish.count(problem, plan))
    return breaches + wishes


def _breaches(problem: CrewProblem, plan: CrewPlan) -> Iterator[Breach]:
    """What every rule says, the personal ones over duties that are put in the order of time once for all of them."""
    served = on_duty(problem, plan)
    for rule in CREW_RULES:
        found = rule.of_all(problem, served) if isinstance(rule, PersonalRule) else rule.violations(problem, plan)
        yield from (breach for breach in found if breach.level != IGNORE)
