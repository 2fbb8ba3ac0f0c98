"""Rides as a hand would have them: other minutes, another vehicle, somebody more or less on board."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from solver.rides.check import refused
from solver.rides.parting import Part, stops_of
from solver.rides.plan import RidePlan
from solver.rides.problem import Ride, RideProblem, Stop, Transfer, Vehicle


def retimed(problem: RideProblem, ride: Ride, held: Collection[int] | None = None) -> Ride:
    """The same stops begin at the same minutes; those whose places are not `held` begin later where the vehicle cannot
    be there before. It leaves home for the first just in time, goes on as soon as all are in or out, and waits where it
    arrives early or the road is closed."""
    vehicle = problem.vehicle(ride.vehicle)
    if not ride.stops:
        return ride
    starts = minute = _leaving_home(problem, vehicle, ride.stops[0])
    place, done = vehicle.home, list[Stop]()
    for number, stop in enumerate(ride.stops):
        there = problem.where(stop)
        arrives = problem.travel.arrival(vehicle, place, there, minute)
        arrives = minute if arrives is None else arrives
        begins = stop.begins if held is None or number in held else max(stop.begins, arrives)
        leaves, arrives = _leaving(problem, vehicle, place, there, minute, min(arrives, begins)), min(arrives, begins)
        if done:
            done[-1] = replace(done[-1], departs=leaves)
        else:
            starts = leaves
        minute, place = begins + problem.lasts(stop), there
        done.append(replace(stop, arrives=arrives, begins=begins, departs=minute))
    home = problem.travel.arrival(vehicle, place, vehicle.home, minute)
    ends = minute if home is None else home
    done[-1] = replace(done[-1], departs=_leaving(problem, vehicle, place, vehicle.home, minute, ends))
    return Ride(ride.vehicle, ride.driver, starts, ends, tuple(done))


def direct(problem: RideProblem, vehicle: int, driver: int, transfer: Transfer, people: int, luggage: int) -> Ride:
    """A ride for nobody else, as early as people ask for it."""
    ride = Ride(vehicle, driver, 0, 0, ())
    return next(_with(problem, ride, transfer, people, luggage))


def taking(problem: RideProblem, ride: Ride, transfer: Transfer, people: int, luggage: int) -> Ride:
    """The ride with the transfer in it where that breaks fewest rules and takes the fewest minutes."""
    least = replace(problem, transfers=tuple(map(problem.transfer, {transfer.id, *_carried(ride)})))
    least.__dict__["travel"] = problem.travel

    def worth(one: Ride) -> tuple[int, int]:
        return sum(breach.amount for breach in refused(least, RidePlan((one,)))), one.ends - one.starts

    late: dict[int, list[Ride]] = {}
    for one in _with(problem, ride, transfer, people, luggage):
        late.setdefault(_late(problem, one), []).append(one)
    return min(late[min(late)], key=worth)


def without(problem: RideProblem, ride: Ride, transfers: Iterable[int]) -> Ride:
    """The ride without these; everybody else keeps their minutes."""
    left = tuple(stop for stop in ride.stops if stop.transfer not in set(transfers))
    return retimed(problem, replace(ride, stops=left))


def _with(problem: RideProblem, ride: Ride, transfer: Transfer, people: int, luggage: int) -> Iterator[Ride]:
    """With the transfer boarding before each stop and alighting before each one after."""
    board, alight = stops_of(Part(transfer, people, luggage))
    stops: Sequence[Stop] = ride.stops
    board = replace(board, begins=transfer.pickup.starts)
    alight = replace(alight, begins=transfer.delivery.starts)
    for first in range(len(stops) + 1):
        for last in range(first, len(stops) + 1):
            longer = (*stops[:first], board, *stops[first:last], alight, *stops[last:])
            yield retimed(problem, replace(ride, stops=longer), ())


def _late(problem: RideProblem, ride: Ride) -> int:
    """Minutes by which people board or alight later than asked for: most of what can go wrong, and quickly told."""
    transfers = [(stop, problem.transfer(stop.transfer)) for stop in ride.stops]
    windows = [(stop.begins, row.pickup if stop.boards else row.delivery) for stop, row in transfers]
    return sum(max(0, begins - window.ends) for begins, window in windows)


def _leaving_home(problem: RideProblem, vehicle: Vehicle, stop: Stop) -> int:
    leaves = problem.travel.departure(vehicle, vehicle.home, problem.where(stop), stop.begins)
    return stop.begins if leaves is None else leaves


def _leaving(problem: RideProblem, vehicle: Vehicle, place: int, there: int, ready: int, arrives: int) -> int:
    """When it leaves who is ready and arrives then: at once, or when the road opens."""
    takes = problem.travel.takes(vehicle, place, there, ready)
    if takes is not None and ready + takes >= arrives:
        return ready
    leaves = problem.travel.departure(vehicle, place, there, arrives)
    return ready if leaves is None else max(ready, leaves)


def _carried(ride: Ride) -> set[int]:
    return {stop.transfer for stop in ride.stops}
