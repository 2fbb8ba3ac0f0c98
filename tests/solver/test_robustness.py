"""Chains small enough to reckon by hand, and what must hold of every evening."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from bench.instances import festival as contested
from solver.chains import Tie, hand_overs
from solver.plan import Plan
from solver.playbooks import stage_lost
from solver.problem import Act, Leg, Person, Precedence, Problem, Slot, Stage, Troupe
from solver.repair import repair
from solver.robustness import Delays, Firmness, Spread, firmness
from solver.seed import seed
from tests.solver.rules.examples import COURT, EVENING, PARK, RIVER, TOMORROW, festival

STAGES = (Stage(RIVER, "River", 1, changeover=10), Stage(PARK, "Park", 2), Stage(COURT, "Court", 1))


def always(percent: float) -> Delays:
    """Every act takes so much longer, and nothing else goes wrong."""
    return Delays(Spread(percent, percent, percent), 0, Spread(0, 0, 0), Spread(0, 0, 0))


def evening(problem: Problem, delays: Delays, **more: int) -> Firmness:
    return firmness(problem, Plan(problem.current), 0, delays, **{"evenings": 20, **more})


def late(found: Firmness) -> dict[int, float]:
    return {showing.act: round(showing.minutes, 6) for showing in found.showings}


def river(*gaps: int) -> Problem:
    """Acts of an hour on River, each so many minutes after the changeover that follows the one before."""
    starts = [EVENING]
    for gap in gaps:
        starts.append(starts[-1] + 60 + 10 + gap)
    acts = [Act(index + 1, f"Act {index + 1}", 60, (index + 1,)) for index in range(len(starts))]
    slots = tuple(Slot(index + 1, RIVER, at) for index, at in enumerate(starts))
    troupes = tuple(Troupe(act.id, f"Troupe {act.id}") for act in acts)
    return festival(*acts, stages=STAGES, troupes=troupes, current=slots)


def test_lateness_that_is_fixed_adds_up_along_a_stage() -> None:
    """Each act runs 12 minutes over: 2 are lost at the first hand-over, 9 more at the second, 0 before the fourth."""
    found = evening(river(10, 3, 30), always(20))
    assert late(found) == {1: 0, 2: 2, 3: 11, 4: 0}
    assert {showing.act: showing.risk for showing in found.showings} == {1: 0, 2: 0, 3: 1, 4: 0}
    assert round(found.minutes, 6) == 13
    assert [(it.hand_over.first, it.hand_over.second) for it in found.weaknesses] == [(2, 3), (1, 2)]
    assert [tuple(round(gain, 6) for gain in it.gains) for it in found.weaknesses] == [(5, 10), (4, 4)]
    assert [it.risk for it in found.weaknesses] == [1, 0]


def test_acts_that_end_early_or_on_time_make_nobody_late() -> None:
    for percent in (0, -10):
        found = evening(river(0, 0), always(percent))
        assert (found.minutes, found.weaknesses) == (0, ())


def test_lateness_follows_whoever_plays_again() -> None:
    """From River to Park the way takes 25 minutes; a person ties two troupes, and rest counts from show to show."""
    acts = Act(1, "One", 60, (1,), get_out=10), Act(2, "Two", 60, (1,), get_in=15), Act(3, "Three", 60, (2,))
    slots = Slot(1, RIVER, EVENING), Slot(2, PARK, EVENING + 60 + 65), Slot(3, PARK, EVENING + 320)
    persons = (Person(7, "Drummer", (1, 2)),)
    troupes = Troupe(1, "Lotus", rest=60), Troupe(2, "Dragon")
    problem = festival(*acts, stages=STAGES, troupes=troupes, persons=persons, current=slots)
    (first, second) = hand_overs(problem, Plan(slots), 0)
    assert (first.first, first.second) == (1, 2)
    assert first.ties == (Tie("troupe", 1, 50, 15, way=25), Tie("rest", 1, 60, 5))
    assert (second.first, second.second) == (2, 3)
    assert second.ties == (Tie("stage", PARK, 0, 135), Tie("person", 7, 0, 135))
    assert late(evening(problem, always(20))) == {1: 0, 2: 7, 3: 0}
    slow = replace(always(20), way=Spread(100, 100, 100))
    assert late(evening(problem, slow)) == {1: 0, 2: 22, 3: 0}


def test_what_is_in_order_waits_and_days_do_not() -> None:
    acts = Act(1, "Rite", 50), Act(2, "Show", 60), Act(3, "Next evening", 60)
    slots = Slot(1, RIVER, EVENING), Slot(2, PARK, EVENING + 80), Slot(3, RIVER, EVENING + TOMORROW)
    problem = festival(*acts, current=slots, precedences=(Precedence(1, 2, lag=30), Precedence(2, 3)))
    assert [each.ties for each in hand_overs(problem, Plan(slots), 0)] == [(Tie("order", None, 30, 0),)]
    assert hand_overs(problem, Plan(slots), 1) == ()
    assert late(evening(problem, always(10))) == {1: 0, 2: 5}


def test_a_parade_has_left_its_first_stops_before_it_is_late_at_its_end() -> None:
    """Two hours long and 24 minutes over: at its first stop, left after half an hour, 6 of them are felt."""
    way = Leg(RIVER, 0, 30), Leg(PARK, 90, 30)
    acts = Act(1, "Parade", 120, route=way), Act(2, "River", 60), Act(3, "Park", 60)
    slots = Slot(1, RIVER, EVENING), Slot(2, RIVER, EVENING + 41), Slot(3, PARK, EVENING + 120)
    problem = festival(*acts, stages=STAGES, current=slots)
    ties = {each.second: each.tightest for each in hand_overs(problem, Plan(slots), 0)}
    assert (ties[2].slack, ties[2].share, ties[3].slack, ties[3].share) == (1, 0.25, 0, 1)
    assert late(evening(problem, always(20))) == {1: 0, 2: 5, 3: 24}


def test_the_same_seed_gives_the_same_evenings() -> None:
    problem = river(5, 5, 5)
    plan = Plan(problem.current)
    assert firmness(problem, plan, 0, seed=3) == firmness(problem, plan, 0, seed=3)
    assert firmness(problem, plan, 0, seed=3) != firmness(problem, plan, 0, seed=4)


@pytest.mark.parametrize("gaps", [(0, 0, 0), (5, 0, 10), (10, 10, 10)])
def test_more_time_never_makes_an_evening_later(gaps: tuple[int, int, int]) -> None:
    usual = firmness(river(*gaps), Plan(river(*gaps).current), 0)
    for index in range(3):
        wider = list(gaps)
        wider[index] += 5
        problem = river(*wider)
        assert all(
            new.minutes <= old.minutes
            for new, old in zip(firmness(problem, Plan(problem.current), 0).showings, usual.showings, strict=True)
        )
    assert all(five <= ten for five, ten in (it.gains for it in usual.weaknesses))


def test_what_a_hand_over_would_save_is_what_it_saves() -> None:
    """The gain is found by trying; a plan that has the five minutes more says the same."""
    problem = river(5, 5, 5)
    before = firmness(problem, Plan(problem.current), 0)
    (middle,) = (it for it in before.weaknesses if it.hand_over.first == 2)
    after = river(5, 10, 5)
    saved = before.minutes - firmness(after, Plan(after.current), 0).minutes
    assert middle.gains[0] == pytest.approx(saved)


def test_no_weakness_is_passed_over_for_a_smaller_one() -> None:
    """Trying stops early; trying them all finds the same worst."""
    problem = contested(80, 10, 24, 3)
    plan = seed(problem, chance=random.Random(0))
    some, every = (firmness(problem, plan, 1, evenings=60, most=most) for most in (3, 10_000))
    assert some.weaknesses == every.weaknesses[:3]
    assert len(every.weaknesses) > 10


def test_a_plan_after_a_lost_stage_can_be_weighed() -> None:
    """Each show that stands is told of once, and no hand-over saves more than there is to save."""
    problem = contested(40, 10, 24, 2)
    problem = replace(problem, current=seed(problem, chance=random.Random(0)).slots)
    lost = max(problem.stages, key=lambda stage: sum(slot.stage == stage.id for slot in problem.current))
    mended = repair(stage_lost(problem, lost.id, problem.day(0)), seconds=2)
    assert mended.plan.slots
    found = firmness(problem, mended.plan, 0, evenings=100)
    standing = {slot.act for slot in mended.plan.slots if problem.day_of(slot.starts) == 0}
    assert {showing.act for showing in found.showings} == standing
    assert all(0 <= showing.risk <= 1 for showing in found.showings)
    assert all(0 < it.gains[0] <= it.gains[1] <= found.minutes for it in found.weaknesses)
