"""What an act without a slot is waiting for, against every slot there is tried one by one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from solver.check import check
from solver.lacking import Lack, lacking
from solver.plan import Plan
from solver.problem import Act, Problem, Slot, Span, Stage, Troupe, Venue
from solver.rules import RULES
from solver.rules.rule import BLOCK, BLOCK_RELEASE
from tests.solver.festivals import festival

EVENING = Problem(
    name="evening",
    first_day="2024-06-07",
    days=1,
    venues=(Venue(1, "Đại Nội"),),
    stages=(Stage(1, "Ngọ Môn", 1, open=(Span(19 * 60, 22 * 60),)),),
    troupes=(Troupe(1, "Ashi", arrives=21 * 60 + 30),),
    acts=(Act(1, "Trống", 60, troupes=(1,)), Act(2, "Nhã nhạc", 120)),
)


def test_two_requirements_that_leave_nothing_are_both_named() -> None:
    """The stage shuts at 22:00, the troupe is there from 21:30 on, and plays an hour."""
    assert lacking(EVENING, Plan(()), 1) == Lack(("opening-hours", "within-stay"), None)
    sooner = replace(EVENING, troupes=(Troupe(1, "Ashi", arrives=20 * 60),))
    assert lacking(sooner, Plan(()), 1) == Lack((), Slot(1, 1, 20 * 60))


def test_what_stands_takes_the_last_place() -> None:
    alone = replace(EVENING, acts=(replace(EVENING.acts[0], troupes=()), replace(EVENING.acts[1], duration=150)))
    assert lacking(alone, Plan((Slot(2, 1, 19 * 60),)), 1) == Lack((), None)
    assert lacking(alone, Plan(()), 1) == Lack((), Slot(1, 1, 19 * 60))


@pytest.mark.parametrize("seed", range(24))
def test_it_agrees_with_trying_every_slot(seed: int) -> None:
    problem, plan = festival(seed)
    act = problem.acts[0]
    rest = Plan(tuple(slot for slot in plan.slots if slot.act != act.id))
    blocking = {rule.key for rule in RULES if rule.level_in(problem) in (BLOCK, BLOCK_RELEASE)}
    days = Span(problem.day(0).starts, problem.day(problem.days - 1).ends)

    def sound(slots: tuple[Slot, ...], slot: Slot) -> bool:
        found = check(problem, Plan((*slots, slot)))
        return not any(it.rule in blocking and slot.act in it.acts for it in found)

    every = [
        Slot(act.id, stage.id, minute)
        for stage in problem.stages
        for minute in range(days.starts, days.ends, problem.grid)
    ]
    lack = lacking(problem, rest, act.id)
    if lack.free is not None:
        assert sound(rest.slots, lack.free)
    else:
        assert [slot for slot in every if sound(rest.slots, slot)] == []
    if lack.colliding:
        assert [slot for slot in every if sound((), slot)] == []
