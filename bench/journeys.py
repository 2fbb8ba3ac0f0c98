"""Rides to measure on: Li and Lim's files, and synthetic festival days of any size."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from random import Random

from solver.problem import Span
from solver.rides.problem import Closure, Driver, Kind, Place, RideProblem, Road, Transfer, Vehicle

HOUR = 60
# A minute of the problem is a hundredth of the file's unit, so that a way of 10 is wrong by 0.05 % at most and the sum
# of many by far less; the table tells the distance between the real points.
UNIT = 100


@dataclass(frozen=True)
class Instance:
    """A file of Li and Lim: the points by number, and the problem that it is."""

    name: str
    points: dict[int, tuple[int, int]]
    problem: RideProblem


def li_lim(file: Path) -> Instance:
    """First line vehicles, capacity, speed; then number, x, y, demand, earliest, latest, service, pickup, delivery."""
    (vehicles, capacity, _), *rows = (
        [int(word) for word in line.split()] for line in file.read_text().splitlines() if line
    )
    points = {row[0]: (row[1], row[2]) for row in rows}
    by_number = {row[0]: row for row in rows}
    all_day, home = Span(rows[0][4] * UNIT, rows[0][5] * UNIT), rows[0][0]
    fleet = range(1, vehicles + 1)
    pairs = [(a, b) for a in points for b in points if a != b]
    problem = RideProblem(
        file.stem,
        "2024-06-07",
        1,
        places=tuple(Place(number, str(number)) for number in points),
        kinds=(Kind(1, "vehicle"),),
        roads=tuple(Road(a, b, round(UNIT * math.dist(points[a], points[b]))) for a, b in pairs),
        vehicles=tuple(Vehicle(n, str(n), 1, capacity, 0, home, (all_day,), driver=n) for n in fleet),
        drivers=tuple(Driver(n, str(n), (all_day,), (1,)) for n in fleet),
        transfers=tuple(_task(row, by_number[row[8]]) for row in rows if row[8]),
    )
    return Instance(file.stem, points, problem)


def _task(pickup: list[int], delivery: list[int]) -> Transfer:
    windows = (Span(row[4] * UNIT, row[5] * UNIT) for row in (pickup, delivery))
    service = {"boarding": pickup[6] * UNIT, "alighting": delivery[6] * UNIT}
    return Transfer(pickup[0], str(pickup[0]), pickup[0], delivery[0], pickup[3], *windows, **service)


COACH, MINIBUS, CAR = 1, 2, 3
# Name, seats, luggage, share of the vehicles.
FLEET = ((COACH, "coach", 45, 45, 0.3), (MINIBUS, "minibus", 16, 12, 0.4), (CAR, "car", 4, 4, 0.3))
AIRPORT, STATION, DEPOT = 1, 2, 3


def festival_day(transfers: int, vehicles: int, *, seed: int = 0) -> RideProblem:
    """Arrivals, rehearsals, shows and departures between an airport, a station, hotels and stages; streets closed round
    a parade in the evening; two drivers for each vehicle, with ten hours and a break."""
    chance = Random(seed)
    places = {AIRPORT: (0, 14), STATION: (5, 3), DEPOT: (6, 6)}
    places.update({number: (4 + chance.random() * 5, 2 + chance.random() * 5) for number in range(4, 24)})
    hotels, stages = range(4, 14), range(14, 24)
    pairs = [(a, b) for a in places for b in places if a != b]
    fleet = [kind for kind, _, _, _, share in FLEET for _ in range(round(vehicles * share))]
    out = Span(5 * HOUR, 26 * HOUR)
    return RideProblem(
        f"{transfers} transfers, {vehicles} vehicles", "2024-06-07", 1,
        places=tuple(Place(number, f"Place {number}") for number in places),
        kinds=tuple(Kind(number, name) for number, name, *_ in FLEET),
        roads=tuple(Road(a, b, 4 + round(3 * math.dist(places[a], places[b]))) for a, b in pairs),
        closures=tuple(_closure(chance, *pair) for pair in chance.sample([p for p in pairs if min(p) > DEPOT], 40)),
        vehicles=tuple(_vehicle(chance, n, kind, out) for n, kind in enumerate(fleet, 1)),
        drivers=tuple(_driver(n, fleet[(n - 1) // 2]) for n in range(1, 2 * len(fleet) + 1)),
        transfers=tuple(_transfer(chance, n, list(hotels), list(stages)) for n in range(1, transfers + 1)),
    )  # fmt: skip


def _closure(chance: Random, origin: int, destination: int) -> Closure:
    starts = chance.choice((18, 19)) * HOUR
    return Closure(origin, destination, Span(starts, starts + 2 * HOUR), chance.choice((None, 35, 45)))


def _vehicle(chance: Random, number: int, kind: int, out: Span) -> Vehicle:
    _, name, seats, luggage, _ = FLEET[kind - 1]
    return Vehicle(number, f"{name} {number}", kind, seats, luggage, DEPOT, (out,), step_free=chance.random() < 0.3)


def _driver(number: int, kind: int) -> Driver:
    """Two for each vehicle, early and late; who may drive a coach may drive anything smaller."""
    begins = (5 if number % 2 else 14) * HOUR
    kinds = tuple(range(kind, CAR + 1))
    return Driver(number, f"Driver {number}", (Span(begins, begins + 12 * HOUR),), kinds, 10 * HOUR, 5 * HOUR, 30)


def _transfer(chance: Random, number: int, hotels: list[int], stages: list[int]) -> Transfer:
    """A quarter arrive, a quarter leave, half go to a stage or back."""
    hotel, gate, stage = chance.choice(hotels), chance.choice((AIRPORT, STATION)), chance.choice(stages)
    origin, destination = chance.choice(((gate, hotel), (hotel, gate), (hotel, stage), (stage, hotel)))
    people = chance.choice((1, 2, 2, 3, 4, 6, 8, 12, 20, 35))
    starts = chance.randrange(7 * HOUR, 22 * HOUR, 5)
    if chance.random() < 0.01:
        people = 60
    return Transfer(
        number, f"Transfer {number}", origin, destination, people, Span(starts, starts + 40),
        Span(starts, starts + 130), luggage=people // 2, boarding=2 + people // 10, alighting=2 + people // 10,
        step_free=chance.random() < 0.04, longest=75, shared=chance.random() < 0.9,
        priority=3 if people <= 2 else 1,
    )  # fmt: skip
