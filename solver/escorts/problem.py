"""What is asked of the escorts stage: one festival's delegations, their engagements and the people who go with them.

Times are whole minutes from the midnight that begins the edition's first day, spans are end-exclusive, ids are the
caller's own whole numbers, unique per kind. The festival day of a minute is that of `solver.problem`. No names of
people: who goes along, and whom they go with, is known by a code.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from solver.facts import Span, Trip
from solver.problem import MINUTES_A_DAY

# What a duty is for that interprets nothing.
LIAISON = ""
# How well a language pair is spoken: 1 for a talk at table, 2 well, 3 for negotiations and speeches.
HIGHEST = 3


@dataclass(frozen=True)
class Tongue:
    """A language pair, written as the caller writes it (vi-fr), and how well it is spoken, from 1 to `HIGHEST`."""

    pair: str
    level: int = 2


@dataclass(frozen=True)
class Escort:
    """`spans` are those in which the escort can be asked, and `away` such in which he cannot after all.

    At most `hours` minutes with delegations on one festival day, None is no limit, and `rest` minutes from the last
    engagement of one festival day to the first of the next. Every span begins at the place `home`; None is anywhere.
    """

    id: int
    code: str
    tongues: tuple[Tongue, ...] = ()
    leads: bool = False
    interprets: bool = False
    spans: tuple[Span, ...] = ()
    away: tuple[Span, ...] = ()
    hours: int | None = None
    rest: int = 0
    home: int | None = None

    def level(self, pair: str) -> int:
        """How well he interprets the pair; 0 is not at all."""
        return max((tongue.level for tongue in self.tongues if tongue.pair == pair), default=0) * self.interprets


@dataclass(frozen=True)
class Delegation:
    """`refuses` are escorts who must not go with it."""

    id: int
    code: str
    refuses: tuple[int, ...] = ()


@dataclass(frozen=True)
class Wanted:
    """So many interpreters of a pair who speak it at `level` or better; `wished` is the level it would like."""

    pair: str
    people: int = 1
    level: int = 1
    wished: int = 1


@dataclass(frozen=True)
class Engagement:
    """Something that a delegation does at one stretch, from the place `origin` to `destination`; None is anywhere.

    Engagements of several delegations with one `occasion` are the same dinner or ceremony. The higher the
    `importance` (1 to 9), the dearer is whoever is missing.
    """

    id: int
    code: str
    delegation: int
    span: Span
    origin: int | None = None
    destination: int | None = None
    liaisons: int = 1
    interpreters: tuple[Wanted, ...] = ()
    importance: int = 1
    occasion: int | None = None


@dataclass(frozen=True, order=True)
class Duty:
    """An escort goes along to an engagement, as its liaison or to interpret a language pair."""

    escort: int
    engagement: int
    pair: str = LIAISON


@dataclass(frozen=True)
class Task:
    """What an engagement asks for: so many people of one kind. A liaison has no level."""

    engagement: Engagement
    pair: str
    people: int
    level: int = 0
    wished: int = 0

    @property
    def key(self) -> tuple[int, str]:
        return self.engagement.id, self.pair

    @property
    def span(self) -> Span:
        return self.engagement.span

    @property
    def minutes(self) -> int:
        return self.span.ends - self.span.starts


@dataclass(frozen=True)
class EscortProblem:
    """`pins` are duties that people hold fast, `current` is who goes along as it stands, `released` that of which
    people were told last; `trip_unknown` are the minutes between places of which nothing is known.

    `levels` and `weights` say for rules and wishes, by key, how strict and how dear they are. `shares` are fair shares
    of minutes by pair (`LIAISON` for liaisons); None reckons them from engagements and escorts, a part of a problem
    carries those of the whole.
    """

    name: str
    first_day: str
    days: int
    cutoff: int = 4 * 60
    escorts: tuple[Escort, ...] = ()
    delegations: tuple[Delegation, ...] = ()
    engagements: tuple[Engagement, ...] = ()
    trips: tuple[Trip, ...] = ()
    trip_unknown: int = 0
    pins: tuple[Duty, ...] = ()
    levels: Mapping[str, str] = field(default_factory=dict)
    weights: Mapping[str, int] = field(default_factory=dict)
    current: tuple[Duty, ...] = ()
    released: tuple[Duty, ...] = ()
    shares: Mapping[str, int] | None = None

    def escort(self, id: int) -> Escort:
        return self._escorts[id]

    def delegation(self, id: int) -> Delegation:
        return self._delegations[id]

    def engagement(self, id: int) -> Engagement:
        return self._engagements[id]

    def task(self, duty: Duty) -> Task:
        """What a duty is for; nobody may be wanted for it (`people` 0)."""
        known = self.tasks.get((duty.engagement, duty.pair))
        return known or Task(self.engagement(duty.engagement), duty.pair, 0)

    @property
    def told(self) -> tuple[Duty, ...]:
        """The duties that people know of: those released, else those that stand."""
        return self.released or self.current

    def day_of(self, minute: int) -> int:
        return (minute - self.cutoff) // MINUTES_A_DAY

    def way(self, origin: int | None, destination: int | None) -> int:
        """Minutes from place to place; none from or to anywhere."""
        if origin is None or destination is None or origin == destination:
            return 0
        return self._trips.get((origin, destination), self.trip_unknown)

    def occasion(self, engagement: Engagement) -> tuple[str, int]:
        """What all who are there are at: alike for engagements of one occasion, else the engagement's own."""
        return ("own", engagement.id) if engagement.occasion is None else ("shared", engagement.occasion)

    @staticmethod
    def group(task: Task) -> tuple[int, str]:
        """The tasks with one delegation for which it had better keep to one person."""
        return task.engagement.delegation, task.pair

    @cached_property
    def tasks(self) -> dict[tuple[int, str], Task]:
        """Everything that is asked for, by engagement and pair, in the order of time."""
        order = sorted(self.engagements, key=lambda one: (one.span.starts, one.span.ends, one.id))
        return {task.key: task for engagement in order for task in _tasks(engagement)}

    @cached_property
    def longest_way(self) -> int:
        return max([self.trip_unknown, *(trip.minutes for trip in self.trips)])

    @cached_property
    def _escorts(self) -> dict[int, Escort]:
        return {escort.id: escort for escort in self.escorts}

    @cached_property
    def _delegations(self) -> dict[int, Delegation]:
        return {delegation.id: delegation for delegation in self.delegations}

    @cached_property
    def _engagements(self) -> dict[int, Engagement]:
        return {engagement.id: engagement for engagement in self.engagements}

    @cached_property
    def _trips(self) -> dict[tuple[int, int], int]:
        return {(trip.origin, trip.destination): trip.minutes for trip in self.trips}


def _tasks(engagement: Engagement) -> Iterator[Task]:
    if engagement.liaisons:
        yield Task(engagement, LIAISON, engagement.liaisons)
    for wanted in engagement.interpreters:
        yield Task(engagement, wanted.pair, wanted.people, wanted.level, wanted.wished)
