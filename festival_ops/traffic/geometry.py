"""Points and lines on the map. A point is longitude, then latitude, in degrees, as GeoJSON has it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt

from festival_ops.programme.travel import EARTH_KM

Point = tuple[float, float]

# A festival town with its ring roads lies within so many degrees of its venues: about thirty kilometres.
AROUND = 0.3


@dataclass(frozen=True)
class Area:
    """The ground of an edition, from its southern and western to its northern and eastern edge."""

    south: float
    west: float
    north: float
    east: float

    def holds(self, point: Point) -> bool:
        longitude, latitude = point
        return self.south <= latitude <= self.north and self.west <= longitude <= self.east


def area_around(places: Iterable[Point]) -> Area | None:
    known = list(places)
    if not known:
        return None
    longitudes, latitudes = zip(*known, strict=True)
    return Area(min(latitudes) - AROUND, min(longitudes) - AROUND, max(latitudes) + AROUND, max(longitudes) + AROUND)


def metres(line: Sequence[Point]) -> float:
    """The length of a line along the ground."""
    return sum(_apart(one, other) for one, other in pairwise(line))


def middle(line: Sequence[Point]) -> Point:
    """The point half-way along a line."""
    return point_along(line, metres(line) / 2)


def point_along(line: Sequence[Point], left: float) -> Point:
    """The point so many metres from its beginning; its end where it is shorter."""
    for one, other in pairwise(line):
        step = _apart(one, other)
        if step and step >= left:
            share = left / step
            return one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share
        left -= step
    return line[-1]


def _apart(one: Point, other: Point) -> float:
    east, south, other_east, north = (radians(value) for value in (*one, *other))
    turned = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin((other_east - east) / 2) ** 2
    return 2000 * EARTH_KM * asin(sqrt(min(1.0, turned)))
