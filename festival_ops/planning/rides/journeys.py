"""Rides as people are told of them, in words of their own: a draft is told from the rows as they are, a release from
what it wrote down of them; both are the same plain journeys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from festival_ops.planning.roster.kept import from_to
from festival_ops.planning.roster.watches import Words


@dataclass(frozen=True)
class Halt:
    """People of one transfer get in (`boards`) or out; `row` is that of a release.

    `facts` are the words of that day in both languages: place, address, where it lies, for whom.
    """

    transfer: int
    boards: bool
    people: int
    luggage: int
    arrives: datetime
    begins: datetime
    departs: datetime
    troupe: int | None
    facts: Mapping[str, Any]
    row: int = field(default=0, compare=False)

    @property
    def place(self) -> Words:
        return Words.of(self.facts, "place")

    @property
    def whom(self) -> Words:
        return Words.of(self.facts, "whom")


@dataclass(frozen=True)
class Journey:
    """A vehicle with its driver from leaving home to being back, on the festival day on which it leaves.

    `facts` are the words of that day: vehicle, plate, class, driver, home, and what is closed on its ways.
    """

    vehicle: int
    driver: int
    day: date
    starts: datetime
    ends: datetime
    facts: Mapping[str, Any]
    halts: tuple[Halt, ...]
    row: int = field(default=0, compare=False)

    @property
    def hours(self) -> str:
        return from_to(self.starts, self.ends)

    @property
    def vehicle_name(self) -> Words:
        return Words.of(self.facts, "vehicle")

    @property
    def driver_name(self) -> Words:
        return Words.of(self.facts, "driver")

    @property
    def home(self) -> Words:
        return Words.of(self.facts, "home")

    @property
    def people(self) -> int:
        return sum(halt.people for halt in self.halts if halt.boards)

    @property
    def closed(self) -> list[Mapping[str, Any]]:
        return list(self.facts.get("closures") or ())

    @property
    def passages(self) -> list[Passage]:
        """In the order in which people get in."""
        return list(_passages(self))


@dataclass(frozen=True)
class Passage:
    """A group on a journey, from where it gets in to where it gets out."""

    journey: Journey
    boards: Halt
    alights: Halt

    @property
    def starts(self) -> datetime:
        return self.boards.begins

    @property
    def ends(self) -> datetime:
        return self.alights.departs


def _passages(journey: Journey) -> Iterator[Passage]:
    waiting: dict[int, list[Halt]] = {}
    for halt in journey.halts:
        if not halt.boards:
            waiting.setdefault(halt.transfer, []).append(halt)
    for halt in journey.halts:
        if halt.boards and waiting.get(halt.transfer):
            yield Passage(journey, halt, waiting[halt.transfer].pop(0))


def in_time(journeys: Iterable[Journey]) -> list[Journey]:
    return sorted(journeys, key=lambda journey: (journey.starts, journey.ends, journey.vehicle))
