"""A bound is a promise: no plan may ever cost less."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from solver.bounding import bounds
from solver.check import value
from solver.outline import least
from solver.plan import Plan
from solver.problem import Act, Problem, Span, Stage, Venue
from solver.rules import LEVELS, RULES
from solver.rules.placed import UNPLACED
from solver.search import Found, Prove, prove
from tests.solver.festivals import festival


def never() -> bool:
    return False


def ignore(found: Found) -> None:
    """Nobody listens."""


def with_levels(problem: Problem, seed: int) -> Problem:
    """Other levels, and no start given off the grid: such starts make the exact model slow once they bind nobody."""
    draw = Random(seed)
    acts = tuple(replace(act, announced=None) for act in problem.acts)
    levels = {rule.key: draw.choice(LEVELS) for rule in RULES}
    return replace(problem, levels=levels, acts=acts, current=(), pins=())


@pytest.mark.parametrize("seed", range(30))
def test_no_bound_is_above_the_best_plan(seed: int) -> None:
    problem = festival(seed)[0]
    if seed % 2:
        problem = with_levels(problem, seed)
    found = prove(problem, Prove(Plan(), 20.0), 0, never, ignore)
    assert max([least(problem), *bounds(problem, 10.0, never)]) <= value(problem, found.best)


def test_what_is_proven_best_is_the_bound() -> None:
    problem = festival(3)[0]
    found = prove(problem, Prove(Plan(), 20.0), 0, never, ignore)
    assert found.bound == value(problem, found.best)


def test_an_over_full_stage_is_counted_by_the_outline() -> None:
    """Five hours of acts on a stage that is open for three: two acts stay without a place."""
    stage = Stage(1, "Kiến Trung", 1, open=(Span(1140, 1320),))
    acts = tuple(Act(id, f"Act {id}", 60) for id in range(1, 6))
    problem = Problem("Evening", "2024-06-07", 1, venues=(Venue(1, "Citadel"),), stages=(stage,), acts=acts)
    assert least(problem) == 0
    assert max(bounds(problem, 10.0, never)) == 2 * UNPLACED


def test_a_stopped_bounding_claims_nothing_false() -> None:
    problem = festival(5)[0]
    assert list(bounds(problem, 10.0, lambda: True)) == []
