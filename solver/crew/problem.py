"""What is asked of the crew stage: one festival's posts and people as plain frozen facts.

Times are whole minutes from the midnight that begins the edition's first day, spans are end-exclusive, ids are the
caller's own whole numbers, unique per kind. The festival day of a minute is that of `solver.problem`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from solver.crew.contract import NO_CONTRACT, Asked, Contract
from solver.problem import MINUTES_A_DAY, Span, Trip

WEEK, MONTH = 7, 30
SATURDAY = 5
# From ten to six: the night of the Labour Code 2019, article 106.
NIGHT = Span(22 * 60, 30 * 60)


@dataclass(frozen=True)
class Force:
    """A kind of service with its working time. `levels` says, by rule, how strict it is for this force.

    `rest` in minutes between two duties, `weekly_rest` in minutes without one in every seven festival days in a row,
    `day_limit`, `week_limit` and `month_limit` in minutes on duty on one festival day, on any seven and any thirty in a
    row, `longest_run` and `shortest_run` in festival days in a row with a duty. None is no limit.
    """

    id: int
    name: str
    rest: int = 0
    day_limit: int | None = None
    week_limit: int | None = None
    longest_run: int | None = None
    weekly_rest: int = 0
    month_limit: int | None = None
    shortest_run: int = 1
    levels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Function:
    """What somebody does at a post: guard, medic, interpreter. Who holds a function that `leads` may lead others.

    Whoever does it is in none of the functions `not_next` on the festival day after.
    """

    id: int
    name: str
    leads: bool = False
    not_next: tuple[int, ...] = ()


@dataclass(frozen=True)
class Skill:
    """A function that an officer may be used in, up to the minute `until`; None does not expire."""

    function: int
    until: int | None = None


@dataclass(frozen=True)
class Officer:
    """`away` are spans in which the officer cannot be on duty, `unwanted` such that he would rather not be."""

    id: int
    name: str
    force: int
    agency: int
    skills: tuple[Skill, ...] = ()
    away: tuple[Span, ...] = ()
    unwanted: tuple[Span, ...] = ()
    squad: int | None = None
    contract: int | None = None
    asked: tuple[Asked, ...] = ()


@dataclass(frozen=True)
class Post:
    """`place` is a venue between which `CrewProblem.trips` count minutes; None is anywhere. Squads keep to `sector`."""

    id: int
    name: str
    place: int | None = None
    sector: int | None = None


@dataclass(frozen=True)
class Need:
    """People in one function at one post for one span: relief comes at its end.

    At least `least` and at most `most`; at least `leaders` of them lead, and one for every `one_leader_for` begun.
    Whoever relieves others is there `handover` minutes before the span begins (`solver.crew.handover`). Where so many
    are `wanted`, each one fewer costs `under` and each one more `over`.
    """

    id: int
    post: int
    function: int
    span: Span
    least: int
    most: int
    leaders: int = 0
    one_leader_for: int | None = None
    handover: int = 0
    wanted: int | None = None
    under: int = 0
    over: int = 0

    @cached_property
    def duty(self) -> Span:
        """How long whoever meets the need is on duty: the span with the hand-over before it."""
        return Span(self.span.starts - self.handover, self.span.ends) if self.handover else self.span

    def led_by(self, people: int) -> int:
        """How many leaders so many people at this post need."""
        return max(self.leaders, -(-people // self.one_leader_for) if self.one_leader_for else 0)


@dataclass(frozen=True, order=True)
class Duty:
    """An officer meets a need."""

    officer: int
    need: int


@dataclass(frozen=True)
class CrewProblem:
    """`nights` is the span of the clock that counts as night, in minutes after midnight, and may pass 1440.

    `current` is the roster as it stands, `released` that of which people were told last; `trip_unknown` are the
    minutes between places of which nothing is known.
    `levels` and `weights` say for rules and wishes, by key, how strict and how dear they are. `shares` and
    `weekend_shares` are fair shares of nights and of duties at weekends by function; None reckons them from needs and
    officers, a part of a problem carries those of the whole.
    """

    name: str
    first_day: str
    days: int
    cutoff: int = 4 * 60
    forces: tuple[Force, ...] = ()
    functions: tuple[Function, ...] = ()
    officers: tuple[Officer, ...] = ()
    posts: tuple[Post, ...] = ()
    needs: tuple[Need, ...] = ()
    trips: tuple[Trip, ...] = ()
    trip_unknown: int = 0
    nights: Span = NIGHT
    levels: Mapping[str, str] = field(default_factory=dict)
    weights: Mapping[str, int] = field(default_factory=dict)
    current: tuple[Duty, ...] = ()
    released: tuple[Duty, ...] = ()
    shares: Mapping[int, int] | None = None
    weekend_shares: Mapping[int, int] | None = None
    contracts: tuple[Contract, ...] = ()

    def force(self, id: int) -> Force:
        return self._forces[id]

    def function(self, id: int) -> Function:
        return self._functions[id]

    def officer(self, id: int) -> Officer:
        return self._officers[id]

    def contract_of(self, officer: Officer) -> Contract:
        return NO_CONTRACT if officer.contract is None else self._contracts[officer.contract]

    def post(self, id: int) -> Post:
        return self._posts[id]

    def need(self, id: int) -> Need:
        return self._needs[id]

    @property
    def told(self) -> tuple[Duty, ...]:
        """The duties that people know of: those released, else the roster as it stands."""
        return self.released or self.current

    def day_of(self, minute: int) -> int:
        return (minute - self.cutoff) // MINUTES_A_DAY

    def day_after(self, minute: int) -> int:
        """The first minute of the next festival day."""
        return (self.day_of(minute) + 1) * MINUTES_A_DAY + self.cutoff

    def walk(self, one: Need, other: Need) -> int:
        """Minutes from post to post; none at one and the same post."""
        if one.post == other.post:
            return 0
        here, there = self.post(one.post).place, self.post(other.post).place
        return 0 if here is not None and here == there else self._trips.get((here, there), self.trip_unknown)

    def between(self, first: Need, second: Need) -> int:
        """Minutes off duty between two needs in the order of time, below zero where they meet. Whoever stays on at the
        post is there for the hand-over."""
        gap = second.span.starts - first.span.ends
        return gap if first.post == second.post and gap < second.handover else gap - second.handover

    def at_night(self, need: Need) -> bool:
        """Whether at least half of the duty lies in the night."""
        return need.id in self._dark

    def at_weekend(self, need: Need) -> bool:
        """Whether the festival day of the duty is a Saturday or a Sunday."""
        return self.weekend_of(self.day_of(need.span.starts)) is not None

    def weekend_of(self, day: int) -> int | None:
        """The number of the weekend in which the festival day lies; None on Mondays to Fridays."""
        week, weekday = divmod(self._first_weekday + day, WEEK)
        return week if weekday >= SATURDAY else None

    def sector_of(self, need: Need) -> tuple[str, int]:
        post = self.post(need.post)
        return ("post", post.id) if post.sector is None else ("sector", post.sector)

    def leads(self, officer: Officer, need: Need) -> bool:
        """Whether the officer may lead throughout the need."""
        return any(self.function(skill.function).leads and lasts(skill, need) for skill in officer.skills)

    @cached_property
    def needed_days(self) -> Span:
        """The festival days on which a duty can begin, the last one excluded."""
        days = [self.day_of(need.span.starts) for need in self.needs]
        return Span(min(days, default=0), max(days, default=-1) + 1)

    @cached_property
    def _first_weekday(self) -> int:
        return date.fromisoformat(self.first_day).weekday()

    @cached_property
    def longest_walk(self) -> int:
        return max([self.trip_unknown, *(trip.minutes for trip in self.trips)])

    @cached_property
    def _dark(self) -> frozenset[int]:
        length = self.nights.ends - self.nights.starts

        def dark(need: Need) -> int:
            first = self.day_of(need.span.starts) - 1
            begins = (self.nights.starts + day * MINUTES_A_DAY for day in range(first, first + 4))
            return sum(max(0, min(need.span.ends, one + length) - max(need.span.starts, one)) for one in begins)

        return frozenset(need.id for need in self.needs if 2 * dark(need) >= need.span.ends - need.span.starts)

    @cached_property
    def _forces(self) -> dict[int, Force]:
        return {force.id: force for force in self.forces}

    @cached_property
    def _contracts(self) -> dict[int, Contract]:
        return {contract.id: contract for contract in self.contracts}

    @cached_property
    def _functions(self) -> dict[int, Function]:
        return {function.id: function for function in self.functions}

    @cached_property
    def _officers(self) -> dict[int, Officer]:
        return {officer.id: officer for officer in self.officers}

    @cached_property
    def _posts(self) -> dict[int, Post]:
        return {post.id: post for post in self.posts}

    @cached_property
    def _needs(self) -> dict[int, Need]:
        return {need.id: need for need in self.needs}

    @cached_property
    def _trips(self) -> dict[tuple[int | None, int | None], int]:
        return {(trip.origin, trip.destination): trip.minutes for trip in self.trips}


def lasts(skill: Skill, need: Need) -> bool:
    return skill.until is None or need.span.ends <= skill.until
