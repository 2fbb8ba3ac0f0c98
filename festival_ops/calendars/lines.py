"""Events whose words are written before they are put into a calendar, each in one language: duties, rides, rehearsals
and what delegations do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from festival_ops.calendars.played import AnyTold
from festival_ops.calendars.timetable import KEPT, Heading, Line, State


@dataclass(frozen=True)
class WrittenLine:
    """One event. `alarm` is how long before its start the one-time copy rings; zero is never."""

    uid: str
    state: State
    title: str
    place: str
    words: str
    category: str
    latitude: float | None
    longitude: float | None
    starts: datetime
    ends: datetime
    sequence: int
    changed: datetime
    busy: bool
    alarm: timedelta


@dataclass(frozen=True)
class WrittenTable:
    """What goes into a calendar alone; showings stand in it beside rehearsals."""

    heading: Heading
    lines: tuple[WrittenLine | Line, ...]


class Facts:
    """The facts of a row in the reader's language."""

    def __init__(self, facts: Mapping[str, Any], english: bool) -> None:
        self.facts = facts
        self.english = english

    def __call__(self, name: str) -> str:
        return str((self.english and self.facts.get(f"{name}_en")) or self.facts.get(name) or "")

    def __getitem__(self, name: str) -> Any:
        return self.facts[name]

    def all(self, name: str) -> list[Facts]:
        """Those of a list among the facts."""
        return [Facts(each, self.english) for each in self.facts.get(name) or ()]


def still_told(rows: Iterable[AnyTold], heading: Heading) -> list[AnyTold]:
    """Without what ended more than thirty days before the last release."""
    return [row for row in rows if row.gone is None or row.gone + KEPT >= heading.released]
