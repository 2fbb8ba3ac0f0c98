"""What is asked of the solver: one festival as plain frozen facts.

Times are whole minutes from the midnight that begins the edition's first day. A span is end-exclusive.
A festival day `d` runs from `d * 1440 + cutoff` to `(d + 1) * 1440 + cutoff`, so a rite at 03:00 or an ending
at 01:00 stands on the evening it belongs to. Ids are the caller's own whole numbers and are unique per kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

MINUTES_A_DAY = 1440


@dataclass(frozen=True)
class Span:
    """From `starts` up to, and not including, `ends`."""

    starts: int
    ends: int

    def meets(self, other: Span) -> bool:
        return self.starts < other.ends and other.starts < self.ends

    def holds(self, other: Span) -> bool:
        return self.starts <= other.starts and other.ends <= self.ends


@dataclass(frozen=True)
class Venue:
    """A place with a gate: the Citadel, a park. `capacity` counts everybody inside at once; None is unknown."""

    id: int
    name: str
    capacity: int | None = None


@dataclass(frozen=True)
class Quiet:
    """Hours on one stage in which nothing louder than `loudest` (0 unamplified … 3 very loud) may sound."""

    starts: int
    ends: int
    loudest: int


@dataclass(frozen=True)
class Stage:
    """Where an act is shown. `open` holds the spans in which the stage is the festival's, set-up included."""

    id: int
    name: str
    venue: int
    capacity: int | None = None
    outdoor: bool = True
    step_free: bool = False
    features: tuple[str, ...] = ()
    open: tuple[Span, ...] = ()
    changeover: int = 0
    quiet: tuple[Quiet, ...] = ()


@dataclass(frozen=True)
class Trip:
    """Minutes from one venue to another; what is not listed takes `Settings.travel_unknown` minutes."""

    origin: int
    destination: int
    minutes: int


@dataclass(frozen=True)
class Pool:
    """Equipment or crew of one kind; `venue` None serves the whole edition."""

    id: int
    name: str
    stock: int
    venue: int | None = None


@dataclass(frozen=True)
class Troupe:
    """`latest` is minutes after the midnight that begins a festival day and may pass 1440."""

    id: int
    name: str
    arrives: int | None = None
    departs: int | None = None
    shows_a_day: int | None = None
    rest: int | None = None
    latest: int | None = None
    size: int | None = None


@dataclass(frozen=True)
class Person:
    """Somebody who plays in more than one troupe."""

    id: int
    name: str
    troupes: tuple[int, ...]


@dataclass(frozen=True)
class Party:
    """Guests of honour who attend acts together. The name is a code; no sentence ever shows it."""

    id: int
    name: str
    acts: tuple[int, ...]
    arrives: int | None = None
    departs: int | None = None


@dataclass(frozen=True)
class Work:
    """What is performed, once or several times. `days_apart` 1 asks for different days, 2 for a day between."""

    id: int
    name: str
    at_most_a_day: int | None = None
    days_apart: int | None = None
    other_stages: bool = False


@dataclass(frozen=True)
class Leg:
    """One place on a parade's way: there from `offset` minutes after the start, for `minutes`."""

    stage: int
    offset: int
    minutes: int


@dataclass(frozen=True)
class Need:
    pool: int
    quantity: int


@dataclass(frozen=True)
class Liking:
    """A span in which the whole act would like to stand; each act outside all its likings pays the highest weight."""

    starts: int
    ends: int
    weight: int


@dataclass(frozen=True)
class Slot:
    """One decision: this act on this stage (a parade: its first leg's stage) with its show starting then."""

    act: int
    stage: int
    starts: int


@dataclass(frozen=True)
class Act:
    """One performance. It occupies its stage from `get_in` minutes before the show to `get_out` after it."""

    id: int
    title: str
    duration: int
    troupes: tuple[int, ...] = ()
    work: int | None = None
    get_in: int = 0
    get_out: int = 0
    stages: tuple[int, ...] = ()
    features: tuple[str, ...] = ()
    hours: tuple[Span, ...] = ()
    likings: tuple[Liking, ...] = ()
    route: tuple[Leg, ...] = ()
    loudness: int = 2
    needs_quiet: bool = False
    crowd: int | None = None
    genre: str = ""
    needs: tuple[Need, ...] = ()
    announced: Slot | None = None


@dataclass(frozen=True)
class Precedence:
    """`second` starts at least `lag` minutes after `first` ends, and at most `at_most` after it when given."""

    first: int
    second: int
    lag: int = 0
    at_most: int | None = None


@dataclass(frozen=True)
class Pin:
    """What a person holds fast of an act: its festival day, its stage, its start, or several of them."""

    act: int
    day: int | None = None
    stage: int | None = None
    starts: int | None = None


@dataclass(frozen=True)
class Clash:
    """Two acts that want the same audience; running at the same time costs `weight`."""

    first: int
    second: int
    weight: int


@dataclass(frozen=True)
class Blackout:
    """Nothing is shown then on these stages (none named: on any). `reason` is a word for people."""

    starts: int
    ends: int
    stages: tuple[int, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class Neighbours:
    """Two stages within earshot of each other."""

    first: int
    second: int


@dataclass(frozen=True)
class Settings:
    """Parameters of the rules; every one is dated data of the edition, with its source kept by the shell."""

    rest: int = 60
    shows_a_day: int = 3
    latest: int = 24 * 60
    travel_unknown: int = 30
    loud_from: int = 2
    party_travel: int = 15
    evening_from: int = 17 * 60


@dataclass(frozen=True)
class Problem:
    """A festival, its rules' levels, its wishes' weights, and the plan as it stands (`current`)."""

    name: str
    first_day: str
    days: int
    cutoff: int = 4 * 60
    grid: int = 5
    venues: tuple[Venue, ...] = ()
    stages: tuple[Stage, ...] = ()
    trips: tuple[Trip, ...] = ()
    pools: tuple[Pool, ...] = ()
    troupes: tuple[Troupe, ...] = ()
    persons: tuple[Person, ...] = ()
    parties: tuple[Party, ...] = ()
    works: tuple[Work, ...] = ()
    acts: tuple[Act, ...] = ()
    precedences: tuple[Precedence, ...] = ()
    pins: tuple[Pin, ...] = ()
    clashes: tuple[Clash, ...] = ()
    blackouts: tuple[Blackout, ...] = ()
    neighbours: tuple[Neighbours, ...] = ()
    settings: Settings = field(default_factory=Settings)
    levels: Mapping[str, str] = field(default_factory=dict)
    weights: Mapping[str, int] = field(default_factory=dict)
    current: tuple[Slot, ...] = ()

    def day_of(self, minute: int) -> int:
        """The festival day a minute belongs to; outside the edition it is below 0 or at least `days`."""
        return (minute - self.cutoff) // MINUTES_A_DAY

    def day(self, index: int) -> Span:
        begins = index * MINUTES_A_DAY + self.cutoff
        return Span(begins, begins + MINUTES_A_DAY)

    def date_of(self, minute: int) -> date:
        """The calendar date of the festival day that holds the minute."""
        return date.fromisoformat(self.first_day) + timedelta(days=self.day_of(minute))

    def travel(self, origin: int, destination: int) -> int:
        """Minutes between two venues; none inside one venue."""
        if origin == destination:
            return 0
        return self._trips.get((origin, destination), self.settings.travel_unknown)

    def places(self, slot: Slot) -> Iterator[tuple[int, Span]]:
        """Every (stage id, span) that a slot occupies, get-in and get-out included."""
        act = self.act(slot.act)
        if not act.route:
            yield slot.stage, self.occupied(slot)
            return
        last = len(act.route) - 1
        for index, leg in enumerate(act.route):
            begins = slot.starts + leg.offset - (act.get_in if index == 0 else 0)
            ends = slot.starts + leg.offset + leg.minutes + (act.get_out if index == last else 0)
            yield leg.stage, Span(begins, ends)

    def shown(self, slot: Slot) -> Span:
        return Span(slot.starts, slot.starts + self.act(slot.act).duration)

    def occupied(self, slot: Slot) -> Span:
        act = self.act(slot.act)
        return Span(slot.starts - act.get_in, slot.starts + act.duration + act.get_out)

    def first_venue(self, slot: Slot) -> int:
        return self.stage(slot.stage).venue

    def last_venue(self, slot: Slot) -> int:
        act = self.act(slot.act)
        return self.stage(act.route[-1].stage if act.route else slot.stage).venue

    def act(self, id: int) -> Act:
        return self._acts[id]

    def stage(self, id: int) -> Stage:
        return self._stages[id]

    def troupe(self, id: int) -> Troupe:
        return self._troupes[id]

    def venue(self, id: int) -> Venue:
        return self._venues[id]

    def pool(self, id: int) -> Pool:
        return self._pools[id]

    def work(self, id: int) -> Work:
        return self._works[id]

    @cached_property
    def horizon(self) -> Span:
        """Starts the solver ever considers: a day before the edition to a day after it."""
        return Span(self.cutoff - MINUTES_A_DAY, (self.days + 1) * MINUTES_A_DAY + self.cutoff)

    @cached_property
    def acts_of_troupe(self) -> dict[int, tuple[int, ...]]:
        """For every troupe the ids of its acts."""
        return {troupe.id: tuple(act.id for act in self.acts if troupe.id in act.troupes) for troupe in self.troupes}

    @cached_property
    def worked_out(self) -> dict[Any, Any]:
        """What others have worked out about this problem and keep with it; never part of what is asked."""
        return {}

    @cached_property
    def acts_of_person(self) -> dict[int, tuple[int, ...]]:
        """For every person the ids of the acts of all their troupes."""
        return {
            person.id: tuple(dict.fromkeys(act for troupe in person.troupes for act in self.acts_of_troupe[troupe]))
            for person in self.persons
        }

    @cached_property
    def clashes_of(self) -> dict[int, tuple[Clash, ...]]:
        """For every act in a clash, its clashes."""
        clashes: dict[int, list[Clash]] = {}
        for clash in self.clashes:
            for act in {clash.first, clash.second}:
                clashes.setdefault(act, []).append(clash)
        return {act: tuple(found) for act, found in clashes.items()}

    @cached_property
    def acts_of_work(self) -> dict[int, tuple[int, ...]]:
        return {work.id: tuple(act.id for act in self.acts if act.work == work.id) for work in self.works}

    @cached_property
    def acts_of_party(self) -> dict[int, tuple[int, ...]]:
        return {party.id: party.acts for party in self.parties}

    @cached_property
    def parties_of_act(self) -> dict[int, tuple[Party, ...]]:
        """For every act that guests of honour attend, their parties."""
        attended = {act for party in self.parties for act in party.acts}
        return {act: tuple(party for party in self.parties if act in party.acts) for act in attended}

    @cached_property
    def neighbours_of(self) -> dict[int, frozenset[int]]:
        """For every stage the ids of the stages within earshot."""
        pairs = [(pair.first, pair.second) for pair in self.neighbours]
        pairs += [(second, first) for first, second in pairs]
        return {stage.id: frozenset(other for one, other in pairs if one == stage.id) for stage in self.stages}

    @cached_property
    def current_slots(self) -> dict[int, Slot]:
        """The plan as it stands, by act id."""
        return {slot.act: slot for slot in self.current}

    def pins_of(self, act: int) -> tuple[Pin, ...]:
        return self._pins.get(act, ())

    def person(self, id: int) -> Person:
        return self._persons[id]

    @cached_property
    def _acts(self) -> dict[int, Act]:
        return {act.id: act for act in self.acts}

    @cached_property
    def _stages(self) -> dict[int, Stage]:
        return {stage.id: stage for stage in self.stages}

    @cached_property
    def _troupes(self) -> dict[int, Troupe]:
        return {troupe.id: troupe for troupe in self.troupes}

    @cached_property
    def _persons(self) -> dict[int, Person]:
        return {person.id: person for person in self.persons}

    @cached_property
    def _venues(self) -> dict[int, Venue]:
        return {venue.id: venue for venue in self.venues}

    @cached_property
    def _pools(self) -> dict[int, Pool]:
        return {pool.id: pool for pool in self.pools}

    @cached_property
    def _works(self) -> dict[int, Work]:
        return {work.id: work for work in self.works}

    @cached_property
    def _pins(self) -> dict[int, tuple[Pin, ...]]:
        return {pin.act: tuple(other for other in self.pins if other.act == pin.act) for pin in self.pins}

    @cached_property
    def _trips(self) -> dict[tuple[int, int], int]:
        return {(trip.origin, trip.destination): trip.minutes for trip in self.trips}
