"""The rows of a sheet: which stand on it, how many lanes each needs, and the bands behind them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from festival_ops.planning.board.axes import REHEARSAL, Axis, Labels, Line, Stay
from festival_ops.planning.board.lettering import fitting
from festival_ops.planning.board.scale import Scale
from solver.problem import Problem, Slot, Span

LANE = 46
SIDE, NARROW, NAME, NOTE = 172, 92, 13, 11


@dataclass(frozen=True)
class Band:
    """Hours of one kind behind a row: open, quiet, blackout or rehearsal. `label` is what is written on it."""

    kind: str
    x: int
    y: int
    width: int
    height: int
    reason: str = ""
    label: str = ""


@dataclass(frozen=True)
class Row:
    """`shown` is the name as it fits beside the row, `narrow` as it fits there on a phone; `note` stands below it."""

    id: int
    name: str
    shown: str
    narrow: str
    note: str
    y: int
    lanes: int
    bands: tuple[Band, ...]

    @property
    def height(self) -> int:
        return self.lanes * LANE

    @property
    def bottom(self) -> int:
        return self.y + self.height

    @property
    def middle(self) -> int:
        return self.y + self.height // 2


def rows_of(
    problem: Problem,
    axis: Axis,
    today: list[Slot],
    former: list[Slot],
    scale: Scale,
    *,
    bare: bool,
    labels: Labels,
) -> tuple[list[Row], dict[tuple[int, int], int]]:
    """The rows from the top, and for every (act, row) of the sheet the top of its lane."""
    stays, held = _stays(problem, labels, axis, today), _stays(problem, labels, axis, former)
    rows: list[Row] = []
    tops: dict[tuple[int, int], int] = {}
    y = 0
    for line in axis.lines(problem, labels, Span(scale.starts, scale.ends)):
        lanes = _lanes(stays.get(line.id, []))
        count = 1 + max(lanes.values(), default=0)
        bands = tuple(_bands(axis.hours(problem, labels, line.id, today), scale, y, count * LANE))
        rehearsed = any(band.kind == REHEARSAL for band in bands)
        if line.id not in stays and line.id not in held and not rehearsed and (bare or not line.idle):
            continue
        tops |= {(act, line.id): y for _stay, act in held.get(line.id, [])}
        tops |= {(act, line.id): y + lane * LANE for act, lane in lanes.items()}
        rows.append(_row(line, y, count, bands))
        y += count * LANE
    return rows, tops


def _row(line: Line, y: int, lanes: int, bands: tuple[Band, ...]) -> Row:
    names = (line.name, line.short)
    shown, narrow = fitting(names, SIDE, NAME), fitting(names, NARROW, NAME)
    return Row(line.id, line.name, shown, narrow, fitting((line.note,), SIDE, NOTE), y, lanes, bands)


def _stays(problem: Problem, labels: Labels, axis: Axis, slots: Iterable[Slot]) -> Mapping[int, list[tuple[Stay, int]]]:
    stays: dict[int, list[tuple[Stay, int]]] = defaultdict(list)
    for slot in slots:
        for stay in axis.stays(problem, labels, slot):
            stays[stay.line].append((stay, slot.act))
    return stays


def _lanes(stays: list[tuple[Stay, int]]) -> dict[int, int]:
    """Acts that overlap on a row stand one below the other."""
    ends: list[int] = []
    lanes: dict[int, int] = {}
    for stay, act in sorted(stays, key=lambda it: (it[0].taken.starts, it[1])):
        free = next((lane for lane, until in enumerate(ends) if until <= stay.taken.starts), len(ends))
        ends[free : free + 1] = [stay.taken.ends]
        lanes.setdefault(act, free)
    return lanes


def _bands(hours: Iterable[tuple[str, Span, str]], scale: Scale, y: int, height: int) -> Iterator[Band]:
    for kind, span, reason in hours:
        for part in scale.parts(span):
            x, width = scale.x(part.starts), scale.length(part.ends - part.starts)
            label = fitting((reason,), width - 12, NOTE) if kind == REHEARSAL else ""
            yield Band(kind, x, y, width, height, reason, label)
