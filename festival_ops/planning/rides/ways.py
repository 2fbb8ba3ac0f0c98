"""How long the way takes between places of rides: by the open network, and while some of it is closed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise
from math import ceil
from typing import TypeVar

from festival_ops.planning.clock import Clock
from festival_ops.planning.roads.hours import Holding
from festival_ops.planning.roads.network import SOME, TAKEN
from festival_ops.traffic.kinds import BANNING, CARRIERS
from festival_ops.traffic.models import Closure, Segment
from solver.problem import MINUTES_A_DAY, Span
from solver.rides import problem as core

# Nobody drives there, whatever is closed.
WALKED = frozenset({"walking street", "floating bridge"})
BADGE = "badge"
Closed = frozenset[int]
Said = TypeVar("Said")


@dataclass(frozen=True)
class Shut:
    """A segment while the classes named may not drive there; `strict` holds for vehicles with a badge too."""

    segment: int
    starts: int
    ends: int
    bars: frozenset[str]
    strict: bool


@dataclass(frozen=True, eq=False)
class Reach:
    """Metres to every junction from one, and the segments of these ways. Each is one of its kind, and equals none but
    itself."""

    metres: Mapping[int, float]
    used: Closed


class Streets:
    """The network as vehicles drive it, asked for shortest ways while some segments are closed."""

    def __init__(self, segments: Iterable[Segment]) -> None:
        self._next: dict[int, list[tuple[int, int, int]]] = {}
        for row in segments:
            if row.kind not in WALKED:
                self._lead(row, row.first_id, row.second_id)
                if not row.one_way:
                    self._lead(row, row.second_id, row.first_id)
        self._known: dict[tuple[int, Closed], Reach] = {}

    def reach(self, origin: int, closed: Closed = frozenset()) -> Reach:
        """From a junction; the very same as with open roads where nothing closed matters."""
        whole = self._reach(origin, frozenset())
        return self._reach(origin, closed) if closed & whole.used else whole

    def _lead(self, row: Segment, start: int, end: int) -> None:
        self._next.setdefault(start, []).append((end, row.id, row.length))

    def _reach(self, origin: int, closed: Closed) -> Reach:
        if (origin, closed) not in self._known:
            self._known[origin, closed] = self._search(origin, closed)
        return self._known[origin, closed]

    def _search(self, origin: int, closed: Closed) -> Reach:
        metres: dict[int, float] = {}
        used: set[int] = set()
        ahead: list[tuple[float, int, int]] = [(0, origin, 0)]
        while ahead:
            far, junction, by = heappop(ahead)
            if junction in metres:
                continue
            metres[junction] = far
            used.add(by)
            for end, segment, length in self._next.get(junction, ()):
                if end not in metres and segment not in closed:
                    heappush(ahead, (far + length, end, segment))
        return Reach(metres, frozenset(used))


@dataclass(frozen=True)
class Place:
    """By its number, the junction that leads there, and the minutes from it."""

    id: int
    junction: int
    approach: int


@dataclass(frozen=True)
class Ways:
    """Between every two places, for the classes of vehicles that there are, at their speeds in km/h."""

    streets: Streets
    places: Sequence[Place]
    speeds: Mapping[str, int]

    def roads(self) -> Iterator[core.Road]:
        for vehicle in self.speeds:
            for origin in self.places:
                reach = self.streets.reach(origin.junction)
                for destination in self._others(origin):
                    metres = reach.metres.get(destination.junction)
                    if (minutes := self._minutes(vehicle, origin, destination, metres)) is not None:
                        yield core.Road(origin.id, destination.id, minutes, CARRIERS[vehicle])

    def closures(self, shuts: Sequence[Shut]) -> Iterator[core.Closure]:
        """What closures make of the ways, each as long as it makes the same of them."""
        for vehicle in self.speeds:
            for strict in (False, True):
                held = [shut for shut in shuts if vehicle in shut.bars and (shut.strict or not strict)]
                turns = list(states(held))
                for origin in self.places:
                    yield from self._from(origin, vehicle, turns, strict)

    def _from(
        self, origin: Place, vehicle: str, states: Iterable[tuple[Span, Closed]], strict: bool
    ) -> Iterator[core.Closure]:
        whole = self.streets.reach(origin.junction)
        reaches = list(_runs((span, self.streets.reach(origin.junction, closed)) for span, closed in states))
        longer = {reach for _span, reach in reaches} - {whole}
        for destination in self._others(origin) if longer else ():
            metres = whole.metres.get(destination.junction)
            far = {reach: reach.metres.get(destination.junction) for reach in longer}
            base = self._minutes(vehicle, origin, destination, metres)
            if base is None or all(each == metres for each in far.values()):
                continue
            takes = {reach: self._minutes(vehicle, origin, destination, each) for reach, each in far.items()}
            for span, minutes in _runs((span, takes.get(reach, base)) for span, reach in reaches):
                if minutes is None or minutes > base:
                    yield core.Closure(origin.id, destination.id, span, minutes, (CARRIERS[vehicle],), strict)

    def _minutes(self, vehicle: str, origin: Place, destination: Place, metres: float | None) -> int | None:
        """What the way takes a class of vehicles; None where there is none."""
        if metres is None:
            return None
        driven = ceil(metres * 60 / (self.speeds[vehicle] * 1000))
        takes = max(1, origin.approach + driven + destination.approach)
        return takes if takes <= MINUTES_A_DAY else None

    def _others(self, origin: Place) -> Iterator[Place]:
        return (other for other in self.places if other is not origin)


def shuts_of(clock: Clock, holdings: Iterable[Holding], within: Span) -> Iterator[Shut]:
    """What bars vehicles that carry people, while it does."""
    for each in holdings:
        row = each.closure
        bars = frozenset(vehicle for vehicle in CARRIERS if bars_class(row, vehicle))
        for band in each.bands if bars else ():
            starts, ends = max(clock.minute(band.starts), within.starts), min(clock.minute(band.ends), within.ends)
            if starts < ends:
                yield Shut(band.segment.id, starts, ends, bars, not passes_with_badge(row))


def bars_class(row: Closure, vehicle: str) -> bool:
    return row.measure in BANNING and (row.measure not in SOME or vehicle in row.vehicles)


def passes_with_badge(row: Closure) -> bool:
    """Where the road itself is taken nobody passes, whoever may."""
    return row.measure not in TAKEN and BADGE in row.exemptions


def states(shuts: Sequence[Shut]) -> Iterator[tuple[Span, Closed]]:
    """What is closed together, and how long; neighbours of which the same is closed are one."""
    edges = sorted({edge for shut in shuts for edge in (shut.starts, shut.ends)})
    turns = (
        (Span(starts, ends), frozenset(shut.segment for shut in shuts if shut.starts <= starts and ends <= shut.ends))
        for starts, ends in pairwise(edges)
    )
    yield from _runs(turns)


def _runs(said: Iterable[tuple[Span, Said]]) -> Iterator[tuple[Span, Said]]:
    """Neighbours of which the same is said, as one."""
    run: tuple[Span, Said] | None = None
    for span, it in said:
        if run is not None and run[1] == it and run[0].ends == span.starts:
            run = Span(run[0].starts, span.ends), it
        else:
            if run is not None:
                yield run
            run = span, it
    if run is not None:
        yield run
