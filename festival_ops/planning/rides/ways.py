"""How long the way takes between places of rides: by the open network, and while some of it is closed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise
from math import ceil, inf

from festival_ops.planning.clock import Clock
from festival_ops.planning.roads.hours import Holding
from festival_ops.planning.roads.network import SOME, TAKEN
from festival_ops.traffic.kinds import BANNING, CARRIERS
from festival_ops.traffic.models import Closure, RidePlace, Segment
from solver.problem import MINUTES_A_DAY, Span
from solver.rides import problem as core

# Nobody drives there, whatever is closed.
WALKED = frozenset({"walking street", "floating bridge"})
BADGE = "badge"
Closed = frozenset[int]


@dataclass(frozen=True)
class Shut:
    """A segment while the classes named may not drive there; `strict` holds for vehicles with a badge too."""

    segment: int
    starts: int
    ends: int
    bars: frozenset[str]
    strict: bool


@dataclass(frozen=True)
class _Reach:
    """Metres to every junction from one, and the segments of these ways."""

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
        self._known: dict[tuple[int, Closed], _Reach] = {}

    def metres(self, origin: int, destination: int, closed: Closed = frozenset()) -> float:
        """From junction to junction; infinite where there is no way."""
        whole = self._reach(origin, frozenset())
        reach = self._reach(origin, closed) if closed & whole.used else whole
        return reach.metres.get(destination, inf)

    def _lead(self, row: Segment, start: int, end: int) -> None:
        self._next.setdefault(start, []).append((end, row.id, row.length))

    def _reach(self, origin: int, closed: Closed) -> _Reach:
        if (origin, closed) not in self._known:
            self._known[origin, closed] = self._search(origin, closed)
        return self._known[origin, closed]

    def _search(self, origin: int, closed: Closed) -> _Reach:
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
        return _Reach(metres, frozenset(used))


@dataclass(frozen=True)
class Ways:
    """Between every two places, for the classes of vehicles that there are, at their speeds in km/h."""

    streets: Streets
    places: Sequence[RidePlace]
    speeds: Mapping[str, int]

    def minutes(
        self, vehicle: str, origin: RidePlace, destination: RidePlace, closed: Closed = frozenset()
    ) -> int | None:
        """What the way takes a class of vehicles; None where there is none."""
        metres = self.streets.metres(origin.junction_id, destination.junction_id, closed)
        if metres == inf:
            return None
        driven = ceil(metres * 60 / (self.speeds[vehicle] * 1000))
        takes = max(1, origin.approach + driven + destination.approach)
        return takes if takes <= MINUTES_A_DAY else None

    def roads(self) -> Iterator[core.Road]:
        for vehicle in self.speeds:
            for origin, destination in self._pairs():
                if (minutes := self.minutes(vehicle, origin, destination)) is not None:
                    yield core.Road(origin.id, destination.id, minutes, CARRIERS[vehicle])

    def closures(self, shuts: Sequence[Shut]) -> Iterator[core.Closure]:
        """What closures make of the ways, each as long as it makes the same of them."""
        edges = sorted({edge for shut in shuts for edge in (shut.starts, shut.ends)})
        turns = [(Span(*ends), [shut for shut in shuts if shut.starts <= ends[0] and ends[1] <= shut.ends])
                 for ends in pairwise(edges)]  # fmt: skip
        for vehicle in self.speeds:
            states = [(span, _closed(vehicle, held)) for span, held in turns]
            for origin, destination in self._pairs():
                yield from self._of_pair(vehicle, origin, destination, states)

    def _of_pair(
        self,
        vehicle: str,
        origin: RidePlace,
        destination: RidePlace,
        states: Sequence[tuple[Span, tuple[Closed, Closed]]],
    ) -> Iterator[core.Closure]:
        base = self.minutes(vehicle, origin, destination)
        if base is None:
            return
        for number, strict in enumerate((False, True)):
            takes = [(span, self.minutes(vehicle, origin, destination, state[number])) for span, state in states]
            for span, minutes in _runs(takes):
                if minutes is None or minutes > base:
                    yield core.Closure(origin.id, destination.id, span, minutes, (CARRIERS[vehicle],), strict)

    def _pairs(self) -> Iterator[tuple[RidePlace, RidePlace]]:
        return ((one, other) for one in self.places for other in self.places if one is not other)


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


def _closed(vehicle: str, held: Iterable[Shut]) -> tuple[Closed, Closed]:
    """To such a vehicle, without a badge and with one."""
    barred = [shut for shut in held if vehicle in shut.bars]
    return frozenset(shut.segment for shut in barred), frozenset(shut.segment for shut in barred if shut.strict)


def _runs(takes: Iterable[tuple[Span, int | None]]) -> Iterator[tuple[Span, int | None]]:
    """Neighbours of which the same is said, as one."""
    run: tuple[Span, int | None] | None = None
    for span, minutes in takes:
        if run is not None and run[1] == minutes and run[0].ends == span.starts:
            run = Span(run[0].starts, span.ends), minutes
        else:
            if run is not None:
                yield run
            run = span, minutes
    if run is not None:
        yield run
