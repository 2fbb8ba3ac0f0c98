"""The sheet of one festival day: stages as rows, time as columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from festival_ops.planning.board.lettering import fitting
from festival_ops.planning.board.rows import Band, Row, rows_of
from festival_ops.planning.board.scale import Scale
from festival_ops.words import sort_key
from solver.problem import Act, Problem, Slot, Span

BAR_TOP, BAR, LANE = 4, 38, 46
TITLE, UNDER = 12.5, 11.0
PAD, ICON = 6, 15
HUES = 12


@dataclass(frozen=True)
class Labels:
    """The short forms of names, by id; every work, troupe and stage may have one."""

    acts: Mapping[int, str] = field(default_factory=dict)
    troupes: Mapping[int, str] = field(default_factory=dict)
    stages: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Mark:
    """What is the matter with an act: the name of a state and the icon that shows it."""

    state: str
    icon: str


@dataclass(frozen=True)
class Leg:
    """One place of an act on the sheet: the show itself, and lighter around it get-in, get-out and changeover."""

    x: int
    y: int
    width: int
    before: int
    after: int
    changeover: int

    @property
    def height(self) -> int:
        return BAR

    @property
    def middle(self) -> int:
        return self.y + BAR // 2


@dataclass(frozen=True)
class Item:
    """`hue` is the colour of its genre, from 1; 0 is the one colour of all the rarer genres together."""

    act: int
    legs: tuple[Leg, ...]
    hue: int
    marks: tuple[Mark, ...]
    title: str
    under: str
    text_x: int
    starts: int
    ends: int
    stage_id: int
    stage: str
    troupes: str
    full_title: str


@dataclass(frozen=True)
class Board:
    day: date
    scale: Scale
    height: int
    rows: tuple[Row, ...]
    items: tuple[Item, ...]
    ghosts: tuple[Leg, ...]
    genres: Mapping[str, int]

    @property
    def width(self) -> int:
        return self.scale.width

    @property
    def row_places(self) -> list[list[int | str]]:
        """What a script needs to know of the rows: stage, top, height, name."""
        return [[row.stage, row.y, row.height, row.name] for row in self.rows]

    @property
    def bands(self) -> list[Band]:
        return [band for row in self.rows for band in row.bands]


def draw(
    problem: Problem,
    slots: Iterable[Slot],
    day: int,
    *,
    zoom: int = 30,
    labels: Labels = Labels(),
    marks: Mapping[int, tuple[Mark, ...]] | None = None,
    was: Mapping[int, Slot] | None = None,
    bare: bool = False,
) -> Board:
    """`day` counts from 0. `was` are former places to be drawn as ghosts; `bare` leaves out all rows without an act."""
    today = [slot for slot in slots if problem.day_of(slot.starts) == day]
    former = [slot for slot in (was or {}).values() if problem.day_of(slot.starts) == day]
    scale = Scale.of(problem, [*today, *former], day, zoom)
    rows, lanes = rows_of(problem, today, former, day, scale, bare=bare, short=labels.stages)
    hues = _hues(problem)
    placed = sorted(today, key=lambda slot: (slot.starts, slot.act))
    artist = _Artist(problem, scale, lanes, hues, labels, marks or {})
    legs = {slot.act: artist.legs(slot) for slot in placed}
    return Board(
        day=problem.date_of(problem.day(day).starts),
        scale=scale,
        height=rows[-1].bottom if rows else LANE,
        rows=tuple(rows),
        items=tuple(artist.item(slot, legs) for slot in placed),
        ghosts=tuple(leg for slot in former for leg in artist.legs(slot)),
        genres=_legend(problem, today, hues),
    )


@dataclass
class _Artist:
    problem: Problem
    scale: Scale
    lanes: Mapping[tuple[int, int], int]
    hues: Mapping[str, int]
    labels: Labels
    marks: Mapping[int, tuple[Mark, ...]]

    def legs(self, slot: Slot) -> tuple[Leg, ...]:
        act = self.problem.act(slot.act)
        shown = _shown(act, slot)
        return tuple(
            self._leg(stage, whole, show, self.lanes[slot.act, stage])
            for (stage, whole), show in zip(self.problem.places(slot), shown, strict=True)
        )

    def _leg(self, stage: int, whole: Span, show: Span, top: int) -> Leg:
        x, ends = self.scale.x(show.starts), self.scale.x(show.ends)
        return Leg(
            x=x,
            y=top + BAR_TOP,
            width=max(4, ends - x),
            before=x - self.scale.x(whole.starts),
            after=self.scale.x(whole.ends) - ends,
            changeover=self.scale.length(self.problem.stage(stage).changeover),
        )

    def item(self, slot: Slot, legs: Mapping[int, tuple[Leg, ...]]) -> Item:
        act = self.problem.act(slot.act)
        first = legs[slot.act][0]
        marks = self.marks.get(act.id, ())
        text_x = first.x + PAD + ICON * len(marks)
        room = self._room(first, legs, slot.act) - (text_x - first.x)
        troupes = [self.problem.troupe(id) for id in act.troupes]
        names = ", ".join(troupe.name for troupe in troupes)
        short = ", ".join(self.labels.troupes.get(troupe.id) or troupe.name for troupe in troupes)
        shown = self.problem.shown(slot)
        title = fitting((act.title, self.labels.acts.get(act.id, "")), room, TITLE)
        under = fitting((names, short), room, UNDER)
        return Item(
            act=act.id,
            legs=legs[act.id],
            hue=self.hues.get(act.genre, 0),
            marks=marks,
            title=title,
            under="" if _same(title, under) else under,
            text_x=text_x,
            starts=shown.starts,
            ends=shown.ends,
            stage_id=slot.stage,
            stage=self.problem.stage(slot.stage).name,
            troupes=names,
            full_title=act.title,
        )

    def _room(self, leg: Leg, legs: Mapping[int, tuple[Leg, ...]], act: int) -> int:
        """Text may run on over free paper up to whatever is drawn next in the same lane."""
        following = [
            other.x - other.before
            for id, others in legs.items()
            for other in others
            if other.y == leg.y and other.x > leg.x and (id != act or other is not leg)
        ]
        return min([*following, self.scale.width]) - leg.x - PAD


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


def _shown(act: Act, slot: Slot) -> list[Span]:
    if not act.route:
        return [Span(slot.starts, slot.starts + act.duration)]
    return [Span(slot.starts + leg.offset, slot.starts + leg.offset + leg.minutes) for leg in act.route]
