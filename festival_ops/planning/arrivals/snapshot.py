"""A ceremony's arrivals as the core knows them: cars by the code of their delegation, gates, and what is in the way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from festival_ops.planning.arrivals.cars import Comer, comers_of
from festival_ops.planning.arrivals.gates import CAR, Approach, Used, gates_of, used_of
from festival_ops.planning.ceremony.hours import Hours, hours_of
from festival_ops.planning.clock import Clock
from festival_ops.planning.guest_rides.asked_for import parties_of
from festival_ops.planning.guest_rides.moves import Occasion, Party
from festival_ops.planning.guest_rides.places import Stops, stops_of
from festival_ops.planning.models import GateArrivals, Plan
from festival_ops.planning.rides.numbers import SPEED, numbers_of
from festival_ops.programme.models import Edition
from festival_ops.protocol.models import Ceremony, GuestPlace
from festival_ops.traffic.models import Gate, RidePlace
from solver.arrivals import problem as core
from solver.arrivals.problem import MINUTE, ArrivalProblem, Slot
from solver.facts import Span

GAP, GRID = 2, 60
# From a place of which nobody has said where it is: across the town.
UNKNOWN_WAY = 30


@dataclass(frozen=True)
class Facts:
    """The rows behind the numbers; `gates` are all of the edition, `used` those of the ceremony."""

    ceremony: Ceremony
    hours: Hours
    clock: Clock
    comers: Mapping[int, Comer]
    gates: Mapping[int, Gate]
    used: tuple[Used, ...]
    parties: tuple[Party, ...]
    problem: ArrivalProblem

    @property
    def start(self) -> int:
        """The second at which the ceremony begins, on the clock of the problem."""
        return self.clock.minute(self.hours.starts) * MINUTE


def book_of(session: Session, ceremony: Ceremony) -> GateArrivals | None:
    return session.scalar(select(GateArrivals).where(GateArrivals.ceremony_id == ceremony.id))


def facts_of(session: Session, edition: Edition, plan: Plan | None, ceremony: Ceremony) -> Facts | None:
    """None while nobody knows when the ceremony is."""
    hours = hours_of(session, plan, [ceremony]).get(ceremony.id)
    if hours is None:
        return None
    book, clock, occasion = book_of(session, ceremony), Clock.of(edition), Occasion(ceremony, hours)
    parties, gates = tuple(parties_of(session, edition, plan)), gates_of(session, edition)
    comers = comers_of(session, ceremony, parties)
    used, stops = used_of(book, gates), stops_of(session, edition)
    doors = Span(clock.minute(occasion.opens), clock.minute(occasion.closes))
    places = _places(stops, comers)
    approach = Approach(session, edition, plan, clock, book.badge if book else True)
    homes = [stop for each in comers if (stop := places.get(_key(each.home)))] or list(stops.names.values())
    origins = list({place.id: place for place in places.values()}.values())
    speed = numbers_of(session, edition)[f"{SPEED}{CAR}"]
    pins = set(book.pins if book else ())
    cars = tuple(_car(each, clock, places.get(_key(each.origin)), each.id in pins) for each in comers)
    start = clock.minute(hours.starts) * MINUTE
    problem = ArrivalProblem(
        name=f"arrivals at ceremony {ceremony.id}",
        first_day=edition.first_day.isoformat(),
        opens=doors.starts,
        closes=doors.ends,
        gap=(book.gap if book else GAP) * MINUTE,
        grid=GRID,
        cars=cars,
        gates=tuple(approach.gates(used, edition.festival_day(hours.starts), doors, homes)),
        trips=tuple(approach.trips(used, origins, speed)) if origins else (),
        trip_unknown=UNKNOWN_WAY,
        current=known_slots(
            ((car, gate, start + seconds) for car, gate, seconds in (book.slots if book else ())),
            {car.id for car in cars},
            {each.gate.id for each in used},
        ),
    )
    named = {gate.id: gate for gate in gates}
    return Facts(ceremony, hours, clock, {each.id: each for each in comers}, named, tuple(used), parties, problem)


def known_slots(found: Iterable[tuple[int, int, int]], cars: set[int], gates: set[int]) -> tuple[Slot, ...]:
    """Of what was written down, whoever still comes and whatever gate is still used."""
    return tuple(Slot(car, gate, at) for car, gate, at in found if car in cars and gate in gates)


def _car(row: Comer, clock: Clock, origin: RidePlace | None, fixed: bool) -> core.Car:
    # A moment within a minute is over when the next one begins.
    ready = clock.minute(row.ready + timedelta(seconds=59)) if row.ready else None
    place = origin.id if origin else None
    return core.Car(row.id, row.code, row.rank, row.seconds, ready, place, fixed=fixed)


def _places(stops: Stops, comers: Iterable[Comer]) -> dict[tuple[str, int], RidePlace]:
    """By where people sleep, land, or come from."""
    found = {}
    for end in (end for each in comers for end in (each.home, each.origin)):
        place = end.place if isinstance(end, Ceremony) else end
        stop = stops.of_place(place) if place is not None else None
        if stop is not None:
            found[_key(end)] = stop
    return found


def _key(end: GuestPlace | Ceremony | None) -> tuple[str, int]:
    return (end.__tablename__, end.id) if end is not None else ("", 0)
