"""Rides in words: who drives what when, and every stop with its minute."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from festival_ops.planning.rides.judging import Finding, concerns, told
from festival_ops.planning.rides.kept import Standing
from solver.problem import MINUTES_A_DAY
from solver.rides.problem import Ride, RideProblem, Stop


@dataclass(frozen=True)
class StopLine:
    """People get in or out at a place."""

    stop: Stop
    clock: str
    place: str
    transfer: str

    @property
    def alights(self) -> bool:
        return not self.stop.boards


@dataclass(frozen=True)
class RideLine:
    """`number` is that of a ride that stands, `findings` what it breaks."""

    ride: Ride
    number: int | None
    vehicle: str
    driver: str
    day: date
    starts: str
    ends: str
    stops: tuple[StopLine, ...]
    findings: tuple[Finding, ...] = field(default=())

    @property
    def state(self) -> str:
        if any(finding.blocks for finding in self.findings):
            return "block"
        return "warn" if self.findings else "sound"

    @property
    def carried(self) -> list[str]:
        """Names, in the order in which they board."""
        return list(dict.fromkeys(line.transfer for line in self.stops if line.stop.boards))

    @property
    def people(self) -> int:
        return sum(line.stop.people for line in self.stops if line.stop.boards)


def line(problem: RideProblem, ride: Ride, number: int | None = None, findings: Iterable[Finding] = ()) -> RideLine:
    return RideLine(
        ride=ride,
        number=number,
        vehicle=problem.vehicle(ride.vehicle).name,
        driver=problem.driver(ride.driver).name,
        day=date.fromisoformat(problem.first_day) + timedelta(days=problem.day_of(ride.starts)),
        starts=clock(ride.starts),
        ends=clock(ride.ends),
        stops=tuple(_stop(problem, stop) for stop in ride.stops),
        findings=tuple(findings),
    )


def lines(stands: Standing, rides: Iterable[Ride]) -> list[RideLine]:
    """In the order of time, each with what it breaks."""
    ordered = sorted(rides, key=lambda ride: (ride.starts, ride.vehicle))
    return [line(stands.problem, ride, stands.numbers.get(ride), findings_of(stands, ride)) for ride in ordered]


def findings_of(stands: Standing, ride: Ride) -> list[Finding]:
    return told(stands.problem, (breach for breach in stands.breaches if concerns(breach, ride)))


def clock(minute: int) -> str:
    return "{:02}:{:02}".format(*divmod(minute % MINUTES_A_DAY, 60))


def _stop(problem: RideProblem, stop: Stop) -> StopLine:
    place = problem.place(problem.where(stop)).name
    return StopLine(stop, clock(stop.begins), place, problem.transfer(stop.transfer).name)
