"""Plans made sound again: what moves, what must go, and what is proven of both."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

import pytest

from bench.instances import festival as contested
from solver.check import check
from solver.first_aid import first_aid
from solver.plan import Plan, Repaired
from solver.playbooks import day_cancelled, rain, stage_lost, troupe_late
from solver.problem import Act, Blackout, Pin, Precedence, Problem, Slot, Span, Stage, Troupe
from solver.repair import make_room, repair
from solver.scope import EVERYTHING, Scope, movable
from solver.seed import blocking_breaches
from solver.seed import seed as first_plan
from tests.solver.rules.examples import COURT, EVENING, NOON, PARK, RIVER, TOMORROW, festival

OPEN = tuple(Span(day * 1440 + 18 * 60, day * 1440 + 23 * 60) for day in (0, 1))


def evening(*acts: Act, current: tuple[Slot, ...], **facts: Any) -> Problem:
    """River and Park are open from 18:00 to 23:00 on both days, Court is an indoor stage that opens with them."""
    stages = (
        Stage(RIVER, "River", venue=1, open=OPEN),
        Stage(PARK, "Park", venue=2, open=OPEN),
        Stage(COURT, "Court", venue=1, outdoor=False, open=OPEN),
    )
    return festival(*acts, current=current, **{"stages": stages} | facts)


def repaired(problem: Problem, scope: Scope = EVERYTHING) -> Repaired:
    """The proven answer, which the constructor alone must not beat."""
    answer = repair(problem, seconds=20, scope=scope, workers=1)
    quick = first_aid(problem, scope)
    assert (answer.status, answer.proven) == ("optimal", True)
    assert (len(answer.unplaced), answer.moves) <= (len(quick.unplaced), quick.moves)
    for plan in (answer.plan, quick.plan):
        assert {it.rule for it in check(problem, plan) if not any(map(problem.begun, it.acts))} <= {"placed"}
    return answer


def changed(problem: Problem, answer: Repaired) -> list[Slot]:
    """The slots of acts that moved."""
    return [slot for act in answer.moved if (slot := answer.plan.slot(act))]


# Kinds of changes that the press has told of Vietnamese festivals, in miniature; acts, stages and hours are invented.


def test_a_late_troupe_changes_places_with_the_next_on_its_stage() -> None:
    acts = Act(1, "Opening", 60, (1,), stages=(RIVER,)), Act(2, "Fan dance", 60, (2,), stages=(RIVER,))
    other = Act(3, "Song", 180, stages=(RIVER,), crowd=9000)
    slots = Slot(1, RIVER, 18 * 60), Slot(2, RIVER, 19 * 60), Slot(3, RIVER, 20 * 60)
    tonight = Blackout(TOMORROW, 2 * TOMORROW)
    problem = troupe_late(evening(*acts, other, current=slots, blackouts=(tonight,)), 1, 18 * 60 + 30)
    answer = repaired(problem)
    assert changed(problem, answer) == [Slot(1, RIVER, 19 * 60), Slot(2, RIVER, 18 * 60)]
    assert (answer.moves, answer.moves_bound, answer.cancelled) == (2, 2, ())


def test_an_order_that_is_held_outlasts_a_change() -> None:
    """The same as before, but the opening is to stay before the fan dance: both begin later."""
    acts = Act(1, "Opening", 60, (1,), stages=(RIVER,)), Act(2, "Fan dance", 60, (2,), stages=(RIVER,))
    slots = Slot(1, RIVER, 18 * 60), Slot(2, RIVER, 19 * 60)
    problem = evening(*acts, current=slots, pins=(Pin(1, order=True), Pin(2, day=0)))
    problem = troupe_late(replace(problem, blackouts=(Blackout(TOMORROW, 2 * TOMORROW),)), 1, 18 * 60 + 30)
    first, second = changed(problem, repaired(problem))
    assert (first.act, second.act, first.starts + 60 <= second.starts) == (1, 2, True)


def test_a_stage_that_closes_early_lets_its_last_act_begin_earlier() -> None:
    acts = Act(1, "Opening", 60, stages=(RIVER,)), Act(2, "Finale", 60, stages=(RIVER,))
    problem = evening(*acts, current=(Slot(1, RIVER, 18 * 60), Slot(2, RIVER, 21 * 60)))
    problem = stage_lost(problem, RIVER, Span(21 * 60 + 30, 2 * TOMORROW), "storm")
    (finale,) = changed(problem, repaired(problem))
    assert (finale.act, finale.stage, 19 * 60 <= finale.starts <= 20 * 60 + 30) == (2, RIVER, True)


def test_an_act_changes_stage_and_time_together() -> None:
    acts = Act(1, "Opening", 60, stages=(RIVER, COURT)), Act(2, "Recital", 120, stages=(COURT,), crowd=500)
    problem = evening(*acts, current=(Slot(1, RIVER, 18 * 60), Slot(2, COURT, 18 * 60)))
    wet = rain(problem, Span(0, 2 * TOMORROW), {}, "rain")
    (opening,) = changed(wet, repaired(wet))
    assert (opening.act, opening.stage, opening.starts >= 20 * 60) == (1, COURT, True)


def test_a_lost_evening_cancels_two_acts_and_keeps_the_third() -> None:
    """Two troupes leave the next morning; the third has a free hour the evening after."""
    leave = 30 * 60
    troupes = Troupe(1, "Lotus", departs=leave), Troupe(2, "Dragon", departs=leave), Troupe(3, "Phoenix")
    acts = tuple(Act(id, f"Show {id}", 60, (id,), stages=(RIVER,)) for id in (1, 2, 3))
    slots = tuple(Slot(id, RIVER, 17 * 60 + 60 * id) for id in (1, 2, 3))
    problem = day_cancelled(evening(*acts, current=slots, troupes=troupes), 0, "mourning")
    answer = repaired(problem)
    assert (answer.cancelled, answer.moved, answer.unplaced_bound) == ((1, 2), (3,), 2)


def test_the_fewest_acts_are_cancelled_whatever_their_size() -> None:
    """One long act for many people or two short ones: two stay."""
    long = Act(1, "Gala", 180, stages=(RIVER,), crowd=9000)
    short = Act(2, "Song", 90, stages=(PARK,)), Act(3, "Dance", 90, stages=(PARK,))
    hours = Span(18 * 60, 21 * 60)
    stages = Stage(RIVER, "River", 1, open=(hours,)), Stage(PARK, "Park", 1, open=(hours,))
    slots = Slot(1, RIVER, 18 * 60), Slot(2, PARK, 18 * 60), Slot(3, PARK, 19 * 60 + 30)
    problem = festival(long, *short, stages=stages, current=slots)
    answer = repaired(stage_lost(problem, RIVER, hours))
    assert answer.cancelled == (1,)
    both = replace(problem, acts=tuple(replace(act, stages=(PARK,)) for act in problem.acts))
    answer = repaired(both)
    assert (answer.cancelled, answer.moved, answer.unplaced_bound) == ((1,), (), 1)


def test_the_acts_of_few_people_with_long_notice_move() -> None:
    """Two acts collide; the smaller one moves, unless it begins so soon that many know no better."""
    acts = Act(1, "Gala", 60, stages=(RIVER,), crowd=300), Act(2, "Song", 60, stages=(RIVER,), crowd=200)
    problem = evening(*acts, current=(Slot(1, RIVER, 20 * 60), Slot(2, RIVER, 19 * 60 + 30)))
    assert repaired(problem).moved == (2,)
    assert repaired(replace(problem, now=20 * 60 - 121)).moved == (1,)


def test_an_act_gives_way_when_that_saves_another() -> None:
    acts = Act(1, "Opening", 60, stages=(RIVER, COURT)), Act(2, "Song", 60, stages=(COURT, PARK))
    short = tuple(Stage(id, f"Stage {id}", id, open=(Span(1080, 1140),)) for id in (RIVER, PARK))
    stages = (*short, Stage(COURT, "Court", 2, open=(Span(1080, 1140),)))
    problem = festival(*acts, stages=stages, venues=(), trips=(), current=(Slot(1, RIVER, 1080), Slot(2, COURT, 1080)))
    answer = repaired(stage_lost(problem, RIVER, Span(0, 2 * TOMORROW)))
    assert (answer.moved, answer.cancelled, answer.moves) == ((1, 2), (), 2)


def test_what_must_follow_a_cancelled_act_goes_with_it() -> None:
    acts = Act(1, "Rite", 60, stages=(RIVER,)), Act(2, "Feast", 60, stages=(PARK,))
    slots = Slot(1, RIVER, EVENING), Slot(2, PARK, EVENING + 90)
    problem = evening(*acts, current=slots, precedences=(Precedence(1, 2),))
    answer = repaired(stage_lost(problem, RIVER, Span(0, 3 * TOMORROW)))
    assert (answer.cancelled, answer.moved, answer.plan) == ((1, 2), (), Plan())


@pytest.mark.parametrize("workers", [1, 2])
def test_a_contested_festival_that_loses_a_day_is_sound_and_bounded(workers: int) -> None:
    """The bounds of exact models, of arithmetic and of the outline never pass what some plan reaches."""
    problem = contested(60, 8, 20, 4, seed=1)
    problem = replace(problem, current=first_plan(problem, chance=Random(0)).slots)
    told: list[Repaired] = []
    lost = day_cancelled(problem, 1)
    answer = repair(lost, seconds=8, progress=told.append, workers=workers)
    quick = first_aid(lost)
    assert blocking_breaches(lost, answer.plan) == []
    assert answer.unplaced_bound <= min(len(answer.unplaced), len(quick.unplaced))
    assert (len(answer.unplaced), answer.moves) <= (len(quick.unplaced), quick.moves)
    assert answer.moves_bound <= answer.moves
    worths = [(len(one.unplaced), one.moves, one.value) for one in told]
    assert worths == sorted(worths, reverse=True)
    broken = {act for breach in blocking_breaches(lost, Plan(lost.current)) for act in breach}
    assert {*answer.moved, *answer.cancelled} >= broken


# Unhappy paths


def test_a_sound_plan_stays_as_it_is() -> None:
    problem = evening(Act(1, "Opening", 60), current=(Slot(1, RIVER, EVENING),))
    answer = repaired(problem)
    assert (answer.plan, answer.moved, answer.moves, answer.unplaced) == (Plan(problem.current), (), 0, ())


def test_where_nothing_can_be_repaired_everything_hit_is_cancelled() -> None:
    problem = evening(
        Act(1, "Opening", 60), Act(2, "Song", 60), current=(Slot(1, RIVER, EVENING), Slot(2, PARK, EVENING))
    )
    closed = replace(problem, blackouts=(Blackout(-1440, 5 * 1440),))
    answer = repaired(closed)
    assert (answer.cancelled, answer.plan, answer.unplaced_bound) == ((1, 2), Plan(), 2)


def test_what_was_announced_or_pinned_is_cancelled_rather_than_moved() -> None:
    slots = Slot(1, RIVER, EVENING), Slot(2, RIVER, EVENING + 60)
    acts = Act(1, "Opening", 60, announced=slots[0]), Act(2, "Song", 60)
    problem = evening(*acts, current=slots, pins=(Pin(2, stage=RIVER),))
    answer = repaired(stage_lost(problem, RIVER, Span(0, 3 * TOMORROW)))
    assert answer.cancelled == (1, 2)


def test_a_scope_that_frees_nothing_moves_only_what_was_hit() -> None:
    acts = Act(1, "Opening", 60, stages=(RIVER, COURT)), Act(2, "Recital", 60, stages=(COURT, PARK))
    hours = (Span(18 * 60, 19 * 60),)
    stages = tuple(Stage(id, f"Stage {id}", 1, open=hours) for id in (RIVER, PARK, COURT))
    problem = festival(*acts, stages=stages, current=(Slot(1, RIVER, 18 * 60), Slot(2, COURT, 18 * 60)))
    lost = stage_lost(problem, RIVER, Span(0, 3 * TOMORROW))
    assert repaired(lost).moved == (1, 2)
    for nothing in (
        Scope(unplaced=True),
        Scope(acts=(1,)),
        Scope(days=(1,)),
        Scope(stages=(RIVER,)),
        Scope(frozen_until=1081),
    ):
        assert movable(lost, nothing) == {1}
        answer = repaired(lost, nothing)
        assert (answer.cancelled, answer.moved, answer.plan) == ((1,), (), Plan(problem.current[1:]))


def test_what_has_begun_stays_even_on_a_lost_stage() -> None:
    acts = Act(1, "Opening", 60), Act(2, "Song", 60)
    problem = evening(*acts, current=(Slot(1, RIVER, EVENING), Slot(2, RIVER, EVENING + 60)), now=EVENING + 30)
    answer = repair(stage_lost(problem, RIVER, Span(EVENING, 3 * TOMORROW)), seconds=10, workers=1)
    assert (answer.status, answer.moved, answer.plan.slot(1)) == ("optimal", (2,), Slot(1, RIVER, EVENING))
    assert first_aid(problem).plan.slot(1) == Slot(1, RIVER, EVENING)


def test_what_should_have_come_before_a_begun_act_may_come_after_it() -> None:
    acts = Act(1, "Rite", 60, stages=(RIVER, COURT)), Act(2, "Feast", 60)
    slots = Slot(1, RIVER, EVENING + 60), Slot(2, PARK, EVENING)
    problem = evening(*acts, current=slots, precedences=(Precedence(1, 2),), now=EVENING + 30)
    answer = repaired(stage_lost(problem, RIVER, Span(EVENING, 3 * TOMORROW)))
    assert (answer.moved, answer.cancelled, answer.plan.slot(2)) == ((1,), (), slots[1])


def test_a_stopped_repair_keeps_what_it_has() -> None:
    acts = Act(1, "Opening", 60), Act(2, "Song", 60)
    problem = evening(*acts, current=(Slot(1, RIVER, EVENING), Slot(2, RIVER, EVENING + 30)))
    answer = repair(problem, seconds=60, cancelled=lambda: True, workers=1)
    assert {it.rule for it in check(problem, answer.plan)} <= {"placed"}
    told: list[Repaired] = []
    kept = repair(problem, seconds=60, progress=told.append, cancelled=lambda: bool(told), workers=1)
    assert (kept.plan, kept.moves) == (told[-1].plan, told[-1].moves)
    assert len(kept.plan.slots) == 2


def test_acts_without_a_slot_are_placed_on_the_way() -> None:
    problem = evening(Act(1, "Opening", 60), Act(2, "Song", 60), current=(Slot(1, RIVER, EVENING),))
    answer = repaired(problem)
    assert (answer.moved, answer.moves, answer.unplaced) == ((), 0, ())


# Room for an act at exactly one slot


def test_room_is_made_by_those_whom_it_costs_least() -> None:
    acts = Act(1, "Opening", 60), Act(2, "Song", 60, crowd=100), Act(3, "Gala", 60, crowd=5000)
    problem = evening(*acts, current=(Slot(1, PARK, EVENING), Slot(2, RIVER, EVENING), Slot(3, COURT, EVENING)))
    made = make_room(problem, Plan(problem.current), Slot(1, RIVER, EVENING + 30), seconds=10, workers=1)
    assert made is not None
    assert (made.plan.slot(1), made.moved, made.moves) == (Slot(1, RIVER, EVENING + 30), (2,), 2)
    assert check(problem, made.plan) == []


def test_room_at_a_free_slot_moves_nobody() -> None:
    problem = evening(Act(1, "Opening", 60), current=(Slot(1, PARK, EVENING),))
    made = make_room(problem, Plan(problem.current), Slot(1, RIVER, EVENING + 2), seconds=10, workers=1)
    assert made is not None
    assert (made.plan, made.moved) == (Plan((Slot(1, RIVER, EVENING + 2),)), ())


def test_there_is_no_room_where_the_act_may_not_stand_or_others_have_no_other_place() -> None:
    slots = Slot(1, PARK, EVENING), Slot(2, RIVER, EVENING)
    acts = Act(1, "Opening", 60), Act(2, "Song", 60, announced=slots[1])
    problem = evening(*acts, current=slots)
    for slot in (Slot(1, RIVER, NOON), Slot(1, RIVER, EVENING), Slot(2, RIVER, EVENING + 90)):
        assert make_room(problem, Plan(slots), slot, seconds=10, workers=1) is None
    assert make_room(replace(problem, now=EVENING), Plan(slots), Slot(1, COURT, EVENING - 60), seconds=10) is None


def test_room_is_made_in_a_plan_with_troubles_of_its_own() -> None:
    """Two acts collide elsewhere and stay so, and an act without a slot stays without."""
    slots = Slot(1, PARK, EVENING), Slot(2, RIVER, EVENING), Slot(3, RIVER, EVENING + 30)
    problem = evening(*(Act(id, f"Show {id}", 60) for id in (1, 2, 3, 4)), current=slots)
    made = make_room(problem, Plan(slots), Slot(1, COURT, EVENING), seconds=10, workers=1)
    assert made is not None
    assert (made.plan, made.moved) == (Plan((Slot(1, COURT, EVENING), *slots[1:])), ())
