"""Junctions by their places: ends of lines that are drawn by hand or by satellite miss each other by metres."""

from __future__ import annotations

from collections.abc import Iterator
from math import floor

from festival_ops.spreadsheets.names import Entry
from festival_ops.traffic.geometry import Point, metres

# Whatever lies nearer to each other is one place, in metres. Two real junctions of a town are farther apart.
NEARLY_MEETS = 5.0
# As many degrees of latitude are at least so many metres.
_CELL = NEARLY_MEETS / 110_000


class Places:
    """Junctions by where they are."""

    def __init__(self) -> None:
        self._near: dict[tuple[int, int], list[tuple[Point, Entry]]] = {}

    def add(self, point: Point, entry: Entry) -> None:
        self._near.setdefault(_cell(point), []).append((point, entry))

    def nearest(self, point: Point) -> tuple[float, Point, Entry] | None:
        """The junction that an end at this point nearly meets, with the metres between them and where it is."""
        found = ((metres([place, point]), place, entry) for place, entry in self._around(point))
        met = [each for each in found if each[0] <= NEARLY_MEETS]
        return min(met, key=lambda each: each[0], default=None)

    def _around(self, point: Point) -> Iterator[tuple[Point, Entry]]:
        row, column = _cell(point)
        for north in (-1, 0, 1):
            # Degrees of longitude grow narrow away from the equator; up to 70 degrees, three cells hold five metres.
            for east in range(-3, 4):
                yield from self._near.get((row + north, column + east), ())


def _cell(point: Point) -> tuple[int, int]:
    longitude, latitude = point
    return floor(latitude / _CELL), floor(longitude / _CELL)
