"""Judges any plan, hand-made or solved, rule by rule and wish by wish; it never starts the solver."""

from __future__ import annotations

from collections.abc import Iterator

from solver.plan import Cost, Plan, Violation
from solver.problem import Problem
from solver.rules import RULES
from solver.rules.rule import IGNORE, WARN, Rule
from solver.wishes import WISHES


def check(problem: Problem, plan: Plan, touching: frozenset[int] | None = None) -> list[Violation]:
    """Every breach of every rule that is not ignored, in the order of RULES; `touching` keeps those of some acts."""
    return [
        violation
        for rule in RULES
        if rule.level_in(problem) != IGNORE
        for violation in rule.violations(problem, plan)
        if touching is None or not touching.isdisjoint(violation.acts)
    ]


def costs(problem: Problem, plan: Plan) -> list[Cost]:
    """What the plan pays for wishes, weighted, place by place."""
    return [
        Cost(cost.wish, cost.acts, cost.amount * weight)
        for wish in WISHES
        if (weight := wish.weight_in(problem))
        for cost in wish.count(problem, plan)
    ]


def score(problem: Problem, plan: Plan) -> dict[str, int]:
    """The weighted cost of every wish that counts, also of those that cost nothing."""
    total = {wish.key: 0 for wish in WISHES if wish.weight_in(problem)}
    for cost in costs(problem, plan):
        total[cost.wish] += cost.amount
    return total


def value(problem: Problem, plan: Plan) -> int:
    """What the solver brings down: wishes, breaches of rules that warn, and acts without a place."""
    breaches = sum(rule.price for rule in _priced(problem) for _ in rule.violations(problem, plan))
    return breaches + sum(score(problem, plan).values())


def _priced(problem: Problem) -> Iterator[Rule]:
    return (rule for rule in RULES if rule.always_priced or rule.level_in(problem) == WARN)
