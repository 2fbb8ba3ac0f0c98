"""The sheet of one or several festival days: time as columns, and as rows whatever the axis says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from festival_ops.planning.board.axes import AXES, Axis, Labels, Stay
from festival_ops.planning.board.lettering import fitting
from festival_ops.planning.board.rows import Band, Row, rows_of
from festival_ops.planning.board.scale import Scale
from festival_ops.words import sort_key
from solver.problem import Problem, Slot

BAR_TOP, BAR, LANE = 4, 38, 46
TITLE, UNDER = 12.5, 11.0
PAD, ICON = 6, 15
HUES = 12
# Above the rows: the hours, and where several days are drawn their names.
HEAD, HEADS = 24, 44
NO_LABELS = Labels()


@dataclass(frozen=True)
class Mark:
    """What is the matter with an act: the name of a state, the icon that shows it, and perhaps what it is about."""

    state: str
    icon: str
    of: str = ""


@dataclass(frozen=True)
class Leg:
    """An act on one row: the show itself, and lighter around it the way there, get-in, get-out and changeover."""

    x: int
    y: int
    width: int
    before: int
    after: int
    changeover: int
    way: int

    @property
    def height(self) -> int:
        return BAR

    @property
    def middle(self) -> int:
        return self.y + BAR // 2


@dataclass(frozen=True)
class Letters:
    """What is written on an item, as it fits there."""

    x: int
    y: int
    text_x: int
    title: str
    under: str


@dataclass(frozen=True)
class Item:
    """`hue` is the colour of its genre, from 1; 0 is the one colour of all the rarer genres together."""

    act: int
    day: date
    legs: tuple[Leg, ...]
    letters: tuple[Letters, ...]
    hue: int
    marks: tuple[Mark, ...]
    starts: int
    ends: int
    stage_id: int
    stage: str
    troupes: str
    full_title: str


@dataclass(frozen=True)
class Board:
    days: tuple[date, ...]
    axis: str
    scale: Scale
    height: int
    rows: tuple[Row, ...]
    items: tuple[Item, ...]
    ghosts: tuple[Leg, ...]
    genres: Mapping[str, int]

    @property
    def day(self) -> date:
        return self.days[0]

    @property
    def head(self) -> int:
        return HEAD if len(self.days) == 1 else HEADS

    @property
    def width(self) -> int:
        return self.scale.width

    @property
    def row_places(self) -> list[list[int | str]]:
        """What a script needs to know of the rows: whose it is, top, height, name."""
        return [[row.id, row.y, row.height, row.name] for row in self.rows]

    @property
    def stretches(self) -> list[list[int]]:
        """What a script needs to know of the hours: for each day its number, first and last minute, and left edge."""
        return [[one.day, one.starts, one.ends, one.x] for one in self.scale.stretches]

    @property
    def legend(self) -> Mapping[str, Any]:
        return AXES[self.axis].legend

    @property
    def bands(self) -> list[Band]:
        return [band for row in self.rows for band in row.bands]


def draw(
    problem: Problem,
    slots: Iterable[Slot],
    day: int,
    *,
    days: int = 1,
    axis: str = "stage",
    zoom: int = 30,
    labels: Labels = NO_LABELS,
    marks: Mapping[int, tuple[Mark, ...]] | None = None,
    was: Mapping[int, Slot] | None = None,
    bare: bool = False,
) -> Board:
    """`day` counts from 0, and `days` follow each other from it. `was` are former places to be drawn as ghosts; `bare`
    leaves out all rows without an act."""
    drawn = range(day, day + days)
    today = [slot for slot in slots if problem.day_of(slot.starts) in drawn]
    former = [slot for slot in (was or {}).values() if problem.day_of(slot.starts) in drawn]
    scale, across = Scale.of(problem, [*today, *former], drawn, zoom), AXES[axis]
    rows, lanes = rows_of(problem, across, today, former, scale, bare=bare, labels=labels)
    hues = _hues(problem)
    placed = sorted(today, key=lambda slot: (slot.starts, slot.act))
    artist = _Artist(problem, across, scale, lanes, hues, labels, marks or {}, _ways(problem, placed))
    legs = {slot.act: artist.legs(slot) for slot in placed}
    beside = _beside(legs.values())
    first = problem.date_of(problem.day(day).starts)
    return Board(
        days=tuple(first + timedelta(days=index) for index in range(days)),
        axis=axis,
        scale=scale,
        height=rows[-1].bottom if rows else LANE,
        rows=tuple(rows),
        items=tuple(artist.item(slot, legs[slot.act], beside) for slot in placed if legs[slot.act]),
        ghosts=tuple(leg for slot in former for leg in artist.legs(slot)),
        genres=_legend(problem, today, hues),
    )


def _ways(problem: Problem, slots: Iterable[Slot]) -> dict[int, int]:
    """For every act the minutes that its troupes need to come from where one of them played before, that same day."""
    ways: dict[int, int] = {}
    before: dict[int, Slot] = {}
    for slot in slots:
        for troupe in problem.act(slot.act).troupes:
            former = before.get(troupe)
            if former and problem.day_of(former.starts) == problem.day_of(slot.starts):
                way = problem.travel(problem.last_venue(former), problem.first_venue(slot))
                ways[slot.act] = max(way, ways.get(slot.act, 0))
            before[troupe] = slot
    return ways


@dataclass
class _Artist:
    problem: Problem
    axis: Axis
    scale: Scale
    lanes: Mapping[tuple[int, int], int]
    hues: Mapping[str, int]
    labels: Labels
    marks: Mapping[int, tuple[Mark, ...]]
    ways: Mapping[int, int]

    def legs(self, slot: Slot) -> tuple[Leg, ...]:
        stays = [
            stay for stay in self.axis.stays(self.problem, self.labels, slot) if (slot.act, stay.line) in self.lanes
        ]
        return tuple(
            self._leg(stay, self.lanes[slot.act, stay.line], self.ways.get(slot.act, 0) if self._begins(index) else 0)
            for index, stay in enumerate(stays)
        )

    def _begins(self, index: int) -> bool:
        return index == 0 or self.axis.everywhere

    def _leg(self, stay: Stay, top: int, way: int) -> Leg:
        show, whole = stay.shown, stay.taken
        x, ends = self.scale.x(show.starts), self.scale.x(show.ends)
        return Leg(
            x=x,
            y=top + BAR_TOP,
            width=max(4, ends - x),
            before=x - self.scale.x(whole.starts),
            after=self.scale.x(whole.ends) - ends,
            changeover=self.scale.length(stay.changeover),
            way=self.scale.length(way),
        )

    def item(self, slot: Slot, legs: tuple[Leg, ...], beside: Mapping[int, list[Leg]]) -> Item:
        act, shown = self.problem.act(slot.act), self.problem.shown(slot)
        return Item(
            act=act.id,
            day=self.problem.date_of(slot.starts),
            legs=legs,
            letters=tuple(self._letters(slot, legs, beside)),
            hue=self.hues.get(act.genre, 0),
            marks=self.marks.get(act.id, ()),
            starts=shown.starts,
            ends=shown.ends,
            stage_id=slot.stage,
            stage=self.problem.stage(slot.stage).name,
            troupes=", ".join(self.problem.troupe(id).name for id in act.troupes),
            full_title=act.title,
        )

    def _letters(self, slot: Slot, legs: tuple[Leg, ...], beside: Mapping[int, list[Leg]]) -> Iterable[Letters]:
        act, marks = self.problem.act(slot.act), self.marks.get(slot.act, ())
        stays = [
            stay for stay in self.axis.stays(self.problem, self.labels, slot) if (slot.act, stay.line) in self.lanes
        ]
        for index, (stay, leg) in enumerate(zip(stays, legs, strict=True)):
            if self._begins(index):
                text_x = leg.x + PAD + ICON * len(marks)
                room = self._room(leg, beside[leg.y]) - (text_x - leg.x)
                title = fitting((act.title, self.labels.acts.get(act.id, "")), room, TITLE)
                under = fitting(self.axis.under(self.problem, self.labels, slot, stay.line), room, UNDER)
                yield Letters(leg.x, leg.y, text_x, title, "" if _same(title, under) else under)

    def _room(self, leg: Leg, beside: Iterable[Leg]) -> int:
        """Text may run on over free paper up to whatever is drawn next in the same lane."""
        following = [other.x - other.before - other.way for other in beside if other.x > leg.x]
        return min([*following, self.scale.width]) - leg.x - PAD


def _beside(legs: Iterable[tuple[Leg, ...]]) -> dict[int, list[Leg]]:
    """For every lane, by its height, what is drawn in it."""
    lanes: dict[int, list[Leg]] = {}
    for leg in (one for several in legs for one in several):
        lanes.setdefault(leg.y, []).append(leg)
    return lanes


def _same(one: str, other: str) -> bool:
    """Whether two cut names say the same thing twice."""
    short, long = sorted((one.rstrip("…"), other.rstrip("…")), key=len)
    return long.startswith(short)


def _hues(problem: Problem) -> dict[str, int]:
    """The same colour on every sheet: the genres with most acts have one of their own."""
    held = Counter(act.genre for act in problem.acts if act.genre)
    common = sorted(held, key=lambda genre: (-held[genre], genre))[:HUES]
    return {genre: hue for hue, genre in enumerate(common, start=1)}


def _legend(problem: Problem, slots: Iterable[Slot], hues: Mapping[str, int]) -> dict[str, int]:
    shown = {problem.act(slot.act).genre for slot in slots} - {""}
    return {genre: hues[genre] for genre in sorted(shown & hues.keys(), key=sort_key)}
