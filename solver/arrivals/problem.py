"""What is asked of the arrivals stage: one ceremony, its gates and the cars that come to it, as plain frozen facts.

Moments are minutes from the midnight that begins the edition's first day; slots, and how long a car stands at a gate,
are seconds. Guests are known by the code of their car.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from solver.facts import Span, Trip

MINUTE = 60


@dataclass(frozen=True)
class Car:
    """Guests of one `rank`, 1 being the highest, who get out, or in, together within `seconds` at the gate.

    They are ready at the place `origin` at the minute `ready`, when their engagement before is over; None is anywhere
    and at any time. Their row is to be seated by the minute `deadline`; None is when the doors close. No `gates` are
    all gates. Of a car that is `fixed`, the slot among the present ones is kept.
    """

    id: int
    code: str
    rank: int
    seconds: int = 60
    ready: int | None = None
    origin: int | None = None
    deadline: int | None = None
    gates: tuple[int, ...] = ()
    fixed: bool = False


@dataclass(frozen=True)
class Gate:
    """`lanes` cars can stand at the place at once; in its `closed` spans none can."""

    id: int
    code: str
    place: int | None = None
    lanes: int = 1
    closed: tuple[Span, ...] = ()


@dataclass(frozen=True, order=True)
class Slot:
    """A car stops at a gate at the second `at`."""

    car: int
    gate: int
    at: int


@dataclass(frozen=True)
class ArrivalProblem:
    """Cars come, or leave if `leaving`, from the minute `opens` until the doors close at `closes`.

    Whoever is of the highest rank comes last, and leaves first. Two cars stop at one gate `gap` seconds or more after
    each other, and every `grid` seconds one may. `current` are the slots as they stand.
    """

    name: str
    first_day: str
    opens: int
    closes: int
    leaving: bool = False
    gap: int = 60
    grid: int = 30
    cars: tuple[Car, ...] = ()
    gates: tuple[Gate, ...] = ()
    trips: tuple[Trip, ...] = ()
    trip_unknown: int = 0
    levels: Mapping[str, str] = field(default_factory=dict)
    weights: Mapping[str, int] = field(default_factory=dict)
    current: tuple[Slot, ...] = ()

    def car(self, id: int) -> Car:
        return self._cars[id]

    def gate(self, id: int) -> Gate:
        return self._gates[id]

    def way(self, car: Car, gate: Gate) -> int:
        """Minutes from where the car is; none from or to anywhere."""
        if car.origin is None or gate.place is None or car.origin == gate.place:
            return 0
        return self._trips.get((car.origin, gate.place), self.trip_unknown)

    def there(self, car: Car, gate: Gate) -> int | None:
        """The second from which a car can be at a gate."""
        return None if car.ready is None else (car.ready + self.way(car, gate)) * MINUTE

    def latest(self, car: Car) -> int:
        """The second by which all must be out, or in."""
        return (self.closes if car.deadline is None else min(self.closes, car.deadline)) * MINUTE

    def before(self, one: Car, other: Car) -> bool:
        """Whether the one must stop earlier than the other, by rank."""
        return one.rank < other.rank if self.leaving else one.rank > other.rank

    @cached_property
    def _cars(self) -> dict[int, Car]:
        return {car.id: car for car in self.cars}

    @cached_property
    def _gates(self) -> dict[int, Gate]:
        return {gate.id: gate for gate in self.gates}

    @cached_property
    def _trips(self) -> dict[tuple[int, int], int]:
        return {(trip.origin, trip.destination): trip.minutes for trip in self.trips}
