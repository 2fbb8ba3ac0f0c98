"""What is asked of the rides stage: one festival's transfers, vehicles and drivers as plain frozen facts.

The festival day of a minute is that of `solver.problem`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from solver.problem import MINUTES_A_DAY, Span
from solver.rides.facts import Closure, Driver, Kind, Leg, Place, Ride, Road, Stop, Transfer, Vehicle
from solver.rides.travel import Travel

__all__ = [
    "Closure",
    "Driver",
    "Kind",
    "Leg",
    "Place",
    "Ride",
    "RideProblem",
    "Road",
    "Span",
    "Stop",
    "Transfer",
    "Vehicle",
]


@dataclass(frozen=True)
class RideProblem:
    """`current` are the rides as they stand, `released` those of which people were told last.

    `levels` says for rules, by key, how strict they are.
    """

    name: str
    first_day: str
    days: int
    cutoff: int = 4 * 60
    places: tuple[Place, ...] = ()
    kinds: tuple[Kind, ...] = ()
    roads: tuple[Road, ...] = ()
    closures: tuple[Closure, ...] = ()
    vehicles: tuple[Vehicle, ...] = ()
    drivers: tuple[Driver, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    levels: Mapping[str, str] = field(default_factory=dict)
    current: tuple[Ride, ...] = ()
    released: tuple[Ride, ...] = ()

    def place(self, id: int) -> Place:
        return self._places[id]

    def kind(self, id: int) -> Kind:
        return self._kinds[id]

    def vehicle(self, id: int) -> Vehicle:
        return self._vehicles[id]

    def driver(self, id: int) -> Driver:
        return self._drivers[id]

    def transfer(self, id: int) -> Transfer:
        return self._transfers[id]

    @property
    def told(self) -> tuple[Ride, ...]:
        """The rides that people know of: those released, else the rides as they stand."""
        return self.released or self.current

    def day_of(self, minute: int) -> int:
        return (minute - self.cutoff) // MINUTES_A_DAY

    def day(self, number: int) -> Span:
        return Span(number * MINUTES_A_DAY + self.cutoff, (number + 1) * MINUTES_A_DAY + self.cutoff)

    def where(self, stop: Stop) -> int:
        """The place at which a stop is made."""
        transfer = self.transfer(stop.transfer)
        return transfer.origin if stop.boards else transfer.destination

    def lasts(self, stop: Stop) -> int:
        """Minutes from beginning to board or alight until all have."""
        transfer = self.transfer(stop.transfer)
        return transfer.boarding if stop.boards else transfer.alighting

    def legs(self, ride: Ride) -> Iterator[Leg]:
        """Every way of a ride, from home to home."""
        home = self.vehicle(ride.vehicle).home
        place, departs = home, ride.starts
        for stop in ride.stops:
            there = self.where(stop)
            yield Leg(place, departs, there, stop.arrives)
            place, departs = there, stop.departs
        yield Leg(place, departs, home, ride.ends)

    def able(self, transfer: Transfer) -> list[Vehicle]:
        """The vehicles that are of a class that may carry the transfer, and step-free where it must be."""
        return [
            vehicle
            for vehicle in self.vehicles
            if (not transfer.kinds or vehicle.kind in transfer.kinds) and (vehicle.step_free or not transfer.step_free)
        ]

    @cached_property
    def travel(self) -> Travel:
        return Travel(self.roads, self.closures)

    @cached_property
    def reach(self) -> Span:
        """All minutes in which a ride can stand."""
        spans = [span for vehicle in self.vehicles for span in vehicle.spans]
        spans += [span for driver in self.drivers for span in driver.spans]
        spans += [span for row in self.transfers for span in (row.pickup, row.delivery)]
        spans += [Span(ride.starts, ride.ends) for ride in (*self.current, *self.released)]
        longest = max((road.minutes for road in self.roads), default=0) + MINUTES_A_DAY
        starts, ends = (span.starts for span in spans), (span.ends for span in spans)
        return Span(min(starts, default=0) - longest, max(ends, default=0) + longest)

    @cached_property
    def _places(self) -> dict[int, Place]:
        return {place.id: place for place in self.places}

    @cached_property
    def _kinds(self) -> dict[int, Kind]:
        return {kind.id: kind for kind in self.kinds}

    @cached_property
    def _vehicles(self) -> dict[int, Vehicle]:
        return {vehicle.id: vehicle for vehicle in self.vehicles}

    @cached_property
    def _drivers(self) -> dict[int, Driver]:
        return {driver.id: driver for driver in self.drivers}

    @cached_property
    def _transfers(self) -> dict[int, Transfer]:
        return {transfer.id: transfer for transfer in self.transfers}
