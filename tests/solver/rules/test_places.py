"""What acts on one stage, beside each other and out of one stock ask of each other."""

from __future__ import annotations

from solver.problem import Act, Leg, Need, Neighbours, Pool, Slot, Stage, Venue
from tests.solver.rules.examples import COURT, EVENING, PARK, RIVER, festival, told


def test_a_stage_hosts_one_act_at_a_time() -> None:
    stages = (Stage(RIVER, "River", 1, changeover=15), Stage(PARK, "Park", 2))
    problem = festival(Act(1, "Opening", 60, get_out=5), Act(2, "Fan dance", 30, get_in=10), stages=stages)
    opening = Slot(1, RIVER, EVENING)
    assert told("one-act-per-stage", problem, opening, Slot(2, RIVER, EVENING + 60)) == [
        "Opening and Fan dance overlap on River by 15 minutes."
    ]
    assert told("one-act-per-stage", problem, opening, Slot(2, RIVER, EVENING + 85)) == [
        "Fan dance stands too close to Opening on River: it needs 15 minutes between, has 10."
    ]
    assert told("one-act-per-stage", problem, opening, Slot(2, RIVER, EVENING + 90)) == []
    assert told("one-act-per-stage", problem, opening, Slot(2, PARK, EVENING)) == []


def test_a_parade_meets_the_act_on_the_stage_it_passes_and_none_after_it_has_passed() -> None:
    parade = Act(1, "Parade", 90, route=(Leg(PARK, 0, 30), Leg(RIVER, 40, 20), Leg(COURT, 70, 20)))
    problem = festival(parade, Act(2, "Fan dance", 30))
    passes = Slot(1, PARK, EVENING)
    assert told("one-act-per-stage", problem, passes, Slot(2, RIVER, EVENING + 15)) == [
        "Fan dance and Parade overlap on River by 5 minutes."
    ]
    assert told("one-act-per-stage", problem, passes, Slot(2, RIVER, EVENING + 60)) == []
    assert told("one-act-per-stage", problem, passes, Slot(2, PARK, EVENING + 30)) == []


def test_loud_neighbours_wait_for_quiet_acts() -> None:
    zither, drums = Act(1, "Zither", 60, loudness=0, needs_quiet=True), Act(2, "Drums", 60, loudness=3)
    problem = festival(zither, drums, neighbours=(Neighbours(RIVER, COURT),))
    assert told("disturbing-neighbours", problem, Slot(1, RIVER, EVENING), Slot(2, COURT, EVENING + 45)) == [
        "Zither needs quiet, but Drums is loud within earshot for 15 minutes of it."
    ]
    assert told("disturbing-neighbours", problem, Slot(1, RIVER, EVENING), Slot(2, COURT, EVENING + 60)) == []
    assert told("disturbing-neighbours", problem, Slot(1, RIVER, EVENING), Slot(2, PARK, EVENING)) == []


def test_the_crowds_of_one_time_fit_the_venue_together() -> None:
    venues = (Venue(1, "Citadel", capacity=1000), Venue(2, "Gardens"))
    problem = festival(Act(1, "Opening", 60, crowd=700), Act(2, "Fan dance", 30, crowd=400), venues=venues)
    assert told("crowd-within-venue", problem, Slot(1, RIVER, EVENING), Slot(2, COURT, EVENING + 55)) == [
        "When Fan dance starts at 20:25 on 07/06/2024, 1100 people are expected in Citadel, 100 too many."
    ]
    assert told("crowd-within-venue", problem, Slot(1, RIVER, EVENING), Slot(2, COURT, EVENING + 60)) == []
    assert told("crowd-within-venue", problem, Slot(1, RIVER, EVENING), Slot(2, PARK, EVENING)) == []


def test_equipment_in_use_is_in_stock() -> None:
    acts = (Act(1, "Opening", 60, get_out=30, needs=(Need(1, 2),)), Act(2, "Fan dance", 30, needs=(Need(1, 2),)))
    everywhere = festival(*acts, pools=(Pool(1, "sound rigs", 3),))
    assert told("equipment-in-stock", everywhere, Slot(1, RIVER, EVENING), Slot(2, PARK, EVENING + 60)) == [
        "Fan dance needs sound rigs from 20:30 on 07/06/2024 on: 4 are in use then, 3 in stock, 1 missing."
    ]
    assert told("equipment-in-stock", everywhere, Slot(1, RIVER, EVENING), Slot(2, PARK, EVENING + 90)) == []
    citadel = festival(*acts, pools=(Pool(1, "sound rigs", 3, venue=1),))
    assert told("equipment-in-stock", citadel, Slot(1, RIVER, EVENING), Slot(2, PARK, EVENING + 60)) == []
