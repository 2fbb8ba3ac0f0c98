"""Whole searches: what they promise about their plans, their bounds and their ends."""

from __future__ import annotations

from random import Random

import pytest

from bench.instances import festival as contested
from solver.check import check, score, value
from solver.plan import Answer, Plan, Progress
from solver.problem import Act, Problem, Span, Stage, Venue
from solver.seed import blocking_breaches, seed
from solver.solve import solve
from tests.solver.festivals import festival


def sound(problem: Problem, answer: Answer) -> bool:
    """What every answer must be: legal, honestly priced, with a bound that is none above."""
    unplaced = tuple(act.id for act in problem.acts if answer.plan.slot(act.id) is None)
    return (
        blocking_breaches(problem, answer.plan) == []
        and answer.value == value(problem, answer.plan)
        and answer.by_wish == score(problem, answer.plan)
        and answer.unplaced == unplaced
        and answer.bound <= answer.value
        and (answer.status == "optimal") == (answer.bound == answer.value)
    )


@pytest.mark.parametrize("number", range(8))
def test_small_festivals_are_proven_best(number: int) -> None:
    problem = festival(number)[0]
    answer = solve(problem, seconds=20, workers=1)
    assert sound(problem, answer)
    assert answer.status == "optimal"


def test_two_workers_find_a_sound_plan() -> None:
    problem = contested(80, 8, 16, 4, seed=2)
    answer = solve(problem, seconds=4, workers=2)
    assert sound(problem, answer)
    assert check(problem, answer.plan) == []


def test_a_festival_too_large_for_one_model_is_searched_and_bounded() -> None:
    problem = contested(260, 18, 36, 6, seed=2)
    answer = solve(problem, seconds=8, workers=2)
    assert sound(problem, answer)
    assert check(problem, answer.plan) == []
    assert answer.bound > 0


def test_counted_rounds_give_the_same_plan_each_time() -> None:
    problem = contested(40, 6, 10, 3, seed=4)
    one, other = (solve(problem, seconds=300, seed=7, workers=1, rounds=6) for _ in range(2))
    assert (one.plan, one.value, one.bound) == (other.plan, other.value, other.bound)


def test_a_search_improves_on_its_first_plan() -> None:
    problem = contested(60, 8, 20, 4, seed=1)
    first = value(problem, seed(problem, chance=Random(0)))
    assert solve(problem, seconds=300, workers=1, rounds=5).value < first


def test_progress_only_gets_better_and_ends_with_the_answer() -> None:
    problem, told = contested(80, 8, 16, 4, seed=2), list[Progress]()
    answer = solve(problem, seconds=3, workers=1, progress=told.append)
    values, bounds = [one.value for one in told], [one.bound for one in told]
    plans = [one.plan for one in told if one.plan is not None]
    assert values == sorted(values, reverse=True)
    assert bounds == sorted(bounds)
    assert plans[-1] == answer.plan
    assert (told[-1].value, told[-1].bound, told[-1].by_wish) == (answer.value, answer.bound, answer.by_wish)


def test_a_cancelled_search_keeps_its_best_plan() -> None:
    problem, told = contested(80, 8, 16, 4, seed=2), list[Progress]()
    answer = solve(problem, seconds=300, workers=2, progress=told.append, cancelled=lambda: len(told) >= 4)
    assert answer.status == "stopped"
    assert answer.value == told[-1].value
    assert sound(problem, answer)


def test_a_search_goes_on_from_a_better_plan() -> None:
    problem = contested(60, 8, 20, 4, seed=1)
    good = solve(problem, seconds=300, workers=1, rounds=6)
    again = solve(problem, seconds=300, workers=1, rounds=1, seed=9, start=good.plan)
    assert again.value <= good.value


def test_a_start_that_breaks_rules_is_not_handed_back() -> None:
    problem = contested(60, 8, 20, 4, seed=1)
    slots = seed(problem, chance=Random(0)).slots
    crowded = Plan(tuple(slot.__class__(slot.act, slots[0].stage, slots[0].starts) for slot in slots))
    assert sound(problem, solve(problem, seconds=300, workers=1, rounds=1, start=crowded))


def test_an_over_full_festival_lists_what_found_no_place() -> None:
    stage = Stage(1, "Kiến Trung", 1, open=(Span(1140, 1320),))
    acts = tuple(Act(id, f"Act {id}", 60, crowd=100 * id) for id in range(1, 6))
    problem = Problem("Evening", "2024-06-07", 1, venues=(Venue(1, "Citadel"),), stages=(stage,), acts=acts)
    answer = solve(problem, seconds=20, workers=1)
    assert (answer.status, answer.unplaced) == ("optimal", (1, 2))


def test_a_festival_without_acts_is_solved_at_once() -> None:
    problem = Problem("Empty", "2024-06-07", 1, venues=(Venue(1, "Citadel"),), stages=(Stage(1, "Kiến Trung", 1),))
    answer = solve(problem, seconds=20, workers=1)
    assert (answer.status, answer.plan, answer.value) == ("optimal", Plan(), 0)
