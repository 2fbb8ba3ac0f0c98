"""How long the way takes: while roads are open, while some are closed, and when one may wait until they open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from solver.rides.facts import Closure, Road, Vehicle

# Before every closure and after the last one.
EVER = 10**9


@dataclass(frozen=True)
class Piece:
    """Departures from `starts` up to, and not including, `ends` take so many minutes; None is no way."""

    starts: int
    ends: int
    minutes: int | None


class Travel:
    """Roads and closures, asked by pair of places and vehicle."""

    def __init__(self, roads: Iterable[Road], closures: Iterable[Closure]) -> None:
        self._roads = {(road.origin, road.destination, road.kind): road.minutes for road in roads}
        self._closures: dict[tuple[int, int], list[Closure]] = {}
        for closure in closures:
            self._closures.setdefault((closure.origin, closure.destination), []).append(closure)
        self._pieces: dict[tuple[int, int, int, bool], tuple[Piece, ...]] = {}

    def minutes(self, vehicle: Vehicle, origin: int, destination: int) -> int | None:
        """While every road is open; None where there is none for such a vehicle."""
        if origin == destination:
            return 0
        own = self._roads.get((origin, destination, vehicle.kind))
        return self._roads.get((origin, destination, None)) if own is None else own

    def quickest(self, origin: int, destination: int) -> int | None:
        """By whatever vehicle."""
        if origin == destination:
            return 0
        ways = [minutes for (one, other, _), minutes in self._roads.items() if (one, other) == (origin, destination)]
        return min(ways, default=None)

    def takes(self, vehicle: Vehicle, origin: int, destination: int, departs: int) -> int | None:
        """What the way takes from this very minute on; None where there is no road or it is closed."""
        base = self.minutes(vehicle, origin, destination)
        return None if base is None else self._with_detours(vehicle, origin, destination, base, departs)

    def closed_by(self, vehicle: Vehicle, origin: int, destination: int, departs: int) -> Closure | None:
        """The closure that lasts longest of those that somebody meets who departs now and takes the way as ever."""
        base = self.minutes(vehicle, origin, destination) or 0
        met = (one for one in self._of(vehicle, origin, destination) if _meets(one, departs, base))
        return max(met, key=lambda closure: closure.span.ends, default=None)

    def pieces(self, vehicle: Vehicle, origin: int, destination: int) -> tuple[Piece, ...]:
        """The whole of time by what the way takes; a single piece where nothing ever changes."""
        key = (origin, destination, vehicle.kind, vehicle.exempt)
        if key not in self._pieces:
            self._pieces[key] = tuple(self._cut(vehicle, origin, destination))
        return self._pieces[key]

    def changes(self, origin: int, destination: int) -> bool:
        """Whether the way does not always take the same."""
        return (origin, destination) in self._closures

    def arrival(self, vehicle: Vehicle, origin: int, destination: int, ready: int) -> int | None:
        """The earliest arrival of who is ready at this minute and may wait for the road to open."""
        if not self.changes(origin, destination):
            minutes = self.minutes(vehicle, origin, destination)
            return None if minutes is None else ready + minutes
        arrivals = (
            max(ready, piece.starts) + piece.minutes
            for piece in self.pieces(vehicle, origin, destination)
            if piece.minutes is not None and piece.ends > ready
        )
        return min(arrivals, default=None)

    def departure(self, vehicle: Vehicle, origin: int, destination: int, by: int) -> int | None:
        """The latest departure of who must be there by this minute."""
        for piece in reversed(self.pieces(vehicle, origin, destination)):
            if piece.minutes is not None and (latest := min(piece.ends - 1, by - piece.minutes)) >= piece.starts:
                return latest
        return None

    def _of(self, vehicle: Vehicle, origin: int, destination: int) -> list[Closure]:
        closures = self._closures.get((origin, destination), [])
        met = (one for one in closures if one.strict or not vehicle.exempt)
        return [one for one in met if not one.kinds or vehicle.kind in one.kinds]

    def _with_detours(self, vehicle: Vehicle, origin: int, destination: int, base: int, departs: int) -> int | None:
        """Who takes longer may meet yet another closure."""
        closures, takes = self._of(vehicle, origin, destination), base
        while True:
            longest = takes
            for closure in closures:
                if _meets(closure, departs, takes):
                    if closure.minutes is None:
                        return None
                    longest = max(longest, closure.minutes)
            if longest == takes:
                return takes
            takes = longest

    def _cut(self, vehicle: Vehicle, origin: int, destination: int) -> Iterable[Piece]:
        base = self.minutes(vehicle, origin, destination)
        if base is None:
            return
        closures = self._of(vehicle, origin, destination)
        lengths = {base, *(one.minutes for one in closures if one.minutes is not None)}
        turns = {one.span.ends for one in closures}
        turns |= {one.span.starts - length + 1 for one in closures for length in lengths}
        edges = [-EVER, *sorted(turns), EVER]
        for starts, ends in pairwise(edges):
            yield Piece(starts, ends, self._with_detours(vehicle, origin, destination, base, starts))


def _meets(closure: Closure, departs: int, takes: int) -> bool:
    return departs < closure.span.ends and closure.span.starts < departs + takes
