"""The roads of a day as the lead in the street needs them: what is closed now, what closes and opens next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from festival_ops.planning.roads.hours import Holding
from festival_ops.planning.roads.page import Roads
from festival_ops.traffic.kinds import PLANNED
from festival_ops.traffic.models import ClosureState, Segment

# The hours that one looks ahead in the street.
AHEAD = timedelta(hours=3)
# For so long a word can be taken back with a tap.
MEMORY = timedelta(hours=12)


@dataclass(frozen=True)
class Turn:
    """Segments that one closure closes, or opens, at a minute."""

    at: datetime
    closes: bool
    held: Holding
    segments: tuple[Segment, ...]


@dataclass(frozen=True)
class Today:
    """`live`: it is the very moment, and what is said now holds from now."""

    day: date
    moment: datetime
    live: bool
    held: Sequence[Holding]
    last_days: dict[int, date]

    @property
    def closed(self) -> list[Holding]:
        found = (each for each in self.held if each.starts <= self.moment < each.until)
        return sorted(found, key=lambda each: (each.until, each.starts))

    @property
    def coming(self) -> list[Holding]:
        return [each for each in self.held if self.moment < each.starts]

    @property
    def over(self) -> list[Holding]:
        return sorted((each for each in self.held if each.until <= self.moment), key=lambda each: each.until)

    @property
    def turns(self) -> list[Turn]:
        found = (turn for each in self.held for turn in _turns(each))
        soon = (turn for turn in found if self.moment < turn.at <= self.moment + AHEAD)
        return sorted(soon, key=lambda turn: (turn.at, not turn.closes, turn.held.closure.sort_key))

    def lasts_on(self, held: Holding) -> bool:
        """Whether the closure holds on days after this one as well: lifting it ends them too."""
        return self.last_days[held.closure.id] > self.day

    @property
    def said(self) -> dict[int, ClosureState]:
        """By closure, the last word of these hours, which may be taken back."""
        begins = self.moment - MEMORY
        last = {each.closure.id: each.closure.states for each in self.held if state_before(each.closure.states)}
        return {id: states[-1] for id, states in last.items() if states[-1].at >= begins}


def today(roads: Roads, moment: datetime, *, live: bool) -> Today:
    day = roads.edition.festival_day(moment)
    last: dict[int, date] = {}
    for each in roads.holdings:
        held_on = roads.edition.festival_day(each.starts)
        last[each.closure.id] = max(last.get(each.closure.id, held_on), held_on)
    return Today(day, moment, live, roads.on(day), last)


def state_before(states: Sequence[ClosureState]) -> str:
    """What it was before the last word; nothing where that has been taken back: a step back is no step on."""
    steps = [PLANNED]
    for each in states:
        if steps[-2:-1] == [each.state]:
            steps.pop()
        else:
            steps.append(each.state)
    return steps[-2] if len(steps) > 1 else ""


def _turns(held: Holding) -> Iterable[Turn]:
    """Segments of one minute together; of an open end nobody knows the minute."""
    closing: dict[datetime, list[Segment]] = {}
    opening: dict[datetime, list[Segment]] = {}
    for band in held.bands:
        closing.setdefault(band.starts, []).append(band.segment)
        if held.ends is not None:
            opening.setdefault(band.ends, []).append(band.segment)
    if not held.bands:
        closing[held.starts] = []
        if held.ends is not None:
            opening[held.ends] = []
    yield from (Turn(at, True, held, tuple(rows)) for at, rows in closing.items())
    yield from (Turn(at, False, held, tuple(rows)) for at, rows in opening.items())
