"""Rides that are planned, refused with a reason, and mended when a flight is late."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bench.journeys import AIRPORT, festival_day
from solver.problem import Span
from solver.rides.check import check, refused
from solver.rides.days import of_days
from solver.rides.mend import mend
from solver.rides.plan import RideAnswer, RidePlan
from solver.rides.problem import Closure, Driver, Kind, Place, Ride, RideProblem, Road, Stop, Transfer, Vehicle
from solver.rides.solve import solve
from solver.rides.telling import changes
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


def test_a_late_flight_moves_one_group() -> None:
    plan = solve(MEDIUM, seconds=2).plan
    late = next(
        one
        for one in MEDIUM.transfers
        if one.origin == AIRPORT and plan.boardings(one.id) and one.pickup.ends < 18 * HOUR
    )
    hours = {"pickup": later(late.pickup), "delivery": later(late.delivery)}
    transfers = tuple(replace(one, **hours) if one is late else one for one in MEDIUM.transfers)
    served = tuple(one for one in transfers if plan.boardings(one.id))
    problem = replace(MEDIUM, transfers=served, current=plan.rides)
    assert {breach.rule for breach in refused(problem, plan)} == {"within-windows"}
    mended = mend(problem, seconds=3)
    assert (mended.status, sorted(mended.moved + mended.shifted), mended.bound) == ("complete", [late.id], 1)
    assert (mended.proven, check(problem, mended.plan)) == (True, [])


def later(span: Span) -> Span:
    return Span(span.starts + 2 * HOUR, span.ends + 2 * HOUR)


def test_a_repair_leaves_sound_rides_as_they_are() -> None:
    problem = town(fetch(1, 2, 9), fetch(2, 2, 12))
    rides = solve(problem, seconds=0.3).plan.rides
    mended = mend(replace(problem, current=rides))
    assert (set(mended.plan.rides), mended.moved, mended.shifted, mended.bound) == (set(rides), (), (), 0)


def test_rides_of_one_vehicle_keep_their_order_in_whatever_order_they_come() -> None:
    first, second = fetch(1, 2, 9), fetch(2, 2, 12)
    stops = {
        id: (Stop(id, True, 2, 0, minute, minute, minute), Stop(id, False, 2, 0, minute + 30, minute + 30, minute + 30))
        for id, minute in ((1, 540), (2, 720))
    }
    rides = tuple(Ride(2, 2, 510 + later, 570 + later, stops[id]) for id, later in ((2, 180), (1, 0)))
    late = replace(first, pickup=Span(550, 560))
    problem = town(late, second, current=rides)
    mended = mend(problem)
    assert (mended.status, mended.moved, mended.shifted, mended.bound) == ("complete", (), (1,), 1)
    assert check(problem, mended.plan) == []


def test_a_broken_vehicle_gives_its_people_to_others_and_what_began_stays() -> None:
    problem = town(fetch(1, 2, 9), fetch(2, 2, 12))
    rides = solve(problem, seconds=0.3).plan.rides
    (broken,) = {ride.vehicle for ride in rides}
    spans = (Span(6 * HOUR, 11 * HOUR),)
    vehicles = tuple(replace(one, spans=spans) if one.id == broken else one for one in problem.vehicles)
    hit = replace(problem, vehicles=vehicles, current=rides)
    mended = mend(hit, frozen=11 * HOUR)
    assert (mended.status, mended.moved, mended.shifted, mended.bound) == ("complete", (2,), (), 1)
    assert [stop.begins for _, stop in mended.plan.boardings(1)] == [
        stop.begins for _, stop in RidePlan(rides).boardings(1)
    ]
    assert changes(hit, RidePlan(rides)) == ((), ())


def test_a_vehicle_lost_for_days_is_replaced_by_one_that_is_out_on_some_of_them() -> None:
    """Car 3 drives in the afternoon of the second day: on the first it stands at home all day."""
    flights = [fetch(id, 4, hour, kinds=(CAR,)) for id, hour in ((1, 9), (2, 33), (3, 39))]
    stops = {
        id: (stop(id, True, hour * HOUR), stop(id, False, hour * HOUR + 30)) for id, hour in ((1, 9), (2, 33), (3, 39))
    }
    out = {id: (made[0].begins - 30, made[1].departs) for id, made in stops.items()}
    current = tuple(Ride(car, car, *out[id], stops[id]) for id, car in ((1, 2), (2, 2), (3, 3)))
    both = (DAY, Span(30 * HOUR, 48 * HOUR))
    problem = town(*flights, current=current, days=2)
    problem = replace(
        problem,
        vehicles=tuple(replace(one, spans=() if one.id == 2 else both) for one in problem.vehicles),
        drivers=tuple(replace(one, spans=both, hours=10 * HOUR) for one in problem.drivers),
    )
    mended = mend(problem)
    assert (mended.status, mended.moved, mended.shifted, mended.bound) == ("complete", (1, 2), (), 2)
    assert check(problem, mended.plan) == []
    second = mend(of_days(problem, [1]))
    assert (second.status, second.moved, second.bound) == ("complete", (2,), 1)


def test_one_gives_way_where_there_is_no_room() -> None:
    """Both cars are taken by small parties, one of whom could ride in the coach: seven people cannot, who are to have
    cars."""
    small = [fetch(id, 4, 9, kinds=kinds) for id, kinds in ((1, ()), (2, (CAR,)))]
    problem = town(*small)
    stops = {id: (stop(id, True, 540), stop(id, False, 570)) for id in (1, 2, 3)}
    current = tuple(Ride(vehicle, vehicle, 510, 570, stops[id]) for vehicle, id in ((2, 1), (3, 2)))
    assert refused(problem, RidePlan(current)) == []
    new = replace(problem, transfers=(*small, fetch(3, 4, 9, kinds=(CAR,))), current=current)
    mended = mend(new, seconds=3)
    assert (mended.status, mended.moved, mended.shifted) == ("complete", (1,), ())
    assert [ride.vehicle for ride, _ in mended.plan.boardings(1)] == [1]


def stop(transfer: int, boards: bool, minute: int) -> Stop:
    return Stop(transfer, boards, 4, 0, minute, minute, minute)
