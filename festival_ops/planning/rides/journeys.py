"""Rides as people are told of them, in words of their own: a draft is told from the rows as they are, a release from
what it wrote down of them; both are the same plain journeys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from flask_babel import gettext

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
    """A vehicle with its driver from leaving home to being back, on the festival day on which it leaves; `number` is
    that of the ride.

    `facts` are the words of that day: vehicle, plate, class, driver, home, and what is closed on its ways.
    """

    number: int
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
    def closed(self) -> list[ClosedWay]:
        """What holds on its ways while it is under way."""
        return [ClosedWay.of(each) for each in self.facts.get("closures") or ()]

    @property
    def passages(self) -> list[Passage]:
        """In the order in which people get in."""
        return list(_passages(self))


@dataclass(frozen=True)
class ClosedWay:
    """A closure on the shortest way of a ride, which therefore goes round it. Without an end it holds until it is
    finished."""

    name: Words
    starts: datetime
    ends: datetime | None

    @classmethod
    def of(cls, facts: Mapping[str, Any]) -> ClosedWay:
        ends = facts.get("ends")
        starts = datetime.fromisoformat(facts["starts"])
        return cls(Words.of(facts, "name"), starts, datetime.fromisoformat(ends) if ends else None)

    @property
    def facts(self) -> dict[str, Any]:
        """As a release keeps it."""
        hours = {"starts": self.starts.isoformat(), "ends": self.ends.isoformat() if self.ends else None}
        return {"name": self.name.name, "name_en": self.name.name_en, **hours}

    @property
    def hours(self) -> str:
        """18:00–22:00, with the days where it goes on for more than one."""
        if self.ends is None:
            return gettext("%(time)s until it is finished", time=f"{self.starts:%H:%M}")
        if self.ends - self.starts > timedelta(days=1):
            return f"{self.starts:%d/%m %H:%M} – {self.ends:%d/%m %H:%M}"
        return from_to(self.starts, self.ends)


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
