"""Who has to be where by when: from the airport to the hotel, to ceremonies and back, and away.

Delegations ask together, guests without one each alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from festival_ops.planning.ceremony.hours import Hours
from festival_ops.planning.rides import numbers
from festival_ops.planning.rides.hours import Window
from festival_ops.programme.models import Edition
from festival_ops.protocol.kinds import ARRIVAL, CANCELLED, DEPARTURE, FLIGHT, ROAD
from festival_ops.protocol.models import Ceremony, Delegation, Guest, GuestPlace, Invitation, Leg, Lodging

TO, BACK, ON = "to", "back", "on"
# Begins the key of what a guest without a delegation asks for.
ALONE = "guest:"


@dataclass(frozen=True)
class Occasion:
    """A ceremony at its hours."""

    ceremony: Ceremony
    hours: Hours

    @property
    def opens(self) -> datetime:
        return self.hours.starts - timedelta(minutes=self.ceremony.doors)

    @property
    def closes(self) -> datetime:
        """When its guests must be in."""
        return self.hours.starts - timedelta(minutes=self.ceremony.closed)


@dataclass(frozen=True)
class Move:
    """People of a delegation, or a guest alone, who go the same way at the same hours. Each end is a place of guests or
    a ceremony; None is a hotel that nobody knows."""

    key: str
    purpose: str
    whose: Delegation | Guest
    origin: GuestPlace | Ceremony | None
    destination: GuestPlace | Ceremony | None
    pickup: Window
    delivery: Window
    people: int
    luggage: int = 0
    step_free: bool = False
    leg: Leg | None = None
    ceremony: Ceremony | None = None
    guests: tuple[Guest, ...] = ()


@dataclass(frozen=True)
class Party:
    """A delegation as it comes, or a guest without one: nights by guest, what each guest is invited to and comes to,
    and how many interpreters go along to it. `absent` are guests who have said no to everything, and for whom nobody
    comes instead."""

    whose: Delegation | Guest
    legs: list[Leg]
    nights: Mapping[int, list[Lodging]]
    coming: Mapping[int, list[Occasion]]
    beside: Mapping[tuple[int, int], int]
    absent: frozenset[int]
    edition: Edition
    numbers: Mapping[str, int]

    @property
    def people(self) -> list[Guest]:
        return [self.whose] if isinstance(self.whose, Guest) else self.whose.guests

    def moves(self) -> Iterator[Move]:
        for leg in self.legs:
            if leg.state != CANCELLED and leg.mode != ROAD:
                yield from self._of_leg(leg)
        yield from self._of_ceremonies()

    @property
    def clashes(self) -> list[tuple[Guest, Occasion, Occasion]]:
        """Guests who cannot be at both, as the doors of the second close before the first ends."""
        return [
            (guest, one, other)
            for guest in self.people
            for one, other in pairwise(self.coming.get(guest.id, ()))
            if one.hours.ends >= other.closes
        ]

    def _minutes(self, key: str) -> timedelta:
        return timedelta(minutes=self.numbers[key])

    def _bed(self, guest: Guest, *nights: date) -> GuestPlace | None:
        rows = [row for row in self.nights.get(guest.id, ()) if row.allotment is not None]
        held = (row for night in nights for row in rows if row.first_night <= night <= row.last_night)
        found = next(held, None)
        return found.allotment.place if found and found.allotment else None

    def _of_leg(self, leg: Leg) -> Iterator[Move]:
        """The main hotel takes whoever has no name or bed; further hotels get a transfer of their own."""
        day = self.edition.local(leg.at).date()
        yesterday = day - timedelta(days=1)
        nights = (day, yesterday) if leg.way == ARRIVAL else (yesterday, day)
        guests = self._on(leg)
        beds = {guest.id: self._bed(guest, *nights) for guest in guests if guest.id not in self.absent}
        people = leg.people - sum(guest.id in self.absent for guest in guests)
        hotels = _ranked(Counter(beds.values()))
        others = [(place, count, leg.luggage * count // leg.people) for place, count in hotels[1:]]
        rest = people - sum(count for _place, count, _luggage in others)
        main = hotels[0][0] if hotels else None
        left = leg.luggage - sum(luggage for _place, _count, luggage in others)
        pickup, delivery = self._hours_of(leg)
        for place, count, luggage in [(main, rest, left), *others]:
            if count > 0:
                arrives = leg.way == ARRIVAL
                yield Move(
                    key=self._key(f"leg:{leg.id}", place, main),
                    purpose=leg.way,
                    whose=self.whose,
                    origin=leg.place if arrives else place,
                    destination=place if arrives else leg.place,
                    pickup=pickup,
                    delivery=delivery,
                    people=count,
                    luggage=luggage,
                    step_free=any(guest.step_free for guest in guests if beds.get(guest.id) is place),
                    leg=leg,
                )

    def _on(self, leg: Leg) -> list[Guest]:
        if leg.guest is not None:
            return [leg.guest]
        same = [one for one in self.legs if one.way == leg.way and one.state != CANCELLED]
        alone = {one.guest_id for one in same if one.guest_id is not None}
        return [guest for guest in self.people if guest.id not in alone]

    def _hours_of(self, leg: Leg) -> tuple[Window, Window]:
        flies, spread, way = leg.mode == FLIGHT, self._minutes(numbers.SPREAD), self._minutes(numbers.WAY)
        if leg.way == DEPARTURE:
            wanted = leg.at - self._minutes(numbers.FLIGHT_OUT if flies else numbers.TRAIN_OUT)
            return Window(wanted - spread - way, wanted), Window(wanted - spread, wanted)
        free = leg.at + self._minutes(numbers.FLIGHT_IN if flies else numbers.TRAIN_IN)
        return Window(free, free + spread), Window(free, free + spread + way)

    def _of_ceremonies(self) -> Iterator[Move]:
        held: dict[_Trip, list[Guest]] = {}
        for guest in self.people:
            for trip in self._trips(guest):
                held.setdefault(trip, []).append(guest)
        for trip, who in held.items():
            together: dict[GuestPlace | None, list[Guest]] = {}
            for guest, home in zip(who, self._homes(who, trip), strict=True):
                together.setdefault(home, []).append(guest)
            hotels = {
                place: sum(1 + self.beside.get((trip.invited.id, guest.id), 0) for guest in guests)
                for place, guests in together.items()
            }
            main = next((place for place, _count in _ranked(hotels)), None)
            for place, count in hotels.items():
                yield self._trip(trip, place, count, together[place], main)

    def _trip(
        self, trip: _Trip, place: GuestPlace | None, people: int, guests: list[Guest], main: GuestPlace | None
    ) -> Move:
        pickup, delivery = self._windows(trip)
        return Move(
            key=self._key(trip.key, place, main),
            purpose=trip.purpose,
            whose=self.whose,
            origin=trip.one.ceremony if trip.one else place,
            destination=trip.other.ceremony if trip.other else place,
            pickup=pickup,
            delivery=delivery,
            people=people,
            step_free=any(guest.step_free for guest in guests),
            ceremony=trip.invited,
            guests=tuple(guests),
        )

    def _homes(self, guests: list[Guest], trip: _Trip) -> list[GuestPlace | None]:
        """Where each sleeps that night, or has slept; whoever has no bed goes with most of the others. Nowhere, who
        goes straight on."""
        if trip.purpose == ON:
            return [None] * len(guests)
        night = self.edition.festival_day(trip.last.hours.starts)
        beds = {guest.id: self._bed(guest, night, night - timedelta(days=1)) for guest in self.people}
        most = next((place for place, _count in _ranked(Counter(beds.values()))), None)
        return [beds[guest.id] or most for guest in guests]

    def _trips(self, guest: Guest) -> Iterator[_Trip]:
        """To each ceremony and back, or straight on where there is no time for the hotel."""
        held = self.coming.get(guest.id, [])
        for first in held[:1]:
            yield _Trip(None, first)
        for one, other in pairwise(held):
            if not self._straight(one, other):
                yield from (_Trip(one, None), _Trip(None, other))
            elif one.hours.ends < other.closes:
                yield _Trip(one, other)
        for last in held[-1:]:
            yield _Trip(last, None)

    def _straight(self, one: Occasion, other: Occasion) -> bool:
        return other.opens - one.hours.ends < self._minutes(numbers.HOME)

    def _windows(self, trip: _Trip) -> tuple[Window, Window]:
        spread, way = self._minutes(numbers.SPREAD), self._minutes(numbers.WAY)
        if trip.one is not None and trip.other is not None:
            between = Window(trip.one.hours.ends, trip.other.closes)
            return between, between
        if trip.other is not None:
            opens, closes = trip.other.opens, trip.other.closes
            return Window(opens - way, closes), Window(opens, closes)
        free = trip.last.hours.ends
        return Window(free, free + spread), Window(free, free + spread + way)

    def _key(self, what: str, place: GuestPlace | None, main: GuestPlace | None) -> str:
        """The main hotel needs no name, so that a change of hotel changes the transfer and makes no other."""
        key = f"{ALONE if isinstance(self.whose, Guest) else ''}{self.whose.id}:{what}"
        return key if place is main or place is None else f"{key}:{place.id}"


@dataclass(frozen=True)
class _Trip:
    """Away from the one ceremony, to the other, or both."""

    one: Occasion | None
    other: Occasion | None

    @property
    def last(self) -> Occasion:
        return self.other or self.one  # type: ignore[return-value]

    @property
    def purpose(self) -> str:
        if self.one is not None and self.other is not None:
            return ON
        return TO if self.other is not None else BACK

    @property
    def invited(self) -> Ceremony:
        """The ceremony to which people are brought, or from which they come."""
        return self.last.ceremony

    @property
    def key(self) -> str:
        return ":".join((self.purpose, *(str(each.ceremony.id) for each in (self.one, self.other) if each)))


def _ranked(counted: Mapping[GuestPlace | None, int]) -> list[tuple[GuestPlace, int]]:
    """Where most are comes first."""
    known = [(place, count) for place, count in counted.items() if place is not None]
    return sorted(known, key=lambda each: (-each[1], each[0].id))


def absent_of(rows: Iterable[Invitation]) -> frozenset[int]:
    """Guests who have said no to all that they were invited to, and for whom nobody comes instead."""
    rows = list(rows)
    there = {row.guest_id for row in rows if row.comes} | {row.stands_for_id for row in rows if row.comes}
    return frozenset(row.guest_id for row in rows if row.guest_id is not None and row.guest_id not in there)
