"""What PyVRP is asked: parts of transfers as shipments, turns as vehicles. It alone makes PyVRP's objects.

Rules give it their shape: room that parts take up, windows, the way between stops. What it cannot say (breaks, longest
time on board, hours over several rides) is decided by `timetable`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyvrp

from solver.problem import Span
from solver.rides.parting import Part
from solver.rides.problem import RideProblem, Transfer, Vehicle
from solver.rides.rules import RIDE_RULES, RideRule
from solver.rides.rules.rule import IGNORE
from solver.rides.turns import Turn

# What a turn costs that is used at all, and what a part of the least priority costs that is not served, in minutes
# for each minute of the longest day's driving: one goes before the other.
A_TURN = 10
A_PART = 20


@dataclass(frozen=True)
class Call:
    """A part boards or alights: its number among the parts."""

    part: int
    boards: bool


@dataclass(frozen=True)
class Spot:
    """A place, and when somebody who stops there is ready to go on. `begins` is when the stop may begin; None is
    a vehicle's home, which it may leave and reach at any time."""

    place: int
    begins: Span | None = None
    lasts: int = 0


Way = Callable[[Spot, Spot, Vehicle], int | None]


@dataclass
class Driving:
    """Filled by the rules when it is made; `engine_facts` is what PyVRP gets."""

    problem: RideProblem
    parts: Sequence[Part]
    turns: Sequence[Turn]
    rules: Iterable[RideRule] = RIDE_RULES
    way: Way | None = None
    windows: bool = False
    narrow: Callable[[Transfer], tuple[Span, Span]] = lambda transfer: (transfer.pickup, transfer.delivery)
    prizes: bool = False
    _amounts: list[list[int]] = field(default_factory=list)
    _rooms: list[list[int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.rules = [rule for rule in self.rules if rule.level_in(self.problem) != IGNORE]
        reach = self.problem.reach
        self._zero, self._never = reach.starts, 4 * (reach.ends - reach.starts)
        self._spans = [reach for _ in self.turns]
        self._hours = [self._never for _ in self.turns]
        for rule in self.rules:
            rule.shape(self)
        self._refuse_unsuitable()
        self.engine_facts = self._engine_facts()

    def dimension(self, amount: Callable[[Part], int], room: Callable[[Vehicle], int]) -> None:
        """Something of which parts take up an amount while on board and vehicles have so much room."""
        self._amounts.append([amount(part) for part in self.parts])
        self._rooms.append([room(self.problem.vehicle(turn.vehicle)) for turn in self.turns])

    def within(self, span: Callable[[Turn], Span]) -> None:
        """When a turn may leave home and be back."""
        self._spans = [span(turn) for turn in self.turns]

    def at_most(self, minutes: Callable[[Turn], int | None]) -> None:
        """How long a turn may last."""
        self._hours = [self._never if (most := minutes(turn)) is None else most for turn in self.turns]

    def route(self, turn: int, calls: Iterable[Call]) -> pyvrp.Route:
        kinds = {True: pyvrp.ActivityType.PICKUP, False: pyvrp.ActivityType.DELIVERY}
        kind = next(kind for kind, alike in enumerate(self._alike) if turn in alike)
        return pyvrp.Route(self.engine_facts, [pyvrp.Activity(kinds[c.boards], c.part) for c in calls], kind)

    def solution(self, rides: Iterable[tuple[int, Sequence[Call]]]) -> pyvrp.Solution:
        return pyvrp.Solution(self.engine_facts, [self.route(turn, calls) for turn, calls in rides])

    def rides(self, solution: pyvrp.Solution) -> list[tuple[int, list[Call]]]:
        """By turn, what it calls at."""
        free = [list(alike) for alike in self._alike]
        return [
            (free[route.vehicle_type()].pop(0), [_call(one) for one in route if not one.is_depot()])
            for route in solution.routes()
        ]

    def _refuse_unsuitable(self) -> None:
        """One dimension for all parts that the same turns may not carry: these have no room in it."""
        sets = [frozenset(n for n, turn in enumerate(self.turns) if not self._suits(part, turn)) for part in self.parts]
        for refused in sorted({each for each in sets if each}, key=sorted):
            self._amounts.append([int(each == refused) for each in sets])
            self._rooms.append([0 if n in refused else len(self.parts) for n in range(len(self.turns))])

    def _suits(self, part: Part, turn: Turn) -> bool:
        vehicle = self.problem.vehicle(turn.vehicle)
        return all(rule.suits(self.problem, vehicle, part.transfer) for rule in self.rules)

    def _spot(self, part: Part, boards: bool) -> Spot:
        """Of places between which nothing ever changes, one spot is enough."""
        transfer = part.transfer
        place = transfer.origin if boards else transfer.destination
        if not self.problem.closures:
            return Spot(place)
        begins = transfer.pickup if boards else transfer.delivery
        return Spot(place, begins, transfer.boarding if boards else transfer.alighting)

    def _engine_facts(self) -> pyvrp.ProblemData:
        fleet = [self.problem.vehicle(turn.vehicle) for turn in self.turns]
        homes = sorted({vehicle.home for vehicle in fleet})
        stops = {(n, boards): self._spot(part, boards) for n, part in enumerate(self.parts) for boards in (True, False)}
        spots = list(dict.fromkeys([*(Spot(home) for home in homes), *stops.values()]))
        place = {spot: number for number, spot in enumerate(spots)}
        one_of = {(vehicle.kind, vehicle.exempt): vehicle for vehicle in fleet}
        return pyvrp.ProblemData(
            [pyvrp.Location(0, 0) for _ in spots],
            [],
            [pyvrp.Depot(place[Spot(home)]) for home in homes],
            self._vehicle_types(fleet, homes, list(one_of)),
            [self._matrix(spots, vehicle, self._base) for vehicle in one_of.values()],
            [self._matrix(spots, vehicle, self.way or _nothing) for vehicle in one_of.values()],
            [],
            [self._shipment(n, place[stops[n, True]], place[stops[n, False]]) for n in range(len(self.parts))],
        )

    def _vehicle_types(
        self, fleet: Sequence[Vehicle], homes: list[int], profiles: list[tuple[int, bool]]
    ) -> list[pyvrp.VehicleType]:
        """Turns between which PyVRP need not choose are one type."""
        by_facts: dict[tuple[int, ...], list[int]] = {}
        for n, vehicle in enumerate(fleet):
            span = self._since(self._spans[n].starts), self._since(self._spans[n].ends)
            home, profile = homes.index(vehicle.home), profiles.index((vehicle.kind, vehicle.exempt))
            key = (home, profile, *span, self._hours[n], *(rooms[n] for rooms in self._rooms))
            by_facts.setdefault(key, []).append(n)
        self._alike = list(by_facts.values())
        price = A_TURN * self._never // 4
        return [
            pyvrp.VehicleType(len(alike), list(rooms), home, home, price, starts, ends, hours, profile=profile)
            for (home, profile, starts, ends, hours, *rooms), alike in by_facts.items()
        ]

    def _shipment(self, number: int, origin: int, destination: int) -> pyvrp.Shipment:
        transfer = self.parts[number].transfer
        reach = self.problem.reach
        pickup, delivery = self.narrow(transfer) if self.windows else (reach, reach)
        prize = A_PART * transfer.priority * self._never // 4
        return pyvrp.Shipment(
            origin, destination,
            self._since(pickup.starts), self._since(pickup.ends), transfer.boarding,
            self._since(delivery.starts), self._since(delivery.ends), transfer.alighting,
            [amounts[number] for amounts in self._amounts],
            prize=prize if self.prizes else 0, required=not self.prizes,
        )  # fmt: skip

    def _since(self, minute: int) -> int:
        """PyVRP counts from nought."""
        return max(0, minute - self._zero)

    def _matrix(self, spots: list[Spot], vehicle: Vehicle, way: Way) -> Any:
        """Lists in a list, which PyVRP takes as well as what it declares."""
        always: dict[tuple[int, int], int] = {}

        def minutes(one: Spot, other: Spot) -> int:
            pair = one.place, other.place
            if pair in always:
                return always[pair]
            takes = way(one, other, vehicle)
            number = self._never if takes is None else takes
            if not self.problem.travel.changes(*pair):
                always[pair] = number
            return number

        return [[0 if one is other else minutes(one, other) for other in spots] for one in spots]

    def _base(self, one: Spot, other: Spot, vehicle: Vehicle) -> int | None:
        return self.problem.travel.minutes(vehicle, one.place, other.place)


def _nothing(one: Spot, other: Spot, vehicle: Vehicle) -> int:
    return 0


def _call(activity: pyvrp.Activity) -> Call:
    return Call(activity.idx, activity.is_pickup())
