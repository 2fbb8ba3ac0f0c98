"""Every rule of a parade is written twice; the model must allow just the orders in which it finds no fault."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise, permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from solver.parade.model import ParadeModel
from solver.parade.plan import ParadePlan
from solver.parade.problem import ParadeProblem
from solver.parade.rules import PARADE_RULES, ParadeRule
from solver.parade.walk import March
from solver.parade.wishes import ENDS, prices, wishes
from tests.solver.parade.walkers import careless, chance_parade

ALIKE = settings(max_examples=60, derandomize=True, database=None, deadline=None)
SEEDS = st.integers(0, 10**6)
NOTHING: dict[str, Callable[..., Any]] = {"violations": lambda *_: iter(()), "post": lambda *_: None}


def allowed(problem: ParadeProblem, order: tuple[int, ...], *rules: ParadeRule) -> bool:
    made = ParadeModel(problem, rules)
    made.fix(ParadePlan(order))
    return bool(cp_model.CpSolver().solve(made.model) != cp_model.INFEASIBLE)


def agrees(rule: ParadeRule, seed: int) -> bool:
    problem = chance_parade(seed)
    order = careless(problem, seed)
    return allowed(problem, order, rule) != any(True for _ in rule.violations(problem, ParadePlan(order)))


@pytest.mark.parametrize("rule", PARADE_RULES, ids=lambda rule: rule.key)
def test_both_halves_of_a_rule_agree(rule: ParadeRule) -> None:
    @ALIKE
    @given(seed=SEEDS)
    def holds(seed: int) -> None:
        assert agrees(rule, seed)

    holds()


@pytest.mark.parametrize("half", NOTHING)
@pytest.mark.parametrize("rule", PARADE_RULES, ids=lambda rule: rule.key)
def test_an_emptied_half_is_noticed(rule: ParadeRule, half: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rule, half, NOTHING[half], raising=True)
    assert not all(agrees(rule, seed) for seed in range(60))


@ALIKE
@given(seed=SEEDS)
def test_nobody_comes_nearer_than_his_gap_anywhere_and_nobody_waits_longer_than_he_must(seed: int) -> None:
    problem = chance_parade(seed)
    march = March.of(problem, careless(problem, seed))
    for one, other in pairwise(march.order):
        first, second = problem.unit(one), problem.unit(other)
        spare = [
            (march.begins[other] + comes(at - second.gap)) - (march.begins[one] + goes(at + first.length))
            for at in range(problem.metres + 1)
            for goes, comes in ((first.arrives, second.arrives), (first.departs, second.departs))
        ]
        assert min(spare) >= 0
        # Places between two metres are not looked at: there the last second may be lost.
        assert min(spare) < 1 + 60 / min(first.pace, second.pace)


@ALIKE
@given(seed=SEEDS)
def test_prices_add_up_to_the_cost_of_the_wishes(seed: int) -> None:
    problem = chance_parade(seed)
    order, known = careless(problem, seed), prices(problem)
    assert sum(known[link] for link in pairwise((ENDS, *order, ENDS))) == wishes(problem, order).cost(problem)


def sound_orders(problem: ParadeProblem) -> list[tuple[int, ...]]:
    orders = permutations([unit.id for unit in problem.units])
    return [
        order
        for order in orders
        if not any(True for rule in PARADE_RULES for _ in rule.violations(problem, ParadePlan(order)))
    ]
