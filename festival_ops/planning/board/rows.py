"""The rows of a sheet: which stages stand on it, how many lanes each needs, and the bands behind them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from festival_ops.planning.board.lettering import fitting
from festival_ops.planning.board.scale import Scale
from festival_ops.words import fold, sort_key
from solver.problem import Problem, Slot, Span, Stage
from solver.spans import joined

LANE = 46
SIDE, NARROW, STAGE, VENUE = 172, 92, 13, 11


@dataclass(frozen=True)
class Band:
    """Hours of one kind behind a row: open, quiet or blackout."""

    kind: str
    x: int
    y: int
    width: int
    height: int
    reason: str = ""


@dataclass(frozen=True)
class Row:
    """`shown` is the name as it fits beside the row, `narrow` as it fits there on a phone; `venue` is empty where the
    stage's name says it already."""

    stage: int
    name: str
    shown: str
    narrow: str
    venue: str
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
    today: list[Slot],
    former: list[Slot],
    day: int,
    scale: Scale,
    *,
    bare: bool,
    short: Mapping[int, str],
) -> tuple[list[Row], dict[tuple[int, int], int]]:
    """The rows from the top, and for every (act, stage) of the sheet the top of its lane."""
    stays = _stays(problem, today)
    whole = problem.day(day)
    rows: list[Row] = []
    tops: dict[tuple[int, int], int] = {}
    y = 0
    held = {stage for slot in former for stage, _ in problem.places(slot)}
    for stage in sorted(problem.stages, key=lambda one: (sort_key(problem.venue(one.venue).name), sort_key(one.name))):
        opened = not stage.open or any(span.meets(whole) for span in stage.open)
        if stage.id not in stays and stage.id not in held and (bare or not opened):
            continue
        lanes = _lanes(stays.get(stage.id, []))
        for act, lane in lanes.items():
            tops[act, stage.id] = y + lane * LANE
        count = 1 + max(lanes.values(), default=0)
        bands = tuple(_bands(problem, stage, whole, scale, y, count * LANE))
        names = (stage.name, short.get(stage.id, ""))
        shown, narrow = fitting(names, SIDE, STAGE), fitting(names, NARROW, STAGE)
        rows.append(Row(stage.id, stage.name, shown, narrow, _venue(problem, stage), y, count, bands))
        for slot in former:
            if stage.id in {place for place, _ in problem.places(slot)}:
                tops.setdefault((slot.act, stage.id), y)
        y += count * LANE
    return rows, tops


def _venue(problem: Problem, stage: Stage) -> str:
    name = problem.venue(stage.venue).name
    return "" if fold(name) in fold(stage.name) else fitting((name,), SIDE, VENUE)


def _stays(problem: Problem, slots: Iterable[Slot]) -> Mapping[int, list[tuple[Span, int]]]:
    stays: dict[int, list[tuple[Span, int]]] = defaultdict(list)
    for slot in slots:
        for stage, span in problem.places(slot):
            stays[stage].append((span, slot.act))
    return stays


def _lanes(stays: list[tuple[Span, int]]) -> dict[int, int]:
    """Acts that overlap on a stage stand one below the other."""
    ends: list[int] = []
    lanes: dict[int, int] = {}
    for span, act in sorted(stays, key=lambda stay: (stay[0].starts, stay[1])):
        free = next((lane for lane, until in enumerate(ends) if until <= span.starts), len(ends))
        ends[free : free + 1] = [span.ends]
        lanes.setdefault(act, free)
    return lanes


def _bands(problem: Problem, stage: Stage, day: Span, scale: Scale, y: int, height: int) -> Iterator[Band]:
    sheet = Span(max(day.starts, scale.starts), scale.ends)
    opened = joined(stage.open) if stage.open else [sheet]
    for span in opened:
        yield from _band("open", span, sheet, scale, y, height)
    for quiet in stage.quiet:
        yield from _band("quiet", Span(quiet.starts, quiet.ends), sheet, scale, y, height)
    for blackout in problem.blackouts:
        if not blackout.stages or stage.id in blackout.stages:
            span = Span(blackout.starts, blackout.ends)
            yield from _band("blackout", span, sheet, scale, y, height, blackout.reason)


def _band(kind: str, span: Span, sheet: Span, scale: Scale, y: int, height: int, reason: str = "") -> Iterator[Band]:
    starts, ends = max(span.starts, sheet.starts), min(span.ends, sheet.ends)
    if starts < ends:
        yield Band(kind, scale.x(starts), y, scale.x(ends) - scale.x(starts), height, reason)
