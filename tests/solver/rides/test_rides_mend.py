"""Rides that are mended when a flight is late or a vehicle is lost, with the fewest people told anew."""

from __future__ import annotations

from dataclasses import replace

from bench.journeys import AIRPORT
from solver.problem import Span
from solver.rides.check import check, refused
from solver.rides.days import of_days
from solver.rides.mend import mend
from solver.rides.plan import RidePlan
from solver.rides.problem import Ride, Stop
from solver.rides.solve import solve
from solver.rides.telling import changes
from tests.solver.rides.test_rides_solve import CAR, DAY, HOUR, MEDIUM, fetch, town


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
