"""Every crew rule and wish is written twice; both halves, and both engines, must say the same of any roster."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver.crew.check import value
from solver.crew.engines import Found, by_cp, by_mip
from solver.crew.plan import CrewPlan
from solver.crew.problem import CrewProblem
from solver.crew.rules import CREW_RULES, CrewRule
from solver.crew.rules.rule import WARN
from solver.crew.staffing import Staffing
from solver.crew.wishes import CREW_WISHES, CrewWish
from tests.solver.crew.rosters import roster

ALIKE = settings(max_examples=60, derandomize=True, database=None, deadline=None)
SEEDS = st.integers(0, 10**6)
ENGINES = (by_mip, by_cp)
Engine = Callable[..., Found]
NOTHING: dict[str, Callable[..., Any]] = {
    "allows": lambda *_: True,
    "rows": lambda *_: iter(()),
    "violations": lambda *_: iter(()),
    "cost": lambda *_: None,
    "count": lambda *_: iter(()),
}


def found(engine: Engine, model: Staffing, plan: CrewPlan) -> Found:
    """What the engine says of a model in which exactly this plan is decided."""
    chosen = {(duty.officer, duty.need) for duty in plan.duties}
    if not chosen <= model.duty.keys():
        return Found(None, proven=True)
    return engine(model, fixed={column: int(key in chosen) for key, column in model.duty.items()})


def rule_agrees(rule: CrewRule, problem: CrewProblem, plan: CrewPlan, engine: Engine) -> bool:
    answer = found(engine, Staffing(problem, rules=(rule,), wishes=(), hold_all=True), plan)
    assert answer.proven
    return (answer.values is None) == any(True for _ in rule.violations(problem, plan))


def wish_agrees(wish: CrewWish, problem: CrewProblem, plan: CrewPlan, engine: Engine) -> bool:
    answer = found(engine, Staffing(problem, rules=(), wishes=(wish,)), plan)
    return answer.value == sum(cost.amount for cost in wish.count(problem, plan)) * wish.weight_in(problem)


@pytest.mark.parametrize("rule", CREW_RULES, ids=lambda rule: rule.key)
@ALIKE
@given(seed=SEEDS)
def test_a_crew_rule_forbids_what_it_reports(rule: CrewRule, seed: int) -> None:
    problem, plan = roster(seed)
    assert all(rule_agrees(rule, problem, plan, engine) for engine in ENGINES)


@pytest.mark.parametrize("wish", CREW_WISHES, ids=lambda wish: wish.key)
@ALIKE
@given(seed=SEEDS)
def test_a_crew_wish_pays_what_it_counts(wish: CrewWish, seed: int) -> None:
    problem, plan = roster(seed)
    assert all(wish_agrees(wish, problem, plan, engine) for engine in ENGINES)


@ALIKE
@given(seed=SEEDS)
def test_both_engines_find_the_value_of_a_roster(seed: int) -> None:
    problem, plan = roster(seed)
    problem = replace(problem, levels={rule.key: WARN for rule in CREW_RULES})
    model = Staffing(problem, strict=False)
    assert [found(engine, model, plan).value for engine in ENGINES] == [value(problem, plan)] * 2


PARTS: tuple[CrewRule | CrewWish, ...] = (*CREW_RULES, *CREW_WISHES)
HALVES = [
    (part, half)
    for part in PARTS
    for half in (("violations", *part.halves) if isinstance(part, CrewRule) else ("count", "cost"))
]


@pytest.mark.parametrize(("part", "half"), HALVES, ids=lambda part: part if isinstance(part, str) else part.key)
def test_emptying_either_half_is_noticed(part: CrewRule | CrewWish, half: str) -> None:
    mutant = type("Mutant", (type(part),), {"__module__": type(part).__module__, half: staticmethod(NOTHING[half])})()
    agrees = rule_agrees if isinstance(part, CrewRule) else wish_agrees
    assert not all(agrees(mutant, *roster(seed), by_mip) for seed in range(200))
