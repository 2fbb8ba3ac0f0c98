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

from solver.facts import (
    Act,
    Blackout,
    Clash,
    Closing,
    Leg,
    Liking,
    Need,
    Neighbours,
    Party,
    Person,
    Pin,
    Pool,
    Precedence,
    Quiet,
    Rehearsal,
    Settings,
    Slot,
    Span,
    Stage,
    Trip,
    Troupe,
    Venue,
    Work,
)
from solver.network import Network

__all__ = [
    "CAREFUL",
    "GOALS",
    "MINUTES_A_DAY",
    "STEADY",
    "WISHFUL",
    "Act",
    "Blackout",
    "Clash",
    "Closing",
    "Leg",
    "Liking",
    "Need",
    "Neighbours",
    "Party",
    "Person",
    "Pin",
    "Pool",
    "Precedence",
    "Problem",
    "Quiet",
    "Rehearsal",
    "Settings",
    "Slot",
    "Span",
    "Stage",
    "Trip",
    "Troupe",
    "Venue",
    "Work",
]

MINUTES_A_DAY = 1440

# What a repair looks to, in order, once nothing blocks and few acts are without a place. "warnings": that no rule which
# warns is broken anew; "change": that few acts move; "quality": that the wishes cost little, of which few moves is one.
CAREFUL = ("warnings", "change", "quality")
STEADY = ("change", "warnings", "quality")
WISHFUL = ("warnings", "quality", "change")
GOALS = (CAREFUL, STEADY, WISHFUL)


@dataclass(frozen=True)
class Problem:
    """A festival, its rules' levels, its wishes' weights, and the plan as it stands (`current`); `goals` is of GOALS.

    `now` is the minute at which it is asked: what has begun by then stays, and short notice makes moves dear. None is
    long before the festival.
    """

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
    rehearsals: tuple[Rehearsal, ...] = ()
    neighbours: tuple[Neighbours, ...] = ()
    network: Network = field(default_factory=Network)
    settings: Settings = field(default_factory=Settings)
    levels: Mapping[str, str] = field(default_factory=dict)
    weights: Mapping[str, int] = field(default_factory=dict)
    goals: tuple[str, ...] = CAREFUL
    current: tuple[Slot, ...] = ()
    now: int | None = None

    def day_of(self, minute: int) -> int:
        """The festival day a minute belongs to; outside the edition it is below 0 or at least `days`."""
        return (minute - self.cutoff) // MINUTES_A_DAY

    def midnight_of(self, minute: int) -> int:
        """The midnight by the clock that lies in the festival day a minute belongs to."""
        return self.day_of(minute) * MINUTES_A_DAY

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

    def ride(self, origin: int, destination: int) -> int:
        """Minutes between two venues for guests of honour."""
        return 0 if origin == destination else max(self.travel(origin, destination), self.settings.party_travel)

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

    def artists(self, act: int) -> int:
        """The members of the act's troupes, as far as their size is known."""
        return sum(self.troupe(troupe).size or 0 for troupe in self.act(act).troupes)

    def begun(self, act: int) -> bool:
        """Whether the act stands in the current plan and has started by now."""
        slot = self.current_slots.get(act)
        return slot is not None and self.now is not None and slot.starts < self.now

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
