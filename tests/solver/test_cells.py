"""What is shown before the drop is what the check says after it: the same breaches, levels and costs in every cell."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from random import Random

import pytest

from bench.instances import festival as contested
from solver.cells import Stretch, cells, shifts
from solver.check import check, value
from solver.plan import Plan, Violation
from solver.problem import Act, Pin, Problem, Slot, Span, Work
from solver.rules import RULES, Rule
from solver.rules.pair_rule import PairRule
from solver.seed import seed as first_plan
from solver.turns import TURNS
from tests.solver.cells import at_all_levels, gravest, moved
from tests.solver.festivals import festival
from tests.solver.rules.examples import EVENING, RIVER
from tests.solver.rules.examples import festival as small_festival

SEEDS = range(60)


def subjects(breaches: Iterable[Violation]) -> set[str]:
    return {breach.subject for breach in breaches}


def assert_as_checked(problem: Problem, plan: Plan, found: Stretch, group: tuple[Slot, ...]) -> None:
    """`group` is set as the stretch's start 0 would have it."""
    costs = []
    touching = frozenset(slot.act for slot in group)
    forbidden, before = found.level in ("block", "block release"), value(problem, plan)
    for mark in range(found.starts, found.ends, problem.grid):
        after = moved(plan, (replace(slot, starts=slot.starts + mark) for slot in group))
        broken = tuple(check(problem, after, touching))
        if mark == found.starts:
            assert found.breaches == broken
        assert (subjects(found.breaches), found.level) == (subjects(broken), gravest(problem, broken)), mark
        if not forbidden:
            costs.append(value(problem, after) - before)
    assert found.cost == (0 if forbidden else min(costs))


def assert_covers(problem: Problem, found: list[Stretch], span: Span) -> None:
    """Every start on the grid once, and nothing cut that is alike."""
    starts = [start for it in found for start in range(it.starts, it.ends, problem.grid)]
    assert starts == [start for start in range(span.starts, span.ends) if start % problem.grid == 0]
    assert all(subjects(one.breaches) != subjects(two.breaches) for one, two in pairwise(found))


@pytest.mark.parametrize("seed", SEEDS)
def test_every_cell_says_what_the_check_says(seed: int) -> None:
    problem, plan = at_all_levels(seed)
    draw = Random(seed)
    act, first, last = draw.choice(problem.acts).id, *sorted(draw.choices(range(-1, problem.days + 1), k=2))
    span = Span(problem.day(first).starts, problem.day(last).ends)
    found = cells(problem, plan, act, span)
    for stage in problem.stages:
        here = [it for it in found if it.stage == stage.id]
        assert_covers(problem, here, span)
        for it in here:
            assert_as_checked(problem, plan, it, (Slot(act, stage.id, 0),))


@pytest.mark.parametrize("seed", SEEDS)
def test_acts_that_are_moved_together_say_what_the_check_says(seed: int) -> None:
    problem, plan = at_all_levels(seed)
    draw = Random(seed)
    if not plan.slots:
        return
    lead, *others = draw.sample(plan.slots, min(len(plan.slots), draw.randint(1, 3)))
    group = tuple(replace(slot, starts=slot.starts - lead.starts) for slot in (lead, *others))
    span = Span(lead.starts - 90, lead.starts + 400)
    span = Span(
        max(span.starts, max(problem.horizon.starts - slot.starts for slot in group)),
        min(span.ends, min(problem.horizon.ends - slot.starts for slot in group)),
    )
    found = shifts(problem, plan, [slot.act for slot in group], lead.act, span)
    assert_covers(problem, found, span)
    for it in found:
        assert_as_checked(problem, plan, it, group)


def test_an_act_that_stands_far_outside_the_edition_is_priced_where_it_stands() -> None:
    for seed in range(40):
        problem, plan = at_all_levels(seed)
        far = moved(plan, [Slot(problem.acts[0].id, problem.stages[0].id, -20_000)])
        for it in cells(problem, far, problem.acts[0].id, Span(1100, 1200)):
            assert_as_checked(problem, far, it, (Slot(problem.acts[0].id, it.stage, 0),))


@pytest.mark.parametrize("act", [1, 2, 3])
def test_every_place_in_an_order_and_among_the_shows_of_a_day_is_told_apart(act: int) -> None:
    acts = (Act(id, f"Show {id}", 30, work=1) for id in (1, 2, 3))
    current = Slot(1, RIVER, EVENING), Slot(2, RIVER, EVENING + 60), Slot(3, RIVER, EVENING + 120)
    works, pins = (Work(1, "Fan dance", at_most_a_day=1),), (Pin(2, order=True),)
    problem, plan = small_festival(*acts, works=works, pins=pins, current=current), Plan(current)
    for it in cells(problem, plan, act, problem.day(0)):
        assert_as_checked(problem, plan, it, (Slot(act, it.stage, 0),))


def test_a_contested_festival_says_what_the_check_says() -> None:
    problem = contested(60, 8, 20, 4, seed=1)
    plan = first_plan(problem, chance=Random(0))
    for act in (3, 17, 41):
        for it in Random(act).sample(cells(problem, plan, act, problem.day(1)), 12):
            after = moved(plan, [Slot(act, it.stage, it.starts)])
            broken = tuple(check(problem, after, frozenset({act})))
            assert (it.breaches, it.level) == (broken, gravest(problem, broken))
            if it.level in (None, "warn"):
                whole = range(it.starts, it.ends, problem.grid)
                paid = [value(problem, moved(plan, [Slot(act, it.stage, minute)])) for minute in whole]
                assert it.cost == min(paid) - value(problem, plan)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.anywhere or rule.anytime], ids=lambda rule: rule.key)
def test_what_is_all_the_same_to_a_rule_changes_nothing_it_says(rule: Rule) -> None:
    told = 0
    for seed in range(200):
        problem, plan = festival(seed)
        draw = Random(seed)
        if rule.anywhere:
            other = [replace(slot, stage=draw.choice(problem.stages).id) for slot in plan.slots]
        else:
            other = [replace(slot, starts=draw.randrange(-500, 4000)) for slot in plan.slots]
        said = list(rule.violations(problem, plan))
        assert list(rule.violations(problem, Plan(tuple(other)))) == said
        told += len(said)
    assert told > 0


def test_acts_without_a_slot_are_not_moved_together() -> None:
    problem, plan = festival(1)
    with pytest.raises(ValueError, match="all have a slot"):
        shifts(problem, Plan(plan.slots[1:]), [slot.act for slot in plan.slots], plan.slots[1].act, problem.day(0))
    with pytest.raises(ValueError, match="the lead is one of them"):
        shifts(problem, plan, [plan.slots[0].act], plan.slots[1].act, problem.day(0))


def test_cells_and_reasons_never_load_the_solver() -> None:
    program = "import sys, solver.cells, solver.why; print([m for m in sys.modules if 'ortools' in m])"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_every_rule_has_a_way_to_be_asked() -> None:
    asked = {rule.key for rule in RULES if isinstance(rule, PairRule) or type(rule).starts is not Rule.starts}
    assert {rule.key for rule in RULES if not rule.always_priced} - asked == set(TURNS)
