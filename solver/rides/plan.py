"""What the rides stage answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from solver.plan import Fact
from solver.rides.facts import Ride, Stop


@dataclass(frozen=True)
class RidePlan:
    """Who is fetched by which ride."""

    rides: tuple[Ride, ...] = ()

    def with_vehicle(self, vehicle: int) -> list[Ride]:
        """In the order of time."""
        return self._by_vehicle.get(vehicle, [])

    def with_driver(self, driver: int) -> list[Ride]:
        """In the order of time."""
        return self._by_driver.get(driver, [])

    def boardings(self, transfer: int) -> list[tuple[Ride, Stop]]:
        """Every stop at which people of the transfer get in, and its ride."""
        return self._boardings.get(transfer, [])

    @property
    def driven(self) -> int:
        """Minutes on the road."""
        return sum(
            ride.ends - ride.starts - sum(stop.departs - stop.arrives for stop in ride.stops) for ride in self.rides
        )

    @property
    def vehicles(self) -> int:
        return len(self._by_vehicle)

    @cached_property
    def _by_vehicle(self) -> dict[int, list[Ride]]:
        held: dict[int, list[Ride]] = {}
        for ride in sorted(self.rides, key=lambda ride: (ride.starts, ride.ends)):
            held.setdefault(ride.vehicle, []).append(ride)
        return held

    @cached_property
    def _by_driver(self) -> dict[int, list[Ride]]:
        held: dict[int, list[Ride]] = {}
        for ride in sorted(self.rides, key=lambda ride: (ride.starts, ride.ends)):
            held.setdefault(ride.driver, []).append(ride)
        return held

    @cached_property
    def _boardings(self) -> dict[int, list[tuple[Ride, Stop]]]:
        held: dict[int, list[tuple[Ride, Stop]]] = {}
        for ride in self.rides:
            for stop in ride.stops:
                if stop.boards:
                    held.setdefault(stop.transfer, []).append((ride, stop))
        return held


@dataclass(frozen=True)
class RideBreach:
    """One rule broken, by `amount` people, minutes or vehicles; `facts` fill the rule's sentence."""

    rule: str
    transfers: tuple[int, ...] = ()
    vehicles: tuple[int, ...] = ()
    drivers: tuple[int, ...] = ()
    amount: int = 1
    level: str = "block"
    facts: Mapping[str, Fact] = field(default_factory=dict)

    @property
    def subject(self) -> str:
        """Names the same breach again later."""
        return ":".join(
            [self.rule, *("-".join(map(str, ids)) for ids in (self.transfers, self.vehicles, self.drivers))]
        )


@dataclass(frozen=True)
class Unserved:
    """So many people of a transfer have no ride; `reason` is a key of `solver.rides.reasons.REASONS`, whose sentence
    the facts fill. What is `proven` no plan can serve."""

    transfer: int
    people: int
    reason: str
    proven: bool
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True)
class RideAnswer:
    """`status` is one of complete (everybody has a ride), short, stopped. `driven` are minutes on the road."""

    status: str
    plan: RidePlan
    vehicles: int
    driven: int
    seconds: float
    unserved: tuple[Unserved, ...] = ()


@dataclass(frozen=True)
class MendedRides(RideAnswer):
    """`moved` are transfers that board another vehicle than people know or have none any more, `shifted` such that
    board the same one at another time. No plan that serves as many changes fewer than `bound` of them."""

    moved: tuple[int, ...] = ()
    shifted: tuple[int, ...] = ()
    bound: int = 0

    @property
    def proven(self) -> bool:
        return len(self.moved) + len(self.shifted) <= self.bound
