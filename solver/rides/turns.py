"""Who drives which vehicle when: turns that one engine can plan side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from solver.problem import Span
from solver.rides.problem import Driver, Ride, RideProblem, Vehicle
from solver.rides.rules import RIDE_RULES, RideRule


@dataclass(frozen=True)
class Turn:
    """A vehicle with a driver, out within a span; `day` is the festival day where the driver's hours count."""

    vehicle: int
    driver: int
    span: Span
    day: int | None = None

    def makes(self, ride: Ride) -> bool:
        mine = (self.vehicle, self.driver) == (ride.vehicle, ride.driver)
        return mine and self.span.holds(Span(ride.starts, ride.ends))


def possible(
    problem: RideProblem, vehicle: Vehicle, driver: Driver, rules: Iterable[RideRule] = RIDE_RULES
) -> Iterator[Turn]:
    """Every turn of the two, day by day for a driver whose hours a day are limited: no ride of such a driver goes on
    beyond the hour at which the festival day changes."""
    if not all(rule.allows(problem, vehicle, driver) for rule in rules):
        return
    for span in _shared(vehicle.spans, driver.spans):
        if driver.hours is None:
            yield Turn(vehicle.id, driver.id, span)
            continue
        for day in range(problem.day_of(span.starts), problem.day_of(span.ends - 1) + 1):
            (within,) = _shared((span,), (problem.day(day),))
            yield Turn(vehicle.id, driver.id, within, day)


def side_by_side(problem: RideProblem) -> list[Turn]:
    """Turns of which no two need the same vehicle or driver at once: as many vehicles out as can be, with drivers who
    can do little else, then whoever is left over as relief."""
    limited = any(driver.hours is not None for driver in problem.drivers)
    every = [
        turn
        for vehicle in problem.vehicles
        for driver in problem.drivers
        for whole in possible(problem, vehicle, driver)
        for turn in (_by_day(problem, whole) if limited else (whole,))
    ]
    every.sort(
        key=lambda turn: (len(problem.driver(turn.driver).kinds), turn.span.starts - turn.span.ends, turn.vehicle)
    )
    chosen = _matched(every)
    for turn in every:
        if turn not in chosen:
            chosen = _relieved(problem, chosen, turn)
    chosen.sort(key=lambda turn: (turn.vehicle, turn.span.starts))
    return list(_joined(problem, chosen)) if limited else chosen


def _by_day(problem: RideProblem, turn: Turn) -> Iterator[Turn]:
    """Who may drive for days beside drivers whose turns are days is given out day by day like them."""
    if turn.day is not None:
        yield turn
        return
    for day in range(problem.day_of(turn.span.starts), problem.day_of(turn.span.ends - 1) + 1):
        (within,) = _shared((turn.span,), (problem.day(day),))
        yield replace(turn, span=within, day=day)


def _joined(problem: RideProblem, turns: list[Turn]) -> Iterator[Turn]:
    """Days in a row of who may drive for days are one turn again; the turns are in the order of vehicles and time."""
    held: Turn | None = None
    for turn in turns:
        if problem.driver(turn.driver).hours is None:
            turn = replace(turn, day=None)
        if held is None:
            held = turn
        elif _goes_on(held, turn):
            held = replace(held, span=Span(held.span.starts, turn.span.ends))
        else:
            yield held
            held = turn
    if held is not None:
        yield held


def _goes_on(turn: Turn, other: Turn) -> bool:
    same = (turn.vehicle, turn.driver) == (other.vehicle, other.driver) and turn.day is None and other.day is None
    return same and turn.span.ends == other.span.starts


def _matched(every: list[Turn]) -> list[Turn]:
    """One driver for as many vehicles a day as possible, who drives nothing else that day."""
    wanting: dict[tuple[int, int | None], list[Turn]] = {}
    for turn in every:
        wanting.setdefault((turn.vehicle, turn.day), []).append(turn)
    taken: dict[tuple[int, int | None], Turn] = {}

    def given(turns: list[Turn], asked: set[tuple[int, int | None]]) -> bool:
        for turn in turns:
            seat = (turn.driver, turn.day)
            if seat not in asked:
                asked.add(seat)
                before = taken.get(seat)
                if before is None or given(wanting[before.vehicle, before.day], asked):
                    taken[seat] = turn
                    return True
        return False

    for turns in sorted(wanting.values(), key=len):
        given(turns, set())
    return list(taken.values())


def _relieved(problem: RideProblem, chosen: list[Turn], turn: Turn) -> list[Turn]:
    """With the turn added, where its driver is free and the vehicle is, or where one of two drivers relieves the other
    in the hours that they have in common: not all vehicles at the same moment, or nobody could be fetched then."""
    if any(other.driver == turn.driver and other.day == turn.day for other in chosen):
        return chosen
    meeting = [other for other in chosen if other.vehicle == turn.vehicle and other.span.meets(turn.span)]
    if not meeting:
        return [*chosen, turn]
    first, second = sorted((meeting[0], turn), key=lambda one: (one.span.starts, one.span.ends))
    hours = problem.driver(first.driver).hours or 0
    if len(meeting) > 1 or second.span.ends < first.span.ends or second.span.ends - first.span.starts <= hours:
        return chosen
    in_common = first.span.ends - second.span.starts
    relief = second.span.starts + in_common * (1 + turn.vehicle % 3) // 4
    pair = replace(first, span=Span(first.span.starts, relief)), replace(second, span=Span(relief, second.span.ends))
    return [*(other for other in chosen if other is not meeting[0]), *pair]


def _shared(some: tuple[Span, ...], others: tuple[Span, ...]) -> Iterator[Span]:
    for one in some:
        for other in others:
            if one.meets(other):
                yield Span(max(one.starts, other.starts), min(one.ends, other.ends))
