"""Where people are missing: how many in which function, when, why nobody else can come, and what would help."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from solver.crew.plan import CrewPlan
from solver.crew.problem import CrewProblem, Need, Officer
from solver.crew.rules.rule import in_time
from solver.crew.seed import PERSONAL, broken_anew
from solver.problem import Span

# What stands in the way of an officer, in the order in which it is told; what is not a rule is "on duty".
BUSY = "on duty"


@dataclass(frozen=True)
class Shortage:
    """`missing` people in a function over a span, at the posts of `needs`.

    `holders` hold the function; `hindered` says how many of those who are not at these posts are kept away by which
    rule, each counted at the first in the order of the rules, or by "on duty": at another post at that time.
    """

    span: Span
    function: int
    missing: int
    needs: tuple[int, ...]
    wanted: int
    holders: int
    hindered: dict[str, int]


def shortages(problem: CrewProblem, plan: CrewPlan) -> list[Shortage]:
    """Every span and function that is short, the earliest first. Nobody who is named free could have been called."""
    short: dict[tuple[Span, int], list[Need]] = {}
    for need in in_time(problem.needs):
        if len(plan.officers_on(need.id)) < need.least:
            short.setdefault((need.span, need.function), []).append(need)
    return [_shortage(problem, plan, needs) for needs in short.values()]


def _shortage(problem: CrewProblem, plan: CrewPlan, needs: list[Need]) -> Shortage:
    span, function = needs[0].span, needs[0].function
    alike = [need for need in problem.needs if need.span == span and need.function == function]
    there = {officer for need in alike for officer in plan.officers_on(need.id)}
    holders = [officer for officer in problem.officers if any(skill.function == function for skill in officer.skills)]
    hindered = Counter(
        reason
        for officer in holders
        if officer.id not in there
        for reason in [_hindrance(problem, plan, officer, needs[0])]
        if reason is not None
    )
    missing = sum(need.least - len(plan.officers_on(need.id)) for need in needs)
    wanted, ids = sum(need.least for need in alike), tuple(need.id for need in needs)
    return Shortage(span, function, missing, ids, wanted, len(holders), dict(hindered))


def _hindrance(problem: CrewProblem, plan: CrewPlan, officer: Officer, need: Need) -> str | None:
    held = [problem.need(id) for id in plan.needs_of(officer.id)]
    if any(other.span.meets(need.span) for other in held):
        return BUSY
    before, after = in_time(held), in_time([*held, need])
    return next((rule.key for rule in PERSONAL if broken_anew(rule, problem, officer, before, after)), None)
