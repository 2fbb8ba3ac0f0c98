"""When a procession passes each segment of its way: reckoned from the stops of the parade, evenly between them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import cos, radians

from festival_ops.programme.models import ParadeStop
from festival_ops.traffic.geometry import Point, metres


@dataclass(frozen=True)
class Stand:
    """A stop of the parade: where it is, if that is known, and the minutes after the start at which the head comes and
    the tail leaves."""

    place: Point | None
    comes: int
    leaves: int


def stand(stop: ParadeStop) -> Stand:
    venue = stop.stage.venue
    known = venue.latitude is not None and venue.longitude is not None
    place = (venue.longitude, venue.latitude) if known else None
    return Stand(place, stop.offset, stop.offset + stop.minutes)  # type: ignore[arg-type]


def passing(lines: Sequence[Sequence[Point]], stands: Sequence[Stand]) -> list[tuple[float, float]]:
    """For each line of the way, walked in this order, the minutes after the start at which the head of the procession
    comes upon it and its tail leaves it."""
    reached = [0.0, *accumulate(metres(line) for line in lines)]
    whole = [point for line in lines for point in line]
    places = along(whole, stands)
    heads = [(place, stand.comes) for place, stand in zip(places, stands, strict=True)]
    tails = [(place, stand.leaves) for place, stand in zip(places, stands, strict=True)]
    return [(_between(heads, starts), _between(tails, ends)) for starts, ends in pairwise(reached)]


def along(way: Sequence[Point], stands: Sequence[Stand]) -> list[float]:
    """How many metres along the way each stop lies. Where places are unknown, or lie in another order than the stops
    do, the stops divide the way evenly."""
    places = [_nearest(way, stand.place) for stand in stands if stand.place is not None]
    if len(places) == len(stands) and all(one < other for one, other in pairwise(places)):
        return places
    step = metres(way) / max(1, len(stands) - 1)
    return [step * number for number in range(len(stands))]


def _nearest(way: Sequence[Point], place: Point) -> float:
    """How many metres along the way its point nearest to the place lies."""
    reached = accumulate((metres(pair) for pair in pairwise(way)), initial=0.0)
    found = []
    for before, (one, other) in zip(reached, pairwise(way), strict=False):
        share = _share(one, other, place)
        foot = one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share
        found.append((metres([foot, place]), before + metres([one, foot])))
    return min(found)[1]


def _share(one: Point, other: Point, place: Point) -> float:
    """How far from one point to the other, from 0 to 1, the place lies beside the line between them."""
    wide = cos(radians(one[1]))
    east, north = (other[0] - one[0]) * wide, other[1] - one[1]
    length = east * east + north * north
    along = (place[0] - one[0]) * wide * east + (place[1] - one[1]) * north
    return min(1.0, max(0.0, along / length)) if length else 0.0


def _between(marks: Sequence[tuple[float, int]], place: float) -> float:
    """The minute at a place, even between two stops; before the first and after the last it is theirs."""
    after = bisect_right(marks, place, key=lambda mark: mark[0])
    if after == 0 or after == len(marks):
        return float(marks[max(0, after - 1)][1])
    (start, early), (end, late) = marks[after - 1], marks[after]
    return early + (late - early) * (place - start) / (end - start)
