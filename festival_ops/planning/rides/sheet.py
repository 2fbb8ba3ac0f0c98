"""The rides of a festival day as a sheet: vehicles by time, and whom nobody fetches, with the reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from flask_babel import gettext as _

from festival_ops.planning.models import RideRun
from festival_ops.planning.rides.answers import unserved_in
from festival_ops.planning.rides.judging import Finding
from festival_ops.planning.rides.kept import Standing
from festival_ops.planning.rides.lines import RideLine, clock, lines
from festival_ops.words import sort_key
from solver.rides.problem import Transfer
from solver.rides.words import explain

# Pixels of the sheet: names on the left, an hour, a vehicle.
LEFT, HOUR, LANE, HEAD = 236, 60, 34, 28
LEAST_HOURS = 8


@dataclass(frozen=True)
class Bar:
    """A ride as a bar, with the stretches in which somebody is on board."""

    line: RideLine
    x: int
    width: int
    aboard: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Lane:
    """What one vehicle does."""

    vehicle: str
    y: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Chart:
    lanes: tuple[Lane, ...]
    hours: tuple[tuple[int, str], ...]
    width: int
    height: int


@dataclass(frozen=True)
class Waiting:
    """Somebody whom nobody fetches, or not all of them, and why; `proven` is what no plan can help."""

    transfer: Transfer
    people: int
    luggage: int
    place: str
    clock: str
    reason: str
    proven: bool


def on_day(stands: Standing, day: int) -> list[RideLine]:
    return lines(stands, (ride for ride in stands.problem.current if stands.problem.day_of(ride.starts) == day))


def of_transfers(stands: Standing, transfers: Iterable[int]) -> list[RideLine]:
    """The rides of all days that carry any of them."""
    wanted = set(transfers)
    return lines(stands, (one for one in stands.problem.current if any(stop.transfer in wanted for stop in one.stops)))


def chart(rides: Sequence[RideLine]) -> Chart | None:
    """Vehicles by time; nothing where nobody drives."""
    if not rides:
        return None
    first = min(line.ride.starts for line in rides) // 60
    last = max(-(-max(line.ride.ends for line in rides) // 60), first + LEAST_HOURS)

    def at(minute: int) -> int:
        return LEFT + (minute - first * 60) * HOUR // 60

    by_vehicle = sorted(rides, key=lambda line: (sort_key(line.vehicle), line.ride.vehicle, line.ride.starts))
    lanes = [
        Lane(name, HEAD + number * LANE, tuple(_bar(line, at) for line in held))
        for number, ((name, _vehicle), held) in enumerate(
            groupby(by_vehicle, lambda line: (line.vehicle, line.ride.vehicle))
        )
    ]
    hours = tuple((at(hour * 60), clock(hour * 60)) for hour in range(first, last + 1))
    return Chart(tuple(lanes), hours, at(last * 60) + HOUR // 2, HEAD + len(lanes) * LANE + 8)


def waiting(stands: Standing, day: int | None, last: RideRun | None) -> list[Waiting]:
    """Whom nobody fetches on the day, or on any; `last` is the search whose answer the rides are, as far as one is."""
    problem = stands.problem
    said = {one.transfer: one for one in unserved_in(last)} if last is not None else {}
    found = []
    for transfer in stands.unserved:
        if day is not None and problem.day_of(transfer.pickup.starts) != day:
            continue
        why = stands.hopeless(transfer) or said.get(transfer.id)
        told = explain(problem, why, _) if why else _("%(transfer)s: no ride is planned yet.", transfer=transfer.name)
        people, luggage = stands.left_of(transfer)
        place, at = problem.place(transfer.origin).name, clock(transfer.pickup.starts)
        found.append(Waiting(transfer, people, luggage, place, at, told, why is not None and why.proven))
    return found


def findings(rides: Iterable[RideLine]) -> list[tuple[Finding, list[RideLine]]]:
    """What is broken, each sentence once with the rides that it is about, what blocks first."""
    found: dict[str, tuple[Finding, list[RideLine]]] = {}
    for line in rides:
        for finding in line.findings:
            found.setdefault(finding.sentence, (finding, []))[1].append(line)
    return sorted(found.values(), key=lambda one: not one[0].blocks)


def _bar(line: RideLine, at: Callable[[int], int]) -> Bar:
    x = at(line.ride.starts)
    return Bar(line, x, max(6, at(line.ride.ends) - x), tuple(_aboard(line, at)))


def _aboard(line: RideLine, at: Callable[[int], int]) -> Iterator[tuple[int, int]]:
    people, begins = 0, 0
    for stop in line.ride.stops:
        load = stop.people + stop.luggage
        if stop.boards and not people:
            begins = stop.begins
        people += load if stop.boards else -load
        if not stop.boards and people <= 0:
            yield at(begins), max(3, at(stop.departs) - at(begins))
            people = 0
