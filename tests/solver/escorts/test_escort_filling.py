"""Where somebody is missing a day is dealt anew, until nobody is missing or it is proven that somebody must be."""

from __future__ import annotations

import time
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from solver.escorts.check import check
from solver.escorts.engine import cheapest
from solver.escorts.filling import Filling
from solver.escorts.model import EscortModel
from solver.escorts.plan import EscortPlan
from solver.escorts.problem import Delegation, Duty, Engagement, Escort, EscortProblem
from solver.escorts.rules.need_met import NeedMet
from solver.escorts.seed import seeded
from solver.facts import Span
from tests.solver.escorts.programmes import programme

SHORT = {"need-met", "pin-kept", "one-liaison", "no-more-than-asked"}


def filled(problem: EscortProblem, plan: EscortPlan) -> tuple[Filling, EscortPlan]:
    filling = Filling(problem)
    return filling, filling.filled(plan, time.monotonic() + 10, lambda: False)


def lacking(problem: EscortProblem, plan: EscortPlan) -> int:
    """What those who are missing cost."""
    rule = NeedMet()
    return sum(rule.worth(problem, breach) for breach in rule.violations(problem, plan))


@settings(max_examples=20, derandomize=True, database=None, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_no_fewer_can_be_missing_on_a_day_than_is_told(seed: int) -> None:
    problem, _ = programme(seed)
    problem = replace(problem, pins=(), current=(), escorts=tuple(replace(one, rest=0) for one in problem.escorts))
    first = seeded(problem)
    filling, after = filled(problem, first)
    least = cheapest(EscortModel(problem, rules=filling.rules, wishes=()), 20.0).bound
    people = sum(max(0, task.people - len(after.on(*task.key))) for task in problem.tasks.values())
    assert filling.fewest <= people
    assert filling.bound <= least == lacking(problem, after) <= lacking(problem, first)
    warned = {key for key, level in problem.levels.items() if level != "block"}
    assert {breach.rule for breach in check(problem, after)} <= SHORT | warned


def test_two_change_so_that_nobody_is_missing_and_other_days_stay_as_they_are() -> None:
    """The one who may go at noon as well is bound to the morning by a plan that does not look ahead."""
    hours = {1: (8, 10), 2: (9, 11), 3: (32, 34)}
    engagements = tuple(
        Engagement(id, f"G{id}", id, Span(60 * starts, 60 * ends)) for id, (starts, ends) in hours.items()
    )
    early = Escort(1, "L1", leads=True, spans=(Span(7 * 60, 10 * 60),))
    always = Escort(2, "L2", leads=True, spans=(Span(7 * 60, 40 * 60),))
    problem = EscortProblem(
        "Two days", "2026-06-05", 2, escorts=(early, always), engagements=engagements,
        delegations=tuple(Delegation(id, f"D{id}") for id in hours),
    )  # fmt: skip
    stands = EscortPlan((Duty(2, 1), Duty(2, 3)))
    filling, after = filled(problem, stands)
    assert (after.duties, filling.bound) == ((Duty(1, 1), Duty(2, 2), Duty(2, 3)), 0)
    alone = replace(problem, escorts=(always,))
    filling, after = filled(alone, EscortPlan((Duty(2, 1), Duty(2, 3))))
    assert (lacking(alone, after), filling.bound) == (NeedMet.price, NeedMet.price)


def test_a_day_is_not_filled_at_the_cost_of_a_short_night() -> None:
    late, soon = Engagement(1, "G1", 1, Span(20 * 60, 23 * 60)), Engagement(2, "G2", 1, Span(30 * 60, 32 * 60))
    tired = Escort(1, "L1", leads=True, spans=(Span(6 * 60, 40 * 60),), rest=10 * 60)
    problem = EscortProblem(
        "Two days", "2026-06-05", 2, escorts=(tired,), delegations=(Delegation(1, "D1"),), engagements=(late, soon)
    )
    filling, after = filled(problem, EscortPlan((Duty(1, 1),)))
    # The second day hangs on the first here, and is no bound by itself.
    assert (after.duties, filling.bound) == ((Duty(1, 1),), 0)
