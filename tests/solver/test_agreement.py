"""Every rule and every wish is written twice; both halves must say the same of any plan."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver.check import value
from solver.model.placing import Placing
from solver.problem import Problem
from solver.rules import RULES, Rule
from solver.rules.rule import WARN
from solver.wishes import WISHES, Wish
from tests.solver.agreement import cost_of, rule_agrees, wish_agrees
from tests.solver.festivals import festival

SEEDS = st.integers(0, 10**6)
ALIKE = settings(max_examples=50, derandomize=True, database=None, deadline=None)
SEEDS_FOR_MUTANTS = range(200)


def half(problem: Problem, seed: int) -> frozenset[int]:
    """Half of the acts, which stay free while the others are held."""
    ids = [act.id for act in problem.acts]
    return frozenset(Random(seed).sample(ids, len(ids) // 2))


def halves(seed: int) -> tuple[frozenset[int] | None, ...]:
    """Everything free, then half of it."""
    return None, half(festival(seed)[0], seed)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.key)
@ALIKE
@given(seed=SEEDS)
def test_a_rule_forbids_what_it_reports(rule: Rule, seed: int) -> None:
    problem, plan = festival(seed)
    assert rule_agrees(rule, problem, plan)
    assert rule_agrees(rule, problem, plan, free=half(problem, seed))


@pytest.mark.parametrize("wish", WISHES, ids=lambda wish: wish.key)
@ALIKE
@given(seed=SEEDS)
def test_a_wish_pays_what_it_counts(wish: Wish, seed: int) -> None:
    problem, plan = festival(seed)
    assert wish_agrees(wish, problem, plan)
    assert wish_agrees(wish, problem, plan, free=half(problem, seed))


@ALIKE
@given(seed=SEEDS)
def test_the_objective_is_the_value_of_the_plan(seed: int) -> None:
    problem, plan = festival(seed)
    problem = replace(problem, levels={rule.key: WARN for rule in RULES})
    worth = value(problem, plan)
    assert cost_of(Placing(problem), plan) == worth
    assert cost_of(Placing(problem, free=half(problem, seed), held=plan), plan) == worth


NOTHING = {
    "starts": lambda *_: None,
    "apart": lambda *_: [],
    "enforce": lambda *_: iter(()),
    "violations": lambda *_: iter(()),
    "cost": lambda *_: 0,
    "count": lambda *_: iter(()),
}


def without(part: Rule | Wish, half_name: str) -> Rule | Wish:
    """The same rule or wish with one of its methods emptied."""
    original = type(part)
    return type("Mutant", (original,), {"__module__": original.__module__, half_name: NOTHING[half_name]})()


@pytest.mark.parametrize(
    ("rule", "emptied"),
    [pytest.param(rule, half, id=f"{rule.key}-{half}") for rule in RULES for half in (*rule.halves, "violations")],
)
def test_a_rule_with_an_empty_half_is_found_out(rule: Rule, emptied: str) -> None:
    mutant = without(rule, emptied)
    assert not all(
        rule_agrees(mutant, *festival(seed), free=free) for seed in SEEDS_FOR_MUTANTS for free in halves(seed)
    )


@pytest.mark.parametrize("emptied", ["cost", "count"])
@pytest.mark.parametrize("wish", WISHES, ids=lambda wish: wish.key)
def test_a_wish_with_an_empty_half_is_found_out(wish: Wish, emptied: str) -> None:
    mutant = without(wish, emptied)
    assert not all(wish_agrees(mutant, *festival(seed)) for seed in SEEDS_FOR_MUTANTS)
