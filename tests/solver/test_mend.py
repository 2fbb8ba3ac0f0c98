"""The order of goals decides what a repair gives up for what."""

from __future__ import annotations

from dataclasses import replace

import pytest

from solver.check import check
from solver.mend import mend
from solver.playbooks import stage_lost
from solver.problem import CAREFUL, STEADY, WISHFUL, Act, Blackout, Liking, Problem, Slot, Span, Stage
from solver.scope import Scope
from tests.solver.rules.examples import COURT, PARK, RIVER, TOMORROW, festival

HOUR = (Span(18 * 60, 19 * 60),)
LATER = Blackout(TOMORROW, 2 * TOMORROW)


def crowded() -> Problem:
    """Each stage has room for one act. River is lost, and its crowd would be too large for Park but not for Court."""
    stages = (
        Stage(RIVER, "River", venue=1, open=HOUR),
        Stage(PARK, "Park", venue=1, capacity=100, open=HOUR),
        Stage(COURT, "Court", venue=1, open=HOUR),
    )
    acts = Act(1, "Opening", 60, crowd=500), Act(2, "Song", 60)
    slots = Slot(1, RIVER, 18 * 60), Slot(2, COURT, 18 * 60)
    levels = {"crowd-fits-stage": "warn"}
    problem = festival(*acts, stages=stages, current=slots, levels=levels, blackouts=(LATER,))
    return stage_lost(problem, RIVER, Span(0, TOMORROW), "storm")


@pytest.mark.parametrize(
    ("goals", "moved", "warned"), [(CAREFUL, (1, 2), []), (STEADY, (1,), ["crowd-fits-stage"]), (WISHFUL, (1, 2), [])]
)
def test_a_warning_is_avoided_by_more_moves_unless_the_least_change_comes_first(
    goals: tuple[str, ...], moved: tuple[int, ...], warned: list[str]
) -> None:
    problem = replace(crowded(), goals=goals)
    answer = mend(problem, seconds=6, workers=1)
    assert (answer.moved, answer.unplaced) == (moved, ())
    assert [each.rule for each in check(problem, answer.plan)] == warned


def wished() -> Problem:
    """A sound plan of an act that would like to stand an hour later."""
    stages = (Stage(RIVER, "River", venue=1, open=(Span(18 * 60, 21 * 60),)),)
    act = Act(1, "Opening", 60, likings=(Liking(19 * 60, 20 * 60, 9),))
    return festival(act, stages=stages, current=(Slot(1, RIVER, 18 * 60),), blackouts=(LATER,))


@pytest.mark.parametrize(("goals", "starts"), [(CAREFUL, 18), (STEADY, 18), (WISHFUL, 19)])
def test_a_sound_plan_stays_unless_wishes_count_more(goals: tuple[str, ...], starts: int) -> None:
    answer = mend(replace(wished(), goals=goals), seconds=4, workers=1)
    assert answer.plan.slots == (Slot(1, RIVER, starts * 60),)


def test_even_for_wishes_nothing_outside_the_scope_moves() -> None:
    told: list[int] = []
    problem = replace(wished(), goals=WISHFUL)
    answer = mend(
        problem, seconds=4, scope=Scope(unplaced=True), workers=1, progress=lambda it: told.append(len(it.moved))
    )
    assert (answer.plan.slots, answer.moves, told[-1]) == (problem.current, 0, 0)
