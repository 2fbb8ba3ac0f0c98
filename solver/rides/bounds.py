"""What a problem of rides may hold: numbers that never overflow an engine, and references that lead somewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from solver.bounds import HORIZON, same_ids, unsound_days
from solver.problem import MINUTES_A_DAY, Span
from solver.rides.plan import RidePlan
from solver.rides.problem import Ride, RideProblem, Transfer
from solver.rides.rules import RIDE_RULES
from solver.rules import LEVELS

MOST_PEOPLE = 10_000
MOST_URGENT = 9


def refuse_unsound_rides(problem: RideProblem) -> None:
    """ValueError says what is out of range, twice there, or refers to nothing."""
    for complaint in _complaints(problem):
        raise ValueError(complaint)


def refuse_lost_rides(problem: RideProblem, plan: RidePlan) -> None:
    """ValueError says which ride is by a vehicle or driver, or for a transfer, that is not there."""
    for complaint in _lost_rides(problem, plan.rides):
        raise ValueError(complaint)


def _complaints(problem: RideProblem) -> Iterator[str]:
    yield from unsound_days(problem)
    yield from same_ids(problem, "places", "kinds", "vehicles", "drivers", "transfers")
    rules = {rule.key for rule in RIDE_RULES}
    if not (problem.levels.keys() <= rules and set(problem.levels.values()) <= set(LEVELS)):
        yield "levels names a rule or a level that is not there."
    yield from _lost(problem)
    yield from _lost_rides(problem, (*problem.current, *problem.released))
    yield from _out_of_range(problem)


def _lost(problem: RideProblem) -> Iterator[str]:
    places, kinds, drivers = ({row.id for row in rows} for rows in (problem.places, problem.kinds, problem.drivers))
    ways = [(road.origin, road.destination) for road in problem.roads]
    for origin, destination in ways + [(closure.origin, closure.destination) for closure in problem.closures]:
        if not {origin, destination} <= places:
            yield f"The way from {origin} to {destination} refers to a place that is not there."
    named = {road.kind for road in problem.roads} - {None} | {kind for one in problem.closures for kind in one.kinds}
    if not named <= kinds:
        yield "A road or a closure refers to a kind that is not there."
    for vehicle in problem.vehicles:
        if vehicle.home not in places or vehicle.kind not in kinds or not {vehicle.driver} - {None} <= drivers:
            yield f"Vehicle {vehicle.id} refers to a home, a kind or a driver that is not there."
    for driver in problem.drivers:
        if not set(driver.kinds) <= kinds:
            yield f"Driver {driver.id} refers to a kind that is not there."
    for transfer in problem.transfers:
        if not ({transfer.origin, transfer.destination} <= places and set(transfer.kinds) <= kinds):
            yield f"Transfer {transfer.id} refers to a place or a kind that is not there."


def _lost_rides(problem: RideProblem, rides: Iterable[Ride]) -> Iterator[str]:
    vehicles, drivers, transfers = (
        {row.id for row in rows} for rows in (problem.vehicles, problem.drivers, problem.transfers)
    )
    for ride in rides:
        if ride.vehicle not in vehicles or ride.driver not in drivers:
            yield f"A ride refers to vehicle {ride.vehicle} with driver {ride.driver}; one of them is not there."
        for stop in ride.stops:
            if stop.transfer not in transfers:
                yield f"The ride of vehicle {ride.vehicle} refers to transfer {stop.transfer}, which is not there."


def _out_of_range(problem: RideProblem) -> Iterator[str]:
    yield from _spans_out_of_range(problem)
    ways = [road.minutes for road in problem.roads] + [one.minutes or 0 for one in problem.closures]
    if not all(0 <= minutes <= MINUTES_A_DAY for minutes in ways):
        yield f"Every way must take 0 to {MINUTES_A_DAY} minutes."
    for vehicle in problem.vehicles:
        if not (0 <= vehicle.seats <= MOST_PEOPLE and 0 <= vehicle.luggage <= MOST_PEOPLE):
            yield f"Vehicle {vehicle.id} must have 0 to {MOST_PEOPLE} seats and pieces of luggage."
    for driver in problem.drivers:
        if not all(0 <= (minutes or 0) <= MINUTES_A_DAY for minutes in (driver.hours, driver.stretch, driver.pause)):
            yield f"Driver {driver.id} has working time out of range."
    for transfer in problem.transfers:
        yield from _unsound_transfer(transfer)


def _unsound_transfer(transfer: Transfer) -> Iterator[str]:
    if not (0 <= transfer.people <= MOST_PEOPLE and 0 <= transfer.luggage <= MOST_PEOPLE):
        yield f"Transfer {transfer.id} must be for 0 to {MOST_PEOPLE} people and pieces of luggage."
    if not transfer.people and not transfer.luggage:
        yield f"Transfer {transfer.id} is for nobody and nothing."
    if not 1 <= transfer.priority <= MOST_URGENT:
        yield f"Transfer {transfer.id} must have a priority of 1 to {MOST_URGENT}."
    minutes = (transfer.boarding, transfer.alighting, transfer.longest or 0)
    if not all(0 <= each <= MINUTES_A_DAY for each in minutes):
        yield f"Transfer {transfer.id} has minutes out of range."


def _spans_out_of_range(problem: RideProblem) -> Iterator[str]:
    rides = (*problem.current, *problem.released)
    spans = [span for vehicle in problem.vehicles for span in vehicle.spans]
    spans += [span for driver in problem.drivers for span in driver.spans]
    spans += [closure.span for closure in problem.closures]
    for span in _unsound(spans, least=1):
        yield f"A span from {span.starts} to {span.ends} is empty or out of range."
    windows = [span for transfer in problem.transfers for span in (transfer.pickup, transfer.delivery)]
    windows += [Span(ride.starts, ride.ends) for ride in rides]
    windows += [Span(stop.arrives, stop.departs) for ride in rides for stop in ride.stops]
    for span in _unsound(windows, least=0):
        yield f"A window from {span.starts} to {span.ends} ends before it begins or is out of range."


def _unsound(spans: Iterable[Span], *, least: int) -> Iterator[Span]:
    return (span for span in spans if not (-HORIZON <= span.starts <= span.ends - least and span.ends <= HORIZON))
