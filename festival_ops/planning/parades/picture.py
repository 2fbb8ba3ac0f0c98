"""A parade as a picture: time from left to right, the way from top to bottom, each unit a band from head to tail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from festival_ops.planning.parades.page import Standing
from festival_ops.web.telling import by_name
from solver.parade.problem import SECONDS
from solver.parade.walk import March

WIDTH, HEIGHT = 1040, 420
# Room for the names of corners, the hours and the numbers of units.
LEFT, RIGHT, TOP, BOTTOM = 190, 16, 34, 12
STEPS = (5, 10, 15, 30, 60)
MOST_HOURS = 14
# Room that the number of a unit and the name of a corner take.
NUMBER, LINE = 18, 14


@dataclass(frozen=True)
class Band:
    """`shown` is its number where that does not stand on another's."""

    number: int
    name: str
    points: str
    x: float
    shown: str
    loud: bool
    broken: bool


@dataclass(frozen=True)
class Mark:
    """A line across the picture, with its words."""

    at: float
    words: str


@dataclass(frozen=True)
class Picture:
    """In pixels of a sheet of WIDTH × HEIGHT."""

    bands: tuple[Band, ...]
    corners: tuple[Mark, ...]
    hours: tuple[Mark, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    top: int = TOP
    bottom: int = HEIGHT - BOTTOM


def picture(stands: Standing) -> Picture | None:
    march, problem, way = stands.march, stands.problem, stands.way
    if march is None or problem is None or way is None:
        return None
    drawn = _Drawn(march)
    begins = [drawn.x(Fraction(march.steps_off[line.row.id], SECONDS)) for line in stands.lines]
    numbers = _clear([Mark(x, str(line.number)) for x, line in zip(begins, stands.lines, strict=True)], NUMBER)
    bands = tuple(
        Band(
            line.number,
            by_name(line.row),
            drawn.band(line.row.id),
            mark.at,
            mark.words,
            line.row.loudness >= problem.loud_from,
            line.broken,
        )
        for line, mark in zip(stands.lines, numbers, strict=True)
    )
    corners = tuple(Mark(drawn.y(round(place.metres)), by_name(place.junction)) for place in way.places)
    hours = tuple(Mark(drawn.x(Fraction(minute)), f"{stands.moment(problem.starts + minute):%H:%M}")
                  for minute in drawn.minutes())  # fmt: skip
    return Picture(bands, _clear(corners, LINE), hours)


def _clear(marks: Sequence[Mark], room: int) -> tuple[Mark, ...]:
    """Words that would stand on those before are left out."""
    found: list[Mark] = []
    told = -100.0
    for mark in marks:
        clear = mark.at - told >= room
        found.append(mark if clear else Mark(mark.at, ""))
        told = mark.at if clear else told
    return tuple(found)


class _Drawn:
    def __init__(self, march: March) -> None:
        self.march = march
        self.metres = march.problem.metres
        self.length = -(-march.seconds // SECONDS)

    def x(self, minutes: Fraction) -> float:
        return round(LEFT + (WIDTH - LEFT - RIGHT) * float(minutes) / max(1, self.length), 1)

    def y(self, metres: Fraction | int) -> float:
        return round(TOP + (HEIGHT - TOP - BOTTOM) * float(metres) / self.metres, 1)

    def band(self, id: int) -> str:
        """Along its head to the end of the way, and back along its tail."""
        unit = self.march.problem.unit(id)
        corners = (*self.march.course(id), *reversed(self.march.course(id, unit.length)))
        return " ".join(f"{self.x(minutes)},{self.y(metres)}" for minutes, metres in corners)

    def minutes(self) -> range:
        step = next((step for step in STEPS if self.length / step <= MOST_HOURS), STEPS[-1])
        return range(0, self.length + 1, step)
