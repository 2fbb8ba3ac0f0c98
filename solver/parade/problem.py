"""What is asked of the parade stage: one parade, the units that walk in it and its way, as plain frozen facts.

Lengths, gaps and places on the way are whole metres, paces metres a minute, and minutes those of `solver.problem`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from math import ceil

LAST = -1
SECONDS = 60


@dataclass(frozen=True)
class Engagement:
    """Another show of a unit's people: the minute at which they leave it, or must be there, the minutes of the way
    between it and the parade, and the rest they need between the two."""

    name: str
    minute: int
    travel: int = 0
    rest: int = 0


@dataclass(frozen=True)
class Halt:
    """A place on the way, so many metres from its start, at which is stood still for so many minutes."""

    metres: int
    minutes: int


@dataclass(frozen=True)
class Unit:
    """Who walks together, `length` metres from head to tail, never nearer than `gap` metres to those in front.

    `loudness` goes from 0, unamplified, to 3, very loud. `position` is the place it must have: counted from 1, or from
    `LAST` backwards. It walks somewhere behind each unit of `after`. Two of one `kind` had better not
    follow each other. At each of its own `halts` its head stands still, in turn with the others that halt there.
    """

    id: int
    name: str
    length: int
    pace: int
    gap: int = 0
    loudness: int = 1
    needs_quiet: bool = False
    kind: str = ""
    position: int | None = None
    after: tuple[int, ...] = ()
    previous: Engagement | None = None
    next: Engagement | None = None
    halts: tuple[Halt, ...] = ()

    def arrives(self, metres: int) -> Fraction:
        """Seconds from its step-off until its head first comes to a place."""
        return SECONDS * (
            Fraction(metres, self.pace) + sum(each.minutes for each in self.halts if each.metres < metres)
        )

    def departs(self, metres: int) -> Fraction:
        """The same until its head walks on from there."""
        return self.arrives(metres) + SECONDS * sum(each.minutes for each in self.halts if each.metres == metres)


@dataclass(frozen=True)
class Corner:
    """A place on the way, so many metres from its start; the whole parade has passed it by the minute `until`."""

    name: str
    metres: int
    until: int | None = None


@dataclass(frozen=True)
class ParadeProblem:
    """The first unit steps off at the minute `starts`; each is at its place `call` minutes before it does, and takes
    `walk` minutes from the end of the way to its bus.

    Each time the head of the parade comes to one of its `halts`, all stand still wherever they are, and who has not
    stepped off waits as long.

    Whoever is as loud as `loud_from` walks `apart` metres or more from others who are, and from those who need quiet.
    A minute of the parade's length costs `tail`, two of a kind behind each other `alike`, and each unit that walks
    behind somebody else than in the order `current` costs `changed`.
    """

    name: str
    first_day: str
    starts: int
    metres: int
    units: tuple[Unit, ...] = ()
    corners: tuple[Corner, ...] = ()
    call: int = 0
    walk: int = 0
    loud_from: int = 2
    apart: int = 0
    tail: int = 10
    alike: int = 4
    changed: int = 1
    levels: Mapping[str, str] = field(default_factory=dict)
    current: tuple[int, ...] = ()
    halts: tuple[Halt, ...] = ()

    def unit(self, id: int) -> Unit:
        return self._units[id]

    def apart_by(self, first: int, second: int) -> int:
        """The fewest seconds between the step-offs of two that follow each other, so that the second comes nowhere on
        the way nearer than its gap."""
        if (first, second) not in self._apart:
            self._apart[first, second] = seconds_between(self.metres, self.unit(first), self.unit(second))
        return self._apart[first, second]

    @cached_property
    def _units(self) -> dict[int, Unit]:
        return {unit.id: unit for unit in self.units}

    @cached_property
    def _apart(self) -> dict[tuple[int, int], int]:
        """What has been asked: an order that stands needs only its neighbours, of the many pairs that there are."""
        return {}


def seconds_between(metres: int, first: Unit, second: Unit) -> int:
    """Each keeps its own pace between its halts, so whoever is far enough behind at the start and the end of the way,
    and wherever one of the two halts, before it as well as after it, is so everywhere."""
    tails = (each.metres - first.length for each in first.halts)
    heads = (each.metres + second.gap for each in second.halts)
    places = {0, metres, *(place for place in (*tails, *heads) if 0 <= place <= metres)}
    return ceil(max(max(_lag(first, second, place)) for place in places))


def _lag(first: Unit, second: Unit, place: int) -> tuple[Fraction, Fraction]:
    """How much later the second must step off so that the tail of the first has come to a place, or walked on from
    there, when the second has."""
    tail, head = place + first.length, place - second.gap
    return first.arrives(tail) - second.arrives(head), first.departs(tail) - second.departs(head)
