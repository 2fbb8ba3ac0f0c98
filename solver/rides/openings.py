"""Where somebody could be taken along: as far as room, windows and roads go, breaks and time on board left aside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from solver.rides.parting import Draft, Part, stops_of
from solver.rides.problem import RideProblem, Stop
from solver.rides.rules import RIDE_RULES
from solver.rides.turns import Turn


@dataclass(frozen=True)
class Opening:
    """A turn with the stops that it would make, and how many minutes more it would drive. `fresh` turns do nothing
    yet."""

    fresh: bool
    minutes: int
    turn: int
    stops: tuple[Stop, ...]


def openings(problem: RideProblem, turns: Sequence[Turn], draft: Draft, part: Part) -> list[Opening]:
    """The cheapest first; those that need no fresh turn before all others."""
    found = []
    for number, turn in enumerate(turns):
        vehicle, stops = problem.vehicle(turn.vehicle), draft.get(number, ())
        if all(rule.suits(problem, vehicle, part.transfer) for rule in RIDE_RULES):
            before = _driven(problem, turn, stops)
            for longer in _Walk(problem, turn, stops, part).ways():
                found.append(Opening(not stops, _driven(problem, turn, longer) - before, number, longer))
    found.sort(key=lambda opening: (opening.fresh, opening.minutes, opening.turn))
    return found


def can_make(problem: RideProblem, turn: Turn, part: Part) -> bool:
    """Whether the turn could carry the part and nobody else."""
    return any(True for _ in _Walk(problem, turn, (), part).ways())


class _Walk:
    """A turn gone through as early as can be, with the part boarding here and alighting there."""

    def __init__(self, problem: RideProblem, turn: Turn, stops: tuple[Stop, ...], part: Part) -> None:
        self._problem, self._turn, self._stops = problem, turn, stops
        self._vehicle = problem.vehicle(turn.vehicle)
        self._board, self._alight = stops_of(part)
        self._latest = self._latest_arrivals()

    def ways(self) -> Iterator[tuple[Stop, ...]]:
        """Every order of stops with the part in it that can be in time and has room."""
        place, ready, aboard = self._vehicle.home, self._turn.span.starts, dict[int, Stop]()
        for first in range(len(self._stops) + 1):
            yield from self._boarding(first, place, ready, aboard)
            if first < len(self._stops):
                stop = self._stops[first]
                after = self._after(stop, place, ready)
                if after is None:
                    return
                place, ready, aboard = self._problem.where(stop), after, _changed(aboard, stop)

    def _boarding(self, first: int, place: int, ready: int, aboard: dict[int, Stop]) -> Iterator[tuple[Stop, ...]]:
        for last in range(first, len(self._stops) + 1):
            stop = self._board if last == first else self._stops[last - 1]
            after = self._after(stop, place, ready)
            if after is None:
                return
            place, ready, aboard = self._problem.where(stop), after, _changed(aboard, stop)
            if not self._has_room(aboard):
                return
            out = self._after(self._alight, place, ready)
            if out is not None and self._goes_on(last, out):
                yield (*self._stops[:first], self._board, *self._stops[first:last], self._alight, *self._stops[last:])

    def _after(self, stop: Stop, place: int, ready: int) -> int | None:
        """When the stop is over; None where it would be too late."""
        transfer = self._problem.transfer(stop.transfer)
        window = transfer.pickup if stop.boards else transfer.delivery
        arrives = self._problem.travel.arrival(self._vehicle, place, self._problem.where(stop), ready)
        if arrives is None or arrives > window.ends:
            return None
        return max(arrives, window.starts) + self._problem.lasts(stop)

    def _goes_on(self, number: int, ready: int) -> bool:
        """Whether whoever is ready where the part alights is in time for all that follows."""
        place, there = self._problem.where(self._alight), self._place(number)
        arrives = self._problem.travel.arrival(self._vehicle, place, there, ready)
        return arrives is not None and arrives <= self._latest[number]

    def _latest_arrivals(self) -> list[int]:
        """By stop and for home at the end, the latest arrival after which all that follows is in time."""
        latest = [self._turn.span.ends]
        for number, stop in reversed(list(enumerate(self._stops))):
            transfer = self._problem.transfer(stop.transfer)
            window = transfer.pickup if stop.boards else transfer.delivery
            here, there = self._place(number), self._place(number + 1)
            departs = self._problem.travel.departure(self._vehicle, here, there, latest[0])
            never = self._problem.reach.starts
            latest.insert(0, never if departs is None else min(window.ends, departs - self._problem.lasts(stop)))
        return latest

    def _place(self, number: int) -> int:
        return self._problem.where(self._stops[number]) if number < len(self._stops) else self._vehicle.home

    def _has_room(self, aboard: dict[int, Stop]) -> bool:
        if len(aboard) > 1 and not all(self._problem.transfer(id).shared for id in aboard):
            return False
        people, luggage = (sum(getattr(stop, what) for stop in aboard.values()) for what in ("people", "luggage"))
        return people <= self._vehicle.seats and luggage <= self._vehicle.luggage


def _changed(aboard: dict[int, Stop], stop: Stop) -> dict[int, Stop]:
    if stop.boards:
        return {**aboard, stop.transfer: stop}
    return {id: other for id, other in aboard.items() if id != stop.transfer}


def _driven(problem: RideProblem, turn: Turn, stops: Sequence[Stop]) -> int:
    vehicle = problem.vehicle(turn.vehicle)
    minutes, place = 0, vehicle.home
    for there in [*map(problem.where, stops), vehicle.home]:
        minutes += problem.travel.minutes(vehicle, place, there) or 0
        place = there
    return minutes
