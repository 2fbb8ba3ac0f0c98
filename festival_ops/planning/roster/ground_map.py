"""The posts where they stand, to scale and with north at the top, each with who is missing there."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from festival_ops.planning.on_paper import DEGREE, TALL, Label, Place, beside, round_length
from festival_ops.planning.roster.kept import PostOnGround, SectorOnGround
from festival_ops.planning.roster.matrix import Cell, Matrix

WIDTH, HEIGHT, EDGE = 960, 620, 60
# A single post would be drawn at any scale: two units a metre is as near as people look.
NEAREST = 2.0
# A label is so wide for each of its letters, and besides.
LETTER, ROOM = 7.5, 16
# Names of sectors are cut after so many letters.
LONGEST = 32


@dataclass(frozen=True)
class Spot:
    """A post with its shifts as one, at its true place (`at`); its label stands aside where it would hide another's."""

    post: PostOnGround
    cell: Cell
    at: Place
    label: Place

    @property
    def words(self) -> str:
        return f"{self.post.code} −{self.cell.missing}" if self.cell.missing else self.post.code

    @property
    def wide(self) -> float:
        return LETTER * len(self.words) + ROOM

    @property
    def aside(self) -> bool:
        return math.dist(self.at, self.label) > TALL / 2


@dataclass(frozen=True)
class Ground:
    """A sector around its posts; `outline` are the corners of their hull, `name` is where its name stands."""

    sector: SectorOnGround
    outline: tuple[Place, ...]
    name: Place


@dataclass(frozen=True)
class GroundMap:
    """`metres` is how far the ruler of `ruler` units reaches; `nowhere` are posts that no place is known of. The
    picture reaches from `top` so far down as its `height`."""

    spots: tuple[Spot, ...]
    grounds: tuple[Ground, ...]
    nowhere: tuple[PostOnGround, ...]
    ruler: float
    metres: int
    top: float
    height: float


def ground_map(
    sheet: Matrix, places: Mapping[int, Place], *, shift: int | None = None, sector: int | None = None
) -> GroundMap:
    """Posts that need anybody on the day of the sheet: in one shift or in all, of one sector or of all.

    `places` are latitude and longitude in degrees, by post.
    """
    wanted = {number for number, each in enumerate(sheet.shifts) if shift in (None, each.id)}
    shown = [
        (section.sector, row.post, cells)
        for section in sheet.sections
        if sector in (None, section.sector.id)
        for row in section.rows
        if (cells := tuple(cell for number, cell in enumerate(row.cells) if cell and number in wanted))
    ]
    known = [(each, post, cells) for each, post, cells in shown if post.id in places]
    at, unit = _on_paper([places[post.id] for _sector, post, _cells in known])
    taken: list[Label] = []
    held: dict[SectorOnGround, list[Spot]] = {}
    for (each, post, cells), place in zip(known, at, strict=True):
        spot = Spot(post, Cell(tuple(line for cell in cells for line in cell.lines)), place, place)
        held.setdefault(each, []).append(replace(spot, label=beside(place, spot.wide, taken, WIDTH)))
    grounds = tuple(_ground(each, spots, taken) for each, spots in held.items())
    heights = [y for _x, y, _wide in taken] or [HEIGHT / 2]
    metres = round_length(WIDTH / 5 / unit)
    return GroundMap(
        spots=tuple(spot for spots in held.values() for spot in spots),
        grounds=grounds,
        nowhere=tuple(post for _sector, post, _cells in shown if post.id not in places),
        ruler=metres * unit,
        metres=metres,
        top=min(heights) - EDGE,
        height=max(heights) - min(heights) + 2 * EDGE,
    )


def _on_paper(places: Sequence[Place]) -> tuple[list[Place], float]:
    """Units from the upper left corner, and how many of them are a metre."""
    if not places:
        return [], NEAREST
    north, west = max(place[0] for place in places), min(place[1] for place in places)
    narrow = math.cos(math.radians(sum(place[0] for place in places) / len(places)))
    metres = [((each[1] - west) * DEGREE * narrow, (north - each[0]) * DEGREE) for each in places]
    widest, highest = max(x for x, _y in metres), max(y for _x, y in metres)
    unit = min(NEAREST, (WIDTH - 2 * EDGE) / max(widest, 1.0), (HEIGHT - 2 * EDGE) / max(highest, 1.0))
    left, top = (WIDTH - widest * unit) / 2, (HEIGHT - highest * unit) / 2
    return [(left + x * unit, top + y * unit) for x, y in metres], unit


def _ground(sector: SectorOnGround, spots: Sequence[Spot], taken: list[Label]) -> Ground:
    outline = _hull(spot.label for spot in spots)
    middle = sum(x for x, _y in outline) / len(outline), min(y for _x, y in outline) - 1.5 * TALL
    return Ground(sector, tuple(outline), beside(middle, LETTER * min(len(sector.name), LONGEST), taken, WIDTH))


def _hull(places: Iterable[Place]) -> list[Place]:
    """Andrew's monotone chain: the convex hull of the places, all of them where there are no more than two."""
    ordered = sorted(set(places))
    if len(ordered) < 3:
        return ordered
    return [*_chain(ordered), *_chain(ordered[::-1])]


def _chain(ordered: Sequence[Place]) -> list[Place]:
    chain: list[Place] = []
    for place in ordered:
        while len(chain) > 1 and _turn(chain[-2], chain[-1], place) <= 0:
            chain.pop()
        chain.append(place)
    return chain[:-1]


def _turn(one: Place, two: Place, three: Place) -> float:
    return (two[0] - one[0]) * (three[1] - one[1]) - (two[1] - one[1]) * (three[0] - one[0])
