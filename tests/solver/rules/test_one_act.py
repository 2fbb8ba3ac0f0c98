"""What was agreed, announced and pinned for an act, and when and where anything may be shown."""

from __future__ import annotations

from dataclasses import replace

from solver.problem import Act, Blackout, Leg, Pin, Quiet, Slot, Span, Stage
from tests.solver.rules.examples import COURT, EVENING, NOON, PARK, RIVER, TOMORROW, festival, told


def test_every_act_is_placed() -> None:
    problem = festival(Act(1, "Opening", 60), Act(2, "Fan dance", 30))
    assert told("placed", problem, Slot(1, RIVER, EVENING)) == ["Fan dance has no place in the plan."]
    assert told("placed", problem, Slot(1, RIVER, EVENING), Slot(2, PARK, EVENING)) == []


def test_what_was_announced_stays() -> None:
    problem = festival(Act(1, "Opening", 60, announced=Slot(1, RIVER, 1202)))
    assert told("as-announced", problem, Slot(1, COURT, EVENING)) == [
        "Opening was announced for 20:02 on 07/06/2024 on River, the plan has it at 19:30 on 07/06/2024 on Court."
    ]
    assert told("as-announced", problem, Slot(1, RIVER, 1202)) == []


def test_what_is_pinned_stays() -> None:
    problem = festival(Act(1, "Opening", 60), pins=(Pin(1, day=0, stage=RIVER), Pin(1, starts=EVENING)))
    assert told("pinned", problem, Slot(1, PARK, EVENING)) == ["Opening is pinned to River, the plan has it on Park."]
    assert told("pinned", problem, Slot(1, RIVER, EVENING + TOMORROW)) == [
        "Opening is pinned to another festival day than that of 19:30 on 08/06/2024."
    ]
    assert told("pinned", problem, Slot(1, RIVER, NOON)) == [
        "Opening is pinned to 19:30 on 07/06/2024, the plan has it at 12:00 on 07/06/2024."
    ]
    assert told("pinned", problem, Slot(1, RIVER, EVENING)) == []


def test_an_order_that_is_held_stays_on_one_stage_and_day() -> None:
    acts = Act(1, "Opening", 30), Act(2, "Fan dance", 30), Act(3, "Song", 30)
    stood = Slot(1, RIVER, EVENING), Slot(2, RIVER, EVENING + 60), Slot(3, RIVER, EVENING + 120)
    problem = festival(*acts, pins=(Pin(2, order=True),), current=stood)
    assert told("kept-order", problem, Slot(1, RIVER, EVENING + 90), *stood[1:]) == [
        "Opening is held before Fan dance on River, but the plan has it after."
    ]
    assert told("kept-order", problem, stood[0], Slot(2, PARK, EVENING), Slot(3, PARK, EVENING - 30)) == [
        "Fan dance is held before Song on Park, but the plan has it after."
    ]
    assert told("kept-order", problem, Slot(1, RIVER, EVENING + 120), stood[1], Slot(3, RIVER, NOON))[1:] == [
        "Fan dance is held before Song on River, but the plan has it after."
    ]
    assert told("kept-order", problem, Slot(1, RIVER, TOMORROW + NOON), stood[1], Slot(3, COURT, NOON)) == []
    assert told("kept-order", replace(problem, pins=(Pin(2, day=0),)), Slot(1, RIVER, EVENING + 90), stood[1]) == []


def test_nothing_moves_into_the_past() -> None:
    acts = Act(1, "Opening", 60), Act(2, "Fan dance", 30)
    problem = festival(*acts, current=(Slot(1, RIVER, NOON),), now=EVENING)
    assert told("not-before-now", problem, Slot(1, RIVER, EVENING), Slot(2, PARK, EVENING - 5)) == [
        "Opening has begun at 12:00 on 07/06/2024 and cannot be moved any more.",
        "Fan dance would start at 19:25 on 07/06/2024, which has already passed.",
    ]
    assert told("not-before-now", problem, Slot(1, RIVER, NOON), Slot(2, PARK, EVENING)) == []
    assert told("not-before-now", replace(problem, now=None), Slot(1, PARK, EVENING), Slot(2, PARK, 0)) == []


def test_an_act_keeps_to_its_stages() -> None:
    problem = festival(Act(1, "Opening", 60, stages=(RIVER, COURT)))
    assert told("allowed-stages", problem, Slot(1, PARK, EVENING)) == [
        "Opening stands on Park, which is not among the stages agreed for it."
    ]
    assert told("allowed-stages", problem, Slot(1, COURT, EVENING)) == []


def test_a_parade_stands_on_its_first_leg() -> None:
    problem = festival(Act(1, "Parade", 60, route=(Leg(PARK, 0, 20), Leg(RIVER, 30, 30))))
    assert told("allowed-stages", problem, Slot(1, RIVER, EVENING)) == [
        "Parade stands on River, which is not among the stages agreed for it."
    ]
    assert told("allowed-stages", problem, Slot(1, PARK, EVENING)) == []


def test_a_stage_has_what_the_act_needs() -> None:
    stages = (Stage(RIVER, "River", 1, features=("roof",)), Stage(PARK, "Park", 2, features=("roof", "piano")))
    problem = festival(Act(1, "Recital", 60, features=("roof", "piano")), stages=stages)
    assert told("stage-features", problem, Slot(1, RIVER, EVENING)) == [
        "Recital needs piano, which River does not have."
    ]
    assert told("stage-features", problem, Slot(1, PARK, EVENING)) == []


def test_a_crowd_fits_its_stage() -> None:
    stages = (Stage(RIVER, "River", 1, capacity=300), Stage(PARK, "Park", 2))
    problem = festival(Act(1, "Concert", 60, crowd=450), stages=stages)
    assert told("crowd-fits-stage", problem, Slot(1, RIVER, EVENING)) == [
        "Concert expects 450 people, River holds 300: 150 too many."
    ]
    assert told("crowd-fits-stage", problem, Slot(1, PARK, EVENING)) == []


def test_an_act_keeps_to_its_hours_which_may_touch() -> None:
    problem = festival(Act(1, "Tea", 60, hours=(Span(540, 600), Span(600, 660))))
    assert told("allowed-hours", problem, Slot(1, RIVER, 605)) == [
        "Tea is shown from 10:05 on 07/06/2024 to 11:05 on 07/06/2024, outside the hours agreed for it."
    ]
    assert told("allowed-hours", problem, Slot(1, RIVER, 570)) == []


def test_the_festival_begins_and_ends_at_its_cut_off_hour() -> None:
    problem = festival(Act(1, "Dawn rite", 60, get_in=30))
    assert told("within-edition", problem, Slot(1, RIVER, 255)) == [
        "Dawn rite occupies its stage from 03:45 on 07/06/2024 to 05:15 on 07/06/2024, outside the festival's days."
    ]
    assert told("within-edition", problem, Slot(1, RIVER, 270)) == []
    assert told("within-edition", problem, Slot(1, RIVER, 2 * TOMORROW + 180)) == []


def test_get_in_and_get_out_keep_to_the_opening_hours_of_every_place() -> None:
    stages = (Stage(RIVER, "River", 1, open=(Span(1080, 1320),)), Stage(PARK, "Park", 2))
    act = Act(1, "Concert", 60, get_in=15, get_out=30)
    assert told("opening-hours", festival(act, stages=stages), Slot(1, RIVER, 1240)) == [
        "Concert occupies River from 20:25 on 07/06/2024 to 22:10 on 07/06/2024, outside the hours in which it is open."
    ]
    assert told("opening-hours", festival(act, stages=stages), Slot(1, RIVER, 1095)) == []
    parade = Act(1, "Parade", 60, route=(Leg(PARK, 0, 20), Leg(RIVER, 30, 30)))
    assert told("opening-hours", festival(parade, stages=stages), Slot(1, PARK, 1045)) == [
        "Parade occupies River from 17:55 on 07/06/2024 to 18:25 on 07/06/2024, outside the hours in which it is open."
    ]
    assert told("opening-hours", festival(parade, stages=stages), Slot(1, PARK, 1050)) == []


def test_nothing_is_shown_in_a_blackout() -> None:
    problem = festival(Act(1, "Concert", 60), blackouts=(Blackout(1200, 1260, (RIVER,), "a storm"),))
    assert told("no-blackout", problem, Slot(1, RIVER, EVENING)) == [
        "Concert is shown on River during a storm, which lasts from 20:00 on 07/06/2024 to 21:00 on 07/06/2024."
    ]
    assert told("no-blackout", problem, Slot(1, RIVER, 1140)) == []
    assert told("no-blackout", problem, Slot(1, PARK, EVENING)) == []


def test_quiet_hours_allow_what_is_not_too_loud() -> None:
    stages = (Stage(RIVER, "River", 1, quiet=(Quiet(1320, 1800, 1),)),)
    drums, zither = Act(1, "Drums", 60, loudness=3), Act(1, "Zither", 60, loudness=1)
    assert told("quiet-hours", festival(drums, stages=stages), Slot(1, RIVER, 1280)) == [
        "Drums sounds on River until 22:20 on 07/06/2024, 20 minutes of it in quiet hours it is too loud for."
    ]
    assert told("quiet-hours", festival(zither, stages=stages), Slot(1, RIVER, 1280)) == []
