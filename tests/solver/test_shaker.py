"""The constructor's bookkeeping says what the rules and wishes say."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from solver.check import check, value
from solver.plan import Plan
from solver.problem import Problem
from solver.rules import LEVELS, RULES
from solver.rules.rule import BLOCK, BLOCK_RELEASE, IGNORE, Rule
from solver.shaker import Shaker
from tests.solver.festivals import festival


def blocking(problem: Problem) -> list[Rule]:
    return [rule for rule in RULES if not rule.always_priced and rule.level_in(problem) in (BLOCK, BLOCK_RELEASE)]


def with_levels(problem: Problem, seed: int) -> Problem:
    draw = Random(seed)
    return replace(problem, levels={rule.key: draw.choice(LEVELS) for rule in RULES} if seed % 3 == 0 else {})


@pytest.mark.parametrize("seed", range(60))
def test_a_shaken_plan_breaks_no_rule_and_costs_what_is_said(seed: int) -> None:
    """A plan made under the rules that block pays `value`, but for what it breaks of rules that warn."""
    problem = with_levels(festival(seed)[0], seed)
    kept = blocking(problem)
    unwarned = replace(problem, levels={rule.key: IGNORE for rule in RULES if rule not in kept})
    shaker = Shaker(problem, kept, Random(seed))
    shaker.adopt(Plan(problem.current))
    shaker.place(shaker.missing)
    for _ in range(25):
        shaker.shake(5.0)
        assert [broken.rule for broken in check(unwarned, shaker.plan) if broken.rule != "placed"] == []
        assert shaker.cost == value(unwarned, shaker.plan)


@pytest.mark.parametrize("seed", range(40))
def test_a_cell_is_free_exactly_where_the_rules_allow_it(seed: int) -> None:
    """Against `check`, act by act; what must come before an act is looked at only once it stands."""
    problem = replace(festival(seed)[0], precedences=())
    kept = blocking(problem)
    shaker = Shaker(problem, kept, Random(seed))
    shaker.place(shaker.missing)
    for act in problem.acts:
        if act.id not in shaker.missing:
            stood = shaker.lift(act.id)
            draw = Random(seed)
            for _ in range(20):
                stage = draw.choice(problem.stages).id
                slot = replace(stood, stage=stage, starts=stood.starts + draw.randrange(-60, 60) * problem.grid)
                broken = {it.rule for it in check(problem, Plan((*shaker.plan.slots, slot)), frozenset({act.id}))}
                allowed = broken.isdisjoint(rule.key for rule in kept)
                if slot.starts % problem.grid == 0:
                    assert shaker.ledger.allows(slot) == allowed
            shaker.put(stood)
