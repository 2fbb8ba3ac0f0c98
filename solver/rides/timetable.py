"""When a vehicle is where: rides whose stops stand in a fixed order, timed so that every rule holds.

It alone makes CP-SAT variables of the rides stage. Whatever PyVRP proposes becomes a ride only here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ortools.sat.python import cp_model

from solver.problem import Span
from solver.rides.plan import RidePlan
from solver.rides.problem import Ride, RideProblem, Stop, Vehicle
from solver.rides.rules import RIDE_RULES, RideRule
from solver.rides.rules.rule import IGNORE
from solver.rides.travel import EVER, Piece

Minute = cp_model.IntVar
# What an hour of a ride weighs against an hour that people wait for it.
RIDING = 1_000


@dataclass(frozen=True)
class Timed:
    """A stop and its minutes."""

    stop: Stop
    arrives: Minute
    begins: Minute
    departs: Minute


@dataclass(frozen=True)
class TimedRide:
    """A ride and its minutes."""

    ride: Ride
    starts: Minute
    ends: Minute
    stops: tuple[Timed, ...]


@dataclass(frozen=True)
class TimedLeg:
    """A way and its minutes."""

    vehicle: Vehicle
    origin: int
    departs: Minute
    destination: int
    arrives: Minute


@dataclass(frozen=True)
class Told:
    """At which minute people know that they board or alight, by transfer, whether they board, and vehicle; nothing that
    was to begin before `frozen` changes."""

    minutes: Mapping[tuple[int, bool, int], int]
    frozen: int = -EVER


class Timetable:
    """`fixed` times stand as they are in the rides: the model then only says whether the rules allow them."""

    def __init__(
        self,
        problem: RideProblem,
        rides: Sequence[Ride],
        rules: Iterable[RideRule] = RIDE_RULES,
        *,
        fixed: bool = False,
        within: Mapping[int, Span] | None = None,
    ) -> None:
        self.problem = problem
        self.cp = cp_model.CpModel()
        self._fixed, self._reach = fixed, problem.reach
        self.rides = [self._timed(ride) for ride in rides]
        for number, span in (within or {}).items():
            self.cp.add(self.rides[number].starts >= span.starts)
            self.cp.add(self.rides[number].ends <= span.ends)
        for rule in rules:
            if rule.level_in(problem) != IGNORE:
                rule.times(self)

    def minute(self, stands: int | None = None) -> Minute:
        """Any minute of the festival, or the one at which something stands."""
        if stands is not None and self._fixed:
            return self.cp.new_constant(stands)
        return self.cp.new_int_var(self._reach.starts, self._reach.ends, "")

    def never(self) -> None:
        """These rides cannot be, whenever they are."""
        self.cp.add_bool_or([])

    def amount(self) -> Minute:
        """So many minutes, or as many less than none."""
        length = self._reach.ends - self._reach.starts
        return self.cp.new_int_var(-length, length, "")

    def legs(self, timed: TimedRide) -> Iterator[TimedLeg]:
        """Every way of a ride, from home to home."""
        vehicle = self.problem.vehicle(timed.ride.vehicle)
        place, departs = vehicle.home, timed.starts
        for stop in timed.stops:
            there = self.problem.where(stop.stop)
            yield TimedLeg(vehicle, place, departs, there, stop.arrives)
            place, departs = there, stop.departs
        yield TimedLeg(vehicle, place, departs, vehicle.home, timed.ends)

    def departing(self, leg: TimedLeg, piece: Piece, base: int | None) -> cp_model.IntVar:
        """Whether the vehicle departs within the piece; then the way takes as long as it says."""
        chosen = self.cp.new_bool_var("")
        self.cp.add_linear_constraint(leg.departs, piece.starts, piece.ends - 1).only_enforce_if(chosen)
        if piece.minutes is not None and piece.minutes != base:
            self.cp.add(leg.arrives - leg.departs >= piece.minutes).only_enforce_if(chosen)
        return chosen

    def in_turn(self, key: str) -> Iterator[list[TimedRide]]:
        """Rides of one vehicle or one driver, in the order in which they stand."""
        held: dict[int, list[TimedRide]] = {}
        for timed in sorted(self.rides, key=lambda timed: (timed.ride.starts, timed.ride.ends)):
            held.setdefault(getattr(timed.ride, key), []).append(timed)
        yield from held.values()

    def solved(self, seconds: float = 5.0, told: Told | None = None, best: bool = True) -> RidePlan | None:
        """The rides timed: what people were told is kept as far as may be, then rides are short, then people wait as
        little as may be; or timed somehow where the `best` is not asked for. None where there are no such times, or
        none found in time."""
        stops = [timed for ride in self.rides for timed in ride.stops]
        riding = sum(ride.ends - ride.starts for ride in self.rides)
        moved = [self._moved(timed, ride.ride.vehicle, told) for ride in self.rides for timed in ride.stops if told]
        length = self._reach.ends - self._reach.starts
        heavy = (RIDING + len(stops) + 1) * length * (len(self.rides) + 1)
        if best:
            self.cp.minimize(heavy * sum(moved) + RIDING * riding + sum(timed.begins for timed in stops))
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.max_time_in_seconds = seconds
        solver.parameters.cp_model_probing_level = 0
        solver.parameters.symmetry_level = 0
        if solver.solve(self.cp) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None
        return RidePlan(tuple(_read(solver, timed) for timed in self.rides))

    def _timed(self, ride: Ride) -> TimedRide:
        stops = tuple(
            Timed(stop, self.minute(stop.arrives), self.minute(stop.begins), self.minute(stop.departs))
            for stop in ride.stops
        )
        return TimedRide(ride, self.minute(ride.starts), self.minute(ride.ends), stops)

    def _moved(self, timed: Timed, vehicle: int, told: Told) -> cp_model.IntVar | int:
        """Whether people board or alight at another minute than they know; what is over stays as it was."""
        stop = timed.stop
        minute = told.minutes.get((stop.transfer, stop.boards, vehicle))
        if minute is not None and minute < told.frozen:
            self.cp.add(timed.begins == minute)
            return 0
        self.cp.add(timed.begins >= told.frozen)
        if minute is None:
            return 0
        moved = self.cp.new_bool_var("")
        self.cp.add(timed.begins == minute).only_enforce_if(~moved)
        return moved


def _read(solver: cp_model.CpSolver, timed: TimedRide) -> Ride:
    stops = tuple(
        replace(
            one.stop,
            arrives=solver.value(one.arrives),
            begins=solver.value(one.begins),
            departs=solver.value(one.departs),
        )
        for one in timed.stops
    )
    return replace(timed.ride, starts=solver.value(timed.starts), ends=solver.value(timed.ends), stops=stops)
