"""The way of a parade in metres, and when its units pass along it; counted from the minute at which it starts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any

from sqlalchemy.orm import selectinload
from sqlalchemy.orm.interfaces import ORMOption

from festival_ops.planning.roads.passing import along, stand
from festival_ops.programme.models import ParadeStop
from festival_ops.traffic.chains import Link, walk
from festival_ops.traffic.geometry import Point, metres
from festival_ops.traffic.kinds import FIRST
from festival_ops.traffic.kinds import LAST as AT_THE_END
from festival_ops.traffic.models import Junction, Parade, ParadeHalt, ParadeSegment, ParadeUnit, Segment
from solver.parade.problem import LAST, Halt, ParadeProblem, Unit
from solver.parade.walk import March

Named = Callable[[Any], str]


def loaded(parade: Any = None) -> tuple[ORMOption, ...]:
    """What its hours are made of, at the same cost however many parades are read; `parade` is the way to them."""
    begin = parade.selectinload if parade is not None else selectinload
    segment = begin(Parade.chain).joinedload(ParadeSegment.segment)
    return (
        begin(Parade.units).selectinload(ParadeUnit.halts),
        begin(Parade.halts),
        segment.joinedload(Segment.first),
        segment.joinedload(Segment.second),
        segment.joinedload(Segment.street),
    )


@dataclass(frozen=True)
class Place:
    """A junction of the way, so many metres from its start."""

    junction: Junction
    metres: float


@dataclass(frozen=True)
class Way:
    """The segments of a parade as it walks them; `places` are the junctions before, between and behind them."""

    segments: tuple[Segment, ...]
    places: tuple[Place, ...]
    line: tuple[Point, ...]

    @property
    def metres(self) -> float:
        return self.places[-1].metres

    def stops(self, stops: Sequence[ParadeStop]) -> list[float]:
        """How many metres along the way each stop of the programme lies."""
        return along(self.line, [stand(stop) for stop in stops])


def way_of(parade: Parade) -> Way | None:
    """None where nobody could walk it."""
    segments = parade.segments
    turned = walk([Link(str(segment.id), segment.ends) for segment in segments])
    if not segments or turned is None:
        return None
    lines = [row.line[::-1] if back else row.line for row, back in zip(segments, turned, strict=True)]
    ends = [(row.second, row.first) if back else (row.first, row.second)
            for row, back in zip(segments, turned, strict=True)]  # fmt: skip
    junctions = [ends[0][0], *(end for _start, end in ends)]
    reached = accumulate((metres(line) for line in lines), initial=0.0)
    places = tuple(Place(*each) for each in zip(junctions, reached, strict=True))
    return Way(tuple(segments), places, tuple(point for line in lines for point in line))


def in_order(parade: Parade) -> list[ParadeUnit]:
    """As they walk now."""
    return sorted(parade.units, key=_turn)


def units_of(parade: Parade, way: Way, named: Named = str) -> tuple[Unit, ...]:
    return tuple(_unit(parade, way, row, named) for row in in_order(parade))


def halts_of(rows: Iterable[ParadeHalt], way: Way) -> tuple[Halt, ...]:
    """Those on the way; where it comes to a junction twice, the first time after its start."""
    found = []
    for row in rows:
        passed = [place.metres for place in way.places if place.junction.id == row.junction_id]
        if passed:
            found.append(Halt(round(next((metres for metres in passed if metres), 0)), row.minutes))
    return tuple(sorted(found, key=lambda halt: halt.metres))


def off_the_way(parade: Parade, way: Way) -> list[ParadeHalt]:
    """Halts at junctions that the parade no longer comes to."""
    known = {place.junction.id for place in way.places}
    rows = [*parade.halts, *(halt for unit in in_order(parade) for halt in unit.halts)]
    return [row for row in rows if row.junction_id not in known]


def march_of(parade: Parade) -> March | None:
    """The parade in the order written down; None while it has no way, or nobody walks in it."""
    way = way_of(parade)
    if way is None or not parade.units:
        return None
    units = units_of(parade, way)
    problem = ParadeProblem("", "", 0, max(1, round(way.metres)), units, halts=halts_of(parade.halts, way))
    return March.of(problem, [unit.id for unit in units])


def walked(parade: Parade) -> Mapping[int, tuple[int, int]]:
    """By segment the minutes from the start at which the head of the first unit comes upon it, and the tail of the last
    leaves it."""
    march, way = march_of(parade), way_of(parade)
    if march is None or way is None:
        return {}
    spans = zip(way.segments, pairwise(way.places), strict=True)
    return {
        row.id: (march.whole(before.metres).comes, march.whole(behind.metres).leaves) for row, (before, behind) in spans
    }


def at_stops(parade: Parade, stops: Sequence[ParadeStop]) -> list[tuple[int, int]]:
    """The same for each stop of the programme; nothing while the parade has no order."""
    march, way = march_of(parade), way_of(parade)
    if march is None or way is None or not stops:
        return []
    passings = [march.whole(metres) for metres in way.stops(stops)]
    return [(passing.comes, passing.leaves) for passing in passings]


def _turn(row: ParadeUnit) -> tuple[int, int]:
    return (row.position if row.position is not None else 10**6, row.id)


def _unit(parade: Parade, way: Way, row: ParadeUnit, named: Named) -> Unit:
    return Unit(
        row.id,
        named(row),
        row.length,
        row.pace,
        parade.gap if row.gap is None else row.gap,
        loudness=row.loudness,
        needs_quiet=row.needs_quiet,
        kind=row.kind,
        position={FIRST: 1, AT_THE_END: LAST}.get(row.held),
        after=(row.behind_id,) if row.behind_id else (),
        halts=halts_of(row.halts, way),
    )
