"""Slots offered for one act: legal, honestly priced, best first."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from bench.instances import festival as contested
from solver.check import check, value
from solver.plan import Plan
from solver.problem import Act, Liking, Problem, Slot, Span, Stage, Troupe, Venue
from solver.seed import blocking_breaches, seed
from solver.suggest import suggest
from tests.solver.cells import at_all_levels, gravest, moved

EVENING = Problem(
    "Evening",
    "2024-06-07",
    1,
    venues=(Venue(1, "Citadel"),),
    stages=(Stage(1, "Kiến Trung", 1, open=(Span(1140, 1380),)), Stage(2, "Ngọ Môn", 1, open=(Span(1140, 1380),))),
    troupes=(Troupe(1, "Sae Nyuk", rest=30),),
    acts=(Act(1, "Dance", 60, troupes=(1,), stages=(1,)), Act(2, "Song", 60, troupes=(1,), stages=(1, 2))),
)


def test_the_ends_of_what_is_free_are_offered() -> None:
    found = suggest(EVENING, Plan((Slot(1, 1, 1200),)), 2)
    assert [(one.slot.stage, one.slot.starts, one.breaches) for one in found] == [
        (1, 1290, ()),
        (2, 1290, ()),
        (1, 1320, ()),
        (2, 1320, ()),
    ]


def test_a_liked_hour_comes_first_and_its_price_is_told() -> None:
    liked = replace(EVENING.acts[1], likings=(Liking(1140, 1200, 4),))
    problem = replace(EVENING, acts=(EVENING.acts[0], liked))
    found = suggest(problem, Plan((Slot(1, 1, 1320), Slot(2, 1, 1220))), 2)
    assert [(one.slot.stage, one.slot.starts, one.cost) for one in found] == [(1, 1140, -20), (2, 1140, -20)]


def test_an_act_with_no_room_gets_no_offer() -> None:
    problem = replace(EVENING, acts=(EVENING.acts[0], replace(EVENING.acts[1], duration=300)))
    assert suggest(problem, Plan((Slot(1, 1, 1200),)), 2) == []


@pytest.mark.parametrize("act", range(1, 13))
def test_every_offer_keeps_the_plan_legal_at_the_price_told(act: int) -> None:
    problem = contested(60, 8, 20, 4, seed=1)
    plan = seed(problem, chance=Random(0))
    before = value(problem, plan)
    found = suggest(problem, plan, act)
    assert [one.cost for one in found] == sorted(one.cost for one in found)
    for one in found:
        after = Plan((*(slot for slot in plan.slots if slot.act != act), one.slot))
        assert (blocking_breaches(problem, after), value(problem, after) - before) == ([], one.cost)


@pytest.mark.parametrize("seed", range(40))
def test_the_first_offer_is_the_cheapest_of_all_legal_starts(seed: int) -> None:
    problem, plan = at_all_levels(seed)
    act = Random(seed).choice(problem.acts).id
    legal = {}
    for minute in range(problem.day(0).starts, problem.day(problem.days - 1).ends):
        if minute % problem.grid == 0 or minute in given(problem, act):
            for stage in problem.stages:
                slot = Slot(act, stage.id, minute)
                after = moved(plan, [slot])
                breaches = tuple(check(problem, after, frozenset({act})))
                if gravest(problem, breaches) in (None, "warn"):
                    legal[slot] = (value(problem, after) - value(problem, plan), breaches)
    found = suggest(problem, plan, act, count=100)
    assert [(it.cost, it.breaches) for it in found] == [legal[it.slot] for it in found]
    assert [it.cost for it in found[:1]] == sorted(cost for cost, _ in legal.values())[:1]
    days = {(slot.stage, problem.day_of(slot.starts)) for slot in legal}
    assert {(it.slot.stage, problem.day_of(it.slot.starts)) for it in found} == days


def given(problem: Problem, act: int) -> set[int]:
    """Starts that somebody gave the act, on the grid or not."""
    slots = problem.act(act).announced, problem.current_slots.get(act)
    pins = {pin.starts for pin in problem.pins_of(act) if pin.starts is not None}
    return {slot.starts for slot in slots if slot} | pins
