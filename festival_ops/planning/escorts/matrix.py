"""Who goes with whom on one day, laid out by half hours: a line for each escort, or for each delegation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from festival_ops.planning.escorts.standing import Standing
from festival_ops.protocol.models import Delegation, Engagement, Escort
from solver.escorts.problem import LIAISON, Task
from solver.problem import MINUTES_A_DAY

STEP = 30
ESCORT, DELEGATION = "escort", "delegation"


@dataclass(frozen=True)
class Item:
    """Something a delegation does, and who goes along as what; `missing` so many more are needed."""

    task: Task
    row: Engagement
    starts: datetime
    ends: datetime
    escorts: tuple[Escort, ...]
    missing: int

    @property
    def interprets(self) -> bool:
        return self.task.pair != LIAISON


@dataclass(frozen=True)
class Cell:
    """`steps` half hours wide; empty between items."""

    steps: int
    items: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Line:
    who: Escort | Delegation
    cells: tuple[Cell, ...]
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Matrix:
    """`hours` are the clock hours along the top."""

    hours: tuple[int, ...]
    lines: tuple[Line, ...]


def items_of(stands: Standing) -> list[Item]:
    """Everything that is asked for, in the order of time."""
    facts, found = stands.facts, []
    for task in stands.problem.tasks.values():
        hours, there = facts.hours[task.engagement.id], stands.plan.on(*task.key)
        escorts = tuple(facts.escorts[id] for id in sorted(there, key=lambda id: facts.escorts[id].code))
        row = facts.engagements[task.engagement.id]
        found.append(Item(task, row, hours.starts, hours.ends, escorts, max(0, task.people - len(there))))
    return found


def days_of(stands: Standing, items: Iterable[Item]) -> dict[date, list[Item]]:
    """Every day of the edition and others on which something is; an item belongs to the day on which it begins."""
    clock = stands.facts.clock
    found: dict[date, list[Item]] = {clock.day(index): [] for index in range(clock.days)}
    for item in items:
        found.setdefault(clock.day_of(item.task.span.starts), []).append(item)
    return dict(sorted(found.items()))


def matrix(items: Sequence[Item], by: str) -> Matrix:
    if not items:
        return Matrix((), ())
    first = min(item.task.span.starts for item in items) // 60 * 60
    last = -(-max(item.task.span.ends for item in items) // 60) * 60
    held: dict[Any, list[Item]] = {}
    for item in items:
        for who in item.escorts if by == ESCORT else (item.row.delegation,):
            held.setdefault(who, []).append(item)
    lines = (Line(who, tuple(_cells(mine, first, last)), tuple(mine)) for who, mine in held.items())
    hours = tuple(minute % MINUTES_A_DAY // 60 for minute in range(first, last, 60))
    return Matrix(hours, tuple(sorted(lines, key=lambda line: line.who.code)))


def _cells(items: Sequence[Item], first: int, last: int) -> Iterator[Cell]:
    """What overlaps, or falls into one half hour, shares a cell."""
    done, steps = 0, (last - first) // STEP
    for group in _groups(items, first):
        starts = max(done, min(_step(item.task.span.starts, first) for item in group))
        ends = min(steps, max(max(_until(item.task.span.ends, first) for item in group), starts + 1))
        if starts > done:
            yield Cell(starts - done)
        yield Cell(ends - starts, tuple(group))
        done = ends
    if done < steps:
        yield Cell(steps - done)


def _groups(items: Sequence[Item], first: int) -> Iterator[list[Item]]:
    group: list[Item] = []
    until = 0
    for item in items:
        if group and _step(item.task.span.starts, first) >= until:
            yield group
            group = []
        until = max(until, _until(item.task.span.ends, first)) if group else _until(item.task.span.ends, first)
        group.append(item)
    if group:
        yield group


def _step(minute: int, first: int) -> int:
    return (minute - first) // STEP


def _until(minute: int, first: int) -> int:
    return -(-(minute - first) // STEP)
