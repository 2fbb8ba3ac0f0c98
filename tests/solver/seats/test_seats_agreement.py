"""Every rule of a seating is written twice; the model must allow just the plans in which it finds no fault."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from solver.seats.model import SeatingModel
from solver.seats.plan import Chair, SeatingPlan
from solver.seats.rules import SEAT_RULES, SeatRule
from solver.seats.rules.one_chair import OneChair
from solver.seats.wishes import SEAT_WISHES, SeatWish
from tests.solver.seats.halls import careless, chance_ceremony

ALIKE = settings(max_examples=60, derandomize=True, database=None, deadline=None)
ORDERS = ("rank-order", "step-free-order", "fixed-order")
SEEDS = st.integers(0, 10**6)
NOTHING: dict[str, Callable[..., Any]] = {
    "violations": lambda *_: iter(()),
    "post": lambda *_: None,
    "allows": lambda *_: True,
}
HALVES = [(rule, half) for rule in SEAT_RULES for half in ("violations", *rule.halves)]


def once(plan: SeatingPlan) -> SeatingPlan:
    """Nobody on two chairs: that is for one rule to judge."""
    return SeatingPlan(tuple(Chair(*chair) for chair in plan.seats.items()))


def agrees(rule: SeatRule, seed: int) -> bool:
    problem = chance_ceremony(seed)
    plan = careless(problem, seed) if isinstance(rule, OneChair) else once(careless(problem, seed))
    problem.levels.update(dict.fromkeys(ORDERS, "block"))  # type: ignore[attr-defined]
    made = SeatingModel(problem, (rule,), wishes=())
    made.fix(plan)
    allowed = cp_model.CpSolver().solve(made.model) != cp_model.INFEASIBLE
    return bool(allowed) != any(True for _ in rule.violations(problem, plan))


@pytest.mark.parametrize("rule", SEAT_RULES, ids=lambda rule: rule.key)
def test_both_halves_of_a_rule_agree(rule: SeatRule) -> None:
    @ALIKE
    @given(seed=SEEDS)
    def holds(seed: int) -> None:
        assert agrees(rule, seed)

    holds()


@pytest.mark.parametrize(("rule", "half"), HALVES, ids=lambda part: getattr(part, "key", part))
def test_an_emptied_half_is_noticed(rule: SeatRule, half: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rule, half, NOTHING[half], raising=True)
    assert not all(agrees(rule, seed) for seed in range(60))


@pytest.mark.parametrize("wish", SEAT_WISHES, ids=lambda wish: wish.key)
def test_both_halves_of_a_wish_agree(wish: SeatWish) -> None:
    @ALIKE
    @given(seed=SEEDS)
    def holds(seed: int) -> None:
        problem = chance_ceremony(seed)
        plan = once(careless(problem, seed))
        made = SeatingModel(problem, (), wishes=(wish,))
        made.fix(plan)
        made.minimize()
        solver = cp_model.CpSolver()
        assert solver.solve(made.model) == cp_model.OPTIMAL
        counted = sum(cost.amount for cost in wish.count(problem, plan))
        assert round(solver.objective_value) == counted * wish.weight_in(problem)

    holds()
