"""The roads of a day drawn to scale for paper, north at the top: what is closed by its number, ways round beside it."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from festival_ops.planning.on_paper import DEGREE, TALL, Label, Place, beside, over, round_length
from festival_ops.planning.roads.drawing import look
from festival_ops.planning.roads.hours import Holding
from festival_ops.traffic.geometry import Point, middle
from festival_ops.traffic.models import Segment
from festival_ops.web.telling import by_name

WIDTH, HEIGHT, EDGE = 700, 860, 46
# A single street would be drawn at any scale: so many units a metre are as near as people look.
NEAREST = 1.2
# A name is so wide for each of its letters.
LETTER = 7.7
ROUND, OPEN = "round", "open"


@dataclass(frozen=True)
class Line:
    """A segment; `look` is closed, held (another measure), round or open."""

    points: tuple[Place, ...]
    look: str


@dataclass(frozen=True)
class Spot:
    """The number of a closure at its middle (`at`), or aside where it would hide another's."""

    number: int
    at: Place
    label: Place

    @property
    def aside(self) -> bool:
        return math.dist(self.at, self.label) > TALL / 2


@dataclass(frozen=True)
class PlanMap:
    """`metres` is how far the ruler of `ruler` units reaches."""

    lines: tuple[Line, ...]
    spots: tuple[Spot, ...]
    names: tuple[tuple[str, Place], ...]
    ruler: float
    metres: int
    height: float


class Sheet:
    """The paper around some points of the ground."""

    def __init__(self, points: Sequence[Point]) -> None:
        self.west, self.north = min(x for x, _y in points), max(y for _x, y in points)
        self.narrow = math.cos(math.radians(self.north))
        wide = (max(x for x, _y in points) - self.west) * DEGREE * self.narrow
        high = (self.north - min(y for _x, y in points)) * DEGREE
        self.unit = min(NEAREST, (WIDTH - 2 * EDGE) / max(wide, 1.0), (HEIGHT - 2 * EDGE) / max(high, 1.0))
        self.left = (WIDTH - wide * self.unit) / 2
        self.height = max(high * self.unit + 2 * EDGE, WIDTH / 3)
        self.top = (self.height - high * self.unit) / 2

    def place(self, point: Point) -> Place:
        x, y = (point[0] - self.west) * DEGREE * self.narrow, (self.north - point[1]) * DEGREE
        return self.left + x * self.unit, self.top + y * self.unit

    def has_room(self, at: Place, wide: float) -> bool:
        return wide / 2 <= at[0] <= WIDTH - wide / 2 and TALL / 2 <= at[1] <= self.height - TALL / 2

    def holds(self, place: Place) -> bool:
        return 0 <= place[0] <= WIDTH and 0 <= place[1] <= self.height


def plan_map(segments: Iterable[Segment], numbered: Sequence[tuple[int, Holding]]) -> PlanMap | None:
    """None where nothing of the day is drawn."""
    rows = list(segments)
    held = {segment.id: each for _number, each in reversed(numbered) for segment in each.closure.segments}
    around = {link.segment_id for _number, each in numbered for link in each.closure.detour_chain} - held.keys()
    shown = [point for row in rows if row.id in held or row.id in around for point in row.line]
    if not shown:
        return None
    sheet = Sheet(shown)
    # What is closed is drawn last, over the streets that it crosses.
    order = sorted(rows, key=lambda row: (row.id in held, row.id in around))
    lines = (Line(tuple(map(sheet.place, row.line)), _look(row, held, around)) for row in order)
    taken: list[Label] = []
    spots = tuple(_spot(sheet, number, each, taken) for number, each in numbered if each.closure.chain)
    metres = round_length(WIDTH / 4 / sheet.unit)
    return PlanMap(
        lines=tuple(line for line in lines if any(map(sheet.holds, line.points))),
        spots=spots,
        names=tuple(_names(sheet, rows, held.keys() | around, taken)),
        ruler=metres * sheet.unit,
        metres=metres,
        height=sheet.height,
    )


def _look(row: Segment, held: dict[int, Holding], around: Collection[int]) -> str:
    if row.id in held:
        return look([held[row.id].closure])
    return ROUND if row.id in around else OPEN


def _spot(sheet: Sheet, number: int, held: Holding, taken: list[Label]) -> Spot:
    chain = held.closure.segments
    at = sheet.place(middle(chain[len(chain) // 2].line))
    return Spot(number, at, beside(at, TALL, taken, WIDTH))


def _names(
    sheet: Sheet, rows: Sequence[Segment], spoken: Collection[int], taken: list[Label]
) -> Iterable[tuple[str, Place]]:
    """Each street once, on its longest segment in sight: those of the plan first, the others where there is room."""
    longest: dict[str, Segment] = {}
    for row in sorted(rows, key=lambda row: (row.id in spoken, row.length)):
        if sheet.holds(sheet.place(middle(row.line))):
            longest[by_name(row.street)] = row
    for name, row in sorted(longest.items(), key=lambda each: each[1].id not in spoken):
        at, wide = sheet.place(middle(row.line)), LETTER * len(name)
        if row.id in spoken:
            yield name, beside(at, wide, taken, WIDTH)
        elif not any(over((*at, wide), other) for other in taken) and sheet.has_room(at, wide):
            taken.append((*at, wide))
            yield name, at
