"""What becomes of a festival: each change says exactly what differs, and leaves the rest as it was."""

from __future__ import annotations

from dataclasses import replace

from solver.check import check
from solver.plan import Plan
from solver.playbooks import day_cancelled, postponed, rain, stage_lost, troupe_late
from solver.problem import Act, Blackout, Leg, Problem, Quiet, Slot, Span, Stage, Troupe
from tests.solver.rules.examples import COURT, EVENING, NOON, PARK, RIVER, TOMORROW, festival

OUTDOORS = (Stage(RIVER, "River", 1), Stage(PARK, "Park", 2), Stage(COURT, "Court", 1, outdoor=False))
EVENINGS = tuple(Span(day * 1440 + 18 * 60, day * 1440 + 23 * 60) for day in range(9))


def broken(problem: Problem) -> list[tuple[str, tuple[int, ...]]]:
    return [(it.rule, it.acts) for it in check(problem, Plan(problem.current))]


def test_a_lost_stage_is_closed_for_a_time_and_others_are_not() -> None:
    acts = Act(1, "Opening", 60), Act(2, "Fan dance", 30), Act(3, "Matinee", 30)
    current = Slot(1, RIVER, EVENING), Slot(2, PARK, EVENING), Slot(3, RIVER, NOON)
    problem = festival(*acts, current=current)
    lost = stage_lost(problem, RIVER, Span(EVENING - 90, EVENING + 90), "flood")
    assert broken(lost) == [("no-blackout", (1,))]
    assert lost == replace(problem, blackouts=(Blackout(EVENING - 90, EVENING + 90, (RIVER,), "flood"),))


def test_in_rain_outdoor_acts_may_stand_indoors() -> None:
    acts = (
        Act(1, "Opening", 60, stages=(RIVER,)),
        Act(2, "Fan dance", 30, stages=(PARK,)),
        Act(3, "Anywhere", 30),
        Act(4, "Parade", 60, stages=(RIVER,), route=(Leg(RIVER, 0, 60),)),
    )
    problem = festival(*acts, stages=OUTDOORS, current=(Slot(1, RIVER, EVENING), Slot(3, COURT, EVENING)))
    wet = rain(problem, Span(EVENING, EVENING + 60), {RIVER: (COURT,)}, "rain")
    assert [act.stages for act in wet.acts] == [(RIVER, COURT), (PARK,), (), (RIVER,)]
    assert broken(replace(wet, acts=wet.acts[:1] + wet.acts[2:3])) == [("no-blackout", (1,))]
    assert wet.blackouts == (Blackout(EVENING, EVENING + 60, (RIVER, PARK), "rain"),)


def test_rain_over_a_festival_indoors_changes_nothing() -> None:
    """A blackout that names no stage would close them all."""
    problem = festival(Act(1, "Recital", 60), stages=(Stage(COURT, "Court", 1, outdoor=False),))
    assert rain(problem, Span(EVENING, EVENING + 60), {}) == problem


def test_a_late_troupe_arrives_later_never_earlier() -> None:
    troupes = Troupe(1, "Lotus", arrives=NOON), Troupe(2, "Dragon")
    problem = festival(Act(1, "Opening", 60, (1,)), troupes=troupes, current=(Slot(1, RIVER, EVENING),))
    late = troupe_late(problem, 1, EVENING + 30)
    assert late.troupes == (Troupe(1, "Lotus", arrives=EVENING + 30), troupes[1])
    assert broken(late) == [("within-stay", (1,))]
    assert troupe_late(problem, 1, NOON - 60) == problem
    assert troupe_late(problem, 2, NOON).troupes == (troupes[0], Troupe(2, "Dragon", arrives=NOON))


def test_a_cancelled_day_lasts_from_cut_off_to_cut_off() -> None:
    acts = Act(1, "Late", 60), Act(2, "Night", 60), Act(3, "Dawn", 60)
    current = Slot(1, RIVER, TOMORROW + 180), Slot(2, PARK, 2 * TOMORROW + 180), Slot(3, COURT, TOMORROW + 200)
    problem = festival(*acts, current=current)
    assert broken(day_cancelled(problem, 1)) == [("no-blackout", (2,)), ("no-blackout", (3,))]
    assert broken(day_cancelled(problem, 0)) == [("no-blackout", (1,)), ("no-blackout", (3,))]


def nine_days() -> Problem:
    """From Friday 7 June to Saturday 15 June; on Saturdays River opens at noon."""
    saturdays = tuple(Span(day * 1440 + NOON, it.ends) if day in (1, 8) else it for day, it in enumerate(EVENINGS))
    stages = Stage(RIVER, "River", 1, open=saturdays, quiet=(Quiet(22 * 60, 1440 + 360, 1),)), Stage(PARK, "Park", 2)
    current = Slot(1, RIVER, 1440 + NOON), Slot(2, PARK, 5 * 1440 + EVENING)
    problem = festival(Act(1, "Opening", 60), Act(2, "Fan dance", 30), stages=stages, current=current)
    return replace(problem, days=9, blackouts=(Blackout(6 * 1440, 7 * 1440),), now=-1440)


def test_a_week_later_everything_is_as_it_was_but_for_the_calendar() -> None:
    problem = nine_days()
    later = postponed(problem, 7)
    assert (later.first_day, later.now) == ("2024-06-14", -8 * 1440)
    assert later.blackouts == (Blackout(-1440, 0),)
    assert later.stages == problem.stages
    assert replace(later, first_day="2024-06-07", now=-1440, blackouts=problem.blackouts) == problem


def test_a_postponed_edition_keeps_the_hours_of_each_day_of_the_week() -> None:
    """A day later the Saturday is the first day, and a ninth day, a Sunday, is like the Sunday that was the third."""
    later = postponed(nine_days(), 1)
    opens = [span.starts % 1440 // 60 for span in later.stages[0].open]
    assert opens == [12, 18, 18, 18, 18, 18, 18, 12, 18]


def test_hours_that_go_along_are_those_of_the_day_each_day_was() -> None:
    problem = nine_days()
    river, park = postponed(problem, 1, along=(RIVER,)).stages
    assert (river, park.open) == (problem.stages[0], postponed(problem, 1).stages[1].open)
    assert broken(postponed(problem, 1)) == [("opening-hours", (1,)), ("no-blackout", (2,))]
    assert broken(postponed(problem, 1, along=(RIVER,))) == [("no-blackout", (2,))]


def test_an_edition_can_be_put_forward_and_back() -> None:
    problem = nine_days()
    assert postponed(postponed(problem, 7), -7) == problem


def test_troupes_that_keep_their_dates_come_earlier_in_a_later_edition() -> None:
    """Minutes count from the first day; beyond the horizon one moment is as good as another."""
    troupes = Troupe(1, "Lotus", arrives=NOON, departs=3 * 1440), Troupe(2, "Dragon", arrives=NOON)
    problem = replace(nine_days(), troupes=troupes)
    later = postponed(problem, 1, staying=(1,))
    assert later.troupes == (Troupe(1, "Lotus", arrives=NOON - 1440, departs=2 * 1440), troupes[1])
    far = postponed(problem, 400, staying=(1,)).troupes[0]
    assert (far.arrives, far.departs) == (problem.horizon.starts, problem.horizon.starts)
