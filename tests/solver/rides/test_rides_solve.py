"""Rides that are planned, or refused with a reason."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bench.journeys import festival_day
from solver.problem import Span
from solver.rides.check import check, refused
from solver.rides.plan import RideAnswer, RidePlan
from solver.rides.problem import Closure, Driver, Kind, Place, Ride, RideProblem, Road, Stop, Transfer, Vehicle
from solver.rides.solve import solve
from solver.rides.words import explain, say

HOUR = 60
AIRPORT_GATE, HOTEL, STAGE = 1, 2, 3
COACH, CAR = 1, 2
DAY = Span(6 * HOUR, 24 * HOUR)


def town(*transfers: Transfer, **changes: Any) -> RideProblem:
    """A coach and two cars at the hotel, an airport half an hour away, a stage ten minutes."""
    roads = [(AIRPORT_GATE, HOTEL, 30), (AIRPORT_GATE, STAGE, 35), (HOTEL, STAGE, 10)]
    problem = RideProblem(
        "Town", "2024-06-07", 1,
        places=(Place(AIRPORT_GATE, "Airport"), Place(HOTEL, "Hotel"), Place(STAGE, "Stage")),
        kinds=(Kind(COACH, "coach"), Kind(CAR, "car")),
        roads=tuple(Road(*pair, minutes) for a, b, minutes in roads for pair in ((a, b), (b, a))),
        vehicles=(
            Vehicle(1, "Coach 1", COACH, 45, 45, HOTEL, (DAY,), driver=1),
            Vehicle(2, "Car 2", CAR, 4, 4, HOTEL, (DAY,), driver=2),
            Vehicle(3, "Car 3", CAR, 4, 4, HOTEL, (DAY,), step_free=True, driver=3),
        ),
        drivers=tuple(Driver(number, f"Driver {number}", (DAY,), (COACH, CAR)) for number in (1, 2, 3)),
        transfers=transfers,
    )  # fmt: skip
    return replace(problem, **changes)


def fetch(id: int, people: int, hour: int, **changes: Any) -> Transfer:
    """From the airport to the hotel: boarding within a quarter of an hour, there within an hour."""
    starts = hour * HOUR
    transfer = Transfer(
        id, f"Flight {id}", AIRPORT_GATE, HOTEL, people, Span(starts, starts + 15), Span(starts, starts + HOUR)
    )
    return replace(transfer, **changes)


def told(problem: RideProblem, answer: RideAnswer) -> list[str]:
    return [explain(problem, one) for one in answer.unserved]


def test_few_vehicles_serve_everybody_and_people_share() -> None:
    problem = town(fetch(1, 2, 9), fetch(2, 2, 9), fetch(3, 30, 12))
    answer = solve(problem, seconds=0.3)
    assert (answer.status, answer.vehicles, answer.driven) == ("complete", 1, 120)
    assert check(problem, answer.plan) == []
    alone = replace(problem, transfers=(replace(problem.transfers[0], shared=False), *problem.transfers[1:]))
    assert solve(alone, seconds=0.3).vehicles == 2


def test_a_group_that_no_vehicle_holds_is_parted() -> None:
    problem = town(fetch(1, 7, 9, kinds=(CAR,)))
    plan = solve(problem, seconds=0.3).plan
    assert sorted(ride.vehicle for ride, _ in plan.boardings(1)) == [2, 3]
    assert sorted(stop.people for _, stop in plan.boardings(1)) == [3, 4]
    assert check(problem, plan) == []


def test_drivers_with_and_without_limits_share_the_vehicles() -> None:
    """The only one who may drive the van is not put on the coach, which somebody else can drive."""
    anyone = {vehicle.id: replace(vehicle, driver=None) for vehicle in town().vehicles}
    drivers = (Driver(1, "Driver 1", (DAY,), (COACH, CAR)), Driver(2, "Driver 2", (DAY,), (COACH,), hours=600))
    vehicles = (anyone[1], anyone[2])
    problem = town(fetch(1, 30, 9), fetch(2, 2, 9, kinds=(CAR,)), vehicles=vehicles, drivers=drivers)
    answer = solve(problem, seconds=0.3)
    assert answer.status == "complete"
    assert {(ride.vehicle, ride.driver) for ride in answer.plan.rides} == {(1, 2), (2, 1)}
    night = Span(20 * HOUR, 32 * HOUR)
    late = replace(
        problem,
        days=2,
        vehicles=(replace(anyone[2], spans=(night,)),),
        drivers=(replace(drivers[0], spans=(night,)), drivers[1]),
        transfers=(fetch(2, 2, 27, pickup=Span(27 * HOUR + 40, 28 * HOUR), delivery=Span(28 * HOUR, 29 * HOUR)),),
    )
    assert solve(late, seconds=0.3).status == "complete"


UNSERVED = [
    (fetch(1, 60, 9, kinds=(COACH,)), {"vehicles": ()}, "Flight 1: a ride for 60 people with no vehicle."),
    (
        fetch(1, 60, 9, kinds=(COACH,)),
        {"vehicles": (Vehicle(2, "Car 2", CAR, 4, 4, HOTEL, (DAY,)),)},
        "Flight 1: a ride for 60 people with no coach.",
    ),
    (
        fetch(1, 40, 9, step_free=True, kinds=(COACH,)),
        {},
        "Flight 1: a step-free ride for 40 people with no step-free vehicle of the class.",
    ),
    (
        fetch(1, 2, 9, delivery=Span(9 * HOUR, 9 * HOUR + 20), boarding=5),
        {},
        "Flight 1: boarding and the way from Airport to Hotel take 35 minutes; from 09:00 on 07/06/2024 to 09:20 on "
        "07/06/2024 there are 20.",
    ),
    (fetch(1, 2, 9, longest=20), {}, "Flight 1: the way takes 30 minutes, and at most 20 on board are allowed."),
    (
        fetch(1, 2, 9),
        {"closures": (Closure(AIRPORT_GATE, HOTEL, Span(8 * HOUR, 11 * HOUR)),)},
        "Flight 1: with the roads that are closed between Airport and Hotel nobody arrives before 11:30 on 07/06/2024; "
        "10:00 on 07/06/2024 is the latest.",
    ),
    (
        fetch(1, 2, 5),
        {},
        "Flight 1: no vehicle that may carry it can be out from 05:00 on 07/06/2024 to 06:00 on 07/06/2024.",
    ),
    (
        fetch(1, 2, 9),
        {"drivers": tuple(Driver(n, f"Driver {n}", (Span(12 * HOUR, 20 * HOUR),), (COACH, CAR)) for n in (1, 2, 3))},
        "Flight 1: 3 vehicles may carry it from 09:00 on 07/06/2024 to 10:00 on 07/06/2024, but nobody can drive.",
    ),
]


@pytest.mark.parametrize(("transfer", "changes", "sentence"), UNSERVED, ids=lambda part: getattr(part, "name", ""))
def test_what_no_plan_can_serve_is_told_with_its_numbers(
    transfer: Transfer, changes: dict[str, Any], sentence: str
) -> None:
    problem = town(transfer, **changes)
    answer = solve(problem, seconds=0.3)
    assert (told(problem, answer), answer.status, answer.plan) == ([sentence], "short", RidePlan())
    assert [one.proven for one in answer.unserved] == [True]


def test_what_this_plan_has_no_room_for_is_told() -> None:
    """Three parties who share with nobody at once, and no more than three vehicles; the fourth is the least urgent."""
    crowd = [fetch(id, 2, 9, shared=False, priority=1 if id == 4 else 5) for id in (1, 2, 3, 4)]
    problem = town(*crowd)
    answer = solve(problem, seconds=0.3)
    assert told(problem, answer) == [
        "Flight 4: the vehicles that could carry it from 09:00 on 07/06/2024 to 10:00 on 07/06/2024, 3 in all, are on "
        "other rides."
    ]
    assert refused(problem, answer.plan) == []


def test_a_group_too_large_for_all_rides_in_part() -> None:
    problem = town(fetch(1, 100, 9))
    answer = solve(problem, seconds=0.3)
    assert told(problem, answer) == ["Flight 1: 100 people; the 3 vehicles that may carry them have 53 seats together."]
    assert [(breach.rule, breach.amount) for breach in check(problem, answer.plan)] == [
        ("whole-group", answer.unserved[0].people)
    ]
    assert answer.unserved[0].people in (66, 67)


def test_a_driver_without_hours_or_break_is_the_reason() -> None:
    drivers = tuple(Driver(n, f"Driver {n}", (DAY,), (COACH, CAR), stretch=45) for n in (1, 2, 3))
    problem = town(fetch(1, 2, 9), drivers=drivers)
    sentence = (
        "a vehicle is free from 09:00 on 07/06/2024 to 10:00 on 07/06/2024, but no driver has hours or a break left."
    )
    assert told(problem, solve(problem, seconds=0.3)) == []
    short = replace(problem, drivers=tuple(replace(driver, stretch=25) for driver in drivers))
    assert told(short, solve(short, seconds=0.3)) == [f"Flight 1: {sentence}"]


def test_a_detour_is_taken_and_an_exempt_vehicle_drives_as_ever_unless_the_closure_is_strict() -> None:
    closed = Closure(AIRPORT_GATE, HOTEL, Span(8 * HOUR, 11 * HOUR), 50)
    problem = town(fetch(1, 2, 9, delivery=Span(9 * HOUR, 9 * HOUR + 45)), closures=(closed,))
    assert solve(problem, seconds=0.3).plan == RidePlan()
    exempt = tuple(replace(vehicle, exempt=vehicle.id == 3) for vehicle in problem.vehicles)
    plan = solve(replace(problem, vehicles=exempt), seconds=0.3).plan
    assert [ride.vehicle for ride in plan.rides] == [3]
    strict = replace(problem, vehicles=exempt, closures=(replace(closed, strict=True),))
    assert solve(strict, seconds=0.3).plan == RidePlan()
    late = replace(problem, transfers=(fetch(1, 2, 9),))
    (ride,) = solve(late, seconds=0.3).plan.rides
    assert ride.stops[1].arrives - ride.stops[0].departs == 50


def test_a_sentence_of_every_kind_reads_well() -> None:
    problem = town(fetch(1, 60, 9), fetch(2, 2, 9, step_free=True))
    stops = (Stop(1, True, 60, 0, 540, 540, 540), Stop(1, False, 60, 0, 560, 560, 560))
    plan = RidePlan((Ride(2, 1, 500, 560, stops),))
    assert [say(problem, breach) for breach in check(problem, plan)] == [
        "Flight 2: nobody fetches these 2 people at Airport from 09:00 on 07/06/2024.",
        "Car 2 has 4 seats and carries 60 people after Airport.",
        "Car 2 departs from Airport at 09:00 on 07/06/2024 and needs 30 minutes to Hotel; it cannot be there at 09:20 "
        "on 07/06/2024.",
        "Car 2 is driven by Driver 2 only, not by Driver 1.",
    ]


MEDIUM = festival_day(40, 8, seed=1)


def test_a_festival_day_is_sound_and_says_whom_it_leaves() -> None:
    answer = solve(MEDIUM, seconds=2)
    assert refused(MEDIUM, answer.plan) == []
    left = {id for breach in check(MEDIUM, answer.plan) for id in breach.transfers}
    assert {one.transfer for one in answer.unserved} == left
    assert len(left) <= 2


def test_a_search_that_is_stopped_keeps_sound_rides_and_tells_of_its_steps() -> None:
    steps: list[tuple[float, int, int, int]] = []
    answer = solve(MEDIUM, seconds=30, progress=lambda *step: steps.append(step), cancelled=lambda: len(steps) > 1)
    assert (answer.status, refused(MEDIUM, answer.plan)) == ("stopped", [])
    assert len(answer.plan.rides) > 0
    assert [unserved for _, unserved, _, _ in steps] == sorted((each[1] for each in steps), reverse=True)
