"""Some festival days of a problem of rides, to be planned or repaired by themselves."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from solver.problem import Span
from solver.rides.problem import Ride, RideProblem, Transfer
from solver.spans import joined, without

# Minutes around the day in which a vehicle may go to its first stop and come home from its last.
AROUND = 120


def of_days(problem: RideProblem, days: Collection[int]) -> RideProblem:
    """The rides that begin on these days and whom they fetch, with everybody else of the days. Rides of other days
    stand: in their time their vehicles and drivers are away."""
    mine: list[Ride] = []
    others: list[Ride] = []
    for ride in problem.current:
        (mine if problem.day_of(ride.starts) in days else others).append(ride)
    own, elsewhere = _carried(mine), _carried(others)
    transfers = tuple(
        one
        for one in problem.transfers
        if one.id in own or (one.id not in elsewhere and problem.day_of(one.pickup.starts) in days)
    )
    within = _span(problem, days, transfers, mine)

    def left(spans: Iterable[Span], busy: Iterable[Ride]) -> tuple[Span, ...]:
        inside = (
            Span(max(one.starts, within.starts), min(one.ends, within.ends)) for one in spans if one.meets(within)
        )
        return tuple(without(joined(inside), [(ride.starts, ride.ends) for ride in busy]))

    return replace(
        problem,
        vehicles=tuple(
            replace(one, spans=left(one.spans, (ride for ride in others if ride.vehicle == one.id)))
            for one in problem.vehicles
        ),
        drivers=tuple(
            replace(one, spans=left(one.spans, (ride for ride in others if ride.driver == one.id)))
            for one in problem.drivers
        ),
        transfers=transfers,
        current=tuple(mine),
        released=tuple(ride for ride in problem.released if _carried([ride]) <= {one.id for one in transfers}),
    )


def _carried(rides: Iterable[Ride]) -> set[int]:
    return {stop.transfer for ride in rides for stop in ride.stops}


def days_in(problem: RideProblem) -> list[int]:
    """Those on which rides begin, or on which somebody without one is to be fetched."""
    carried = _carried(problem.current)
    asked = (one.pickup.starts for one in problem.transfers if one.id not in carried)
    return sorted({problem.day_of(minute) for minute in (*(ride.starts for ride in problem.current), *asked)})


def _span(problem: RideProblem, days: Iterable[int], transfers: Iterable[Transfer], rides: Iterable[Ride]) -> Span:
    hours = [problem.day(day) for day in days]
    hours += [Span(one.pickup.starts - AROUND, one.delivery.ends + AROUND) for one in transfers]
    hours += [Span(ride.starts, ride.ends) for ride in rides]
    return Span(min(one.starts for one in hours), max(one.ends for one in hours))
