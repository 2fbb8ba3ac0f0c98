"""Every rule and wish of the escorts stage is written twice; both halves must say the same of any plan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from solver.escorts.check import value
from solver.escorts.model import EscortModel
from solver.escorts.plan import EscortPlan
from solver.escorts.problem import EscortProblem
from solver.escorts.rules import ESCORT_RULES, EscortRule
from solver.escorts.rules.rule import WARN
from solver.escorts.wishes import ESCORT_WISHES, EscortWish
from tests.solver.escorts.programmes import programme

ALIKE = settings(max_examples=60, derandomize=True, database=None, deadline=None)
SEEDS = st.integers(0, 10**6)
NOTHING: dict[str, Callable[..., Any]] = {
    "allows": lambda *_: True,
    "post": lambda *_: None,
    "violations": lambda *_: iter(()),
    "cost": lambda *_: None,
    "count": lambda *_: iter(()),
}


def price(model: EscortModel, plan: EscortPlan) -> int | None:
    """What the model pays for exactly this plan; None where it forbids it."""
    if not set(plan.duties) <= model.goes.keys():
        return None
    for duty, goes in model.goes.items():
        model.cp.add(goes == (duty in plan.duties))
    model.minimize()
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    if solver.solve(model.cp) == cp_model.INFEASIBLE:
        return None
    return round(solver.objective_value) + model.constant


def rule_agrees(rule: EscortRule, problem: EscortProblem, plan: EscortPlan) -> bool:
    forbidden = price(EscortModel(problem, rules=(rule,), wishes=(), hold_all=True), plan) is None
    return forbidden == any(True for _ in rule.violations(problem, plan))


def wish_agrees(wish: EscortWish, problem: EscortProblem, plan: EscortPlan) -> bool:
    paid = price(EscortModel(problem, rules=(), wishes=(wish,)), plan)
    return paid == sum(cost.amount for cost in wish.count(problem, plan)) * wish.weight_in(problem)


@pytest.mark.parametrize("rule", ESCORT_RULES, ids=lambda rule: rule.key)
@ALIKE
@given(seed=SEEDS)
def test_an_escort_rule_forbids_what_it_reports(rule: EscortRule, seed: int) -> None:
    assert rule_agrees(rule, *programme(seed))


@pytest.mark.parametrize("wish", ESCORT_WISHES, ids=lambda wish: wish.key)
@ALIKE
@given(seed=SEEDS)
def test_an_escort_wish_pays_what_it_counts(wish: EscortWish, seed: int) -> None:
    assert wish_agrees(wish, *programme(seed))


@ALIKE
@given(seed=SEEDS)
def test_the_engine_finds_the_value_of_a_plan(seed: int) -> None:
    problem, plan = programme(seed)
    problem = replace(problem, levels={rule.key: WARN for rule in ESCORT_RULES})
    assert price(EscortModel(problem), plan) == value(problem, plan)


PARTS: tuple[EscortRule | EscortWish, ...] = (*ESCORT_RULES, *ESCORT_WISHES)
HALVES = [
    (part, half)
    for part in PARTS
    for half in (("violations", *part.halves) if isinstance(part, EscortRule) else ("count", "cost"))
]


@pytest.mark.parametrize(("part", "half"), HALVES, ids=lambda part: part if isinstance(part, str) else part.key)
def test_emptying_either_half_is_noticed(part: EscortRule | EscortWish, half: str) -> None:
    mutant = type("Mutant", (type(part),), {"__module__": type(part).__module__, half: staticmethod(NOTHING[half])})()
    agrees = rule_agrees if isinstance(part, EscortRule) else wish_agrees
    assert not all(agrees(mutant, *programme(seed)) for seed in range(100))  # type: ignore[operator]
