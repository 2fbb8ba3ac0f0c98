"""First plans: complete where they can be, never against a rule that blocks."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from bench.instances import festival as contested
from solver.check import check
from solver.plan import Plan
from solver.problem import Act, Problem, Slot, Span, Stage, Venue
from solver.rules import RULES
from solver.seed import legal, seed
from tests.solver.festivals import festival


def one_stage(*acts: Act) -> Problem:
    stages = (Stage(1, "Kiến Trung", 1, open=(Span(1140, 1320),)),)
    return Problem("Evening", "2024-06-07", 1, venues=(Venue(1, "Citadel"),), stages=stages, acts=acts)


def test_a_contested_festival_is_placed_whole() -> None:
    problem = contested(120, 12, 30, 5, seed=3)
    assert check(problem, seed(problem, chance=Random(0))) == []


def test_the_same_chance_gives_the_same_plan() -> None:
    problem = contested(60, 6, 12, 3, seed=1)
    assert seed(problem, chance=Random(5)) == seed(problem, chance=Random(5))


def test_announced_slots_stand_as_announced() -> None:
    problem = contested(120, 12, 30, 5, seed=3)
    plan = seed(problem, chance=Random(0))
    announced = [act.announced for act in problem.acts if act.announced]
    assert [plan.slot(slot.act) for slot in announced] == announced


def test_as_many_acts_as_fit_are_placed() -> None:
    problem = one_stage(*(Act(id, f"Act {id}", 60) for id in range(1, 6)))
    assert len(seed(problem, chance=Random(0)).slots) == 3


def test_legal_slots_of_the_start_are_kept() -> None:
    problem = one_stage(Act(1, "First", 60), Act(2, "Second", 60))
    start = Plan((Slot(1, 1, 1200), Slot(2, 1, 1230)))
    plan = seed(problem, chance=Random(0), start=start)
    assert plan.slot(1) == Slot(1, 1, 1200)
    assert check(problem, plan) == [] or len(plan.slots) == 1


def test_an_act_that_can_only_break_a_warning_is_placed_all_the_same() -> None:
    problem = one_stage(Act(1, "First", 60, crowd=500))
    problem = replace(problem, stages=(replace(problem.stages[0], capacity=100),), levels={"crowd-fits-stage": "warn"})
    plan = seed(problem, chance=Random(0))
    assert [broken.rule for broken in check(problem, plan)] == ["crowd-fits-stage"]


@pytest.mark.parametrize("number", range(30))
def test_what_is_left_of_any_plan_breaks_nothing_that_blocks(number: int) -> None:
    problem, plan = festival(number)
    problem = replace(problem, levels=dict.fromkeys(("quiet-hours",), "ignore"))
    warnings = {"placed", "quiet-hours"}
    kept = legal(problem, plan)
    assert set(kept.slots) <= set(plan.slots)
    assert {broken.rule for broken in check(problem, kept)} - warnings <= soft(problem)


def soft(problem: Problem) -> set[str]:
    return {rule.key for rule in RULES if rule.level_in(problem) in ("warn", "ignore")}
