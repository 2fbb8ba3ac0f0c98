"""Rides against the best known: Li and Lim's instances, a whole festival day, and one late flight.

`python -m bench rides FOLDER` reads the files of Li and Lim in the folder, plans each for `--seconds`, and measures
vehicles and the distance between the real points. Best known values: SINTEF, the Li and Lim benchmark.
"""

from __future__ import annotations

import math
import time
from dataclasses import replace
from pathlib import Path
from random import Random

from bench.journeys import AIRPORT, UNIT, Instance, festival_day, li_lim
from bench.machine import table
from solver.problem import Span
from solver.rides.check import check, refused
from solver.rides.mend import mend
from solver.rides.plan import RidePlan
from solver.rides.problem import Ride, RideProblem, Transfer
from solver.rides.solve import solve

BEST = {
    "lc101": (10, 828.94),
    "lc105": (10, 828.94),
    "lc201": (3, 591.56),
    "lr101": (19, 1650.80),
    "lr105": (14, 1377.11),
    "lr201": (4, 1253.23),
    "lrc101": (14, 1708.80),
    "lrc105": (13, 1637.62),
}
LATE = 120
FLIGHTS = 5
# Whoever lands later than this would be fetched after the last drivers have gone home.
EVENING = 20 * 60


def run(folder: Path, seconds: int, transfers: int, vehicles: int, day: int) -> str:
    best = [_instance(li_lim(folder / f"{name}.txt"), seconds) for name in BEST]
    problem = festival_day(transfers, vehicles)
    begins = time.perf_counter()
    answer = solve(problem, seconds=day)
    taken = time.perf_counter() - begins
    served = transfers - len({one.transfer for one in answer.unserved})
    faults = len(refused(problem, answer.plan))
    whole = [(f"{served} of {transfers}", answer.vehicles, vehicles, answer.driven, faults, f"{taken:.1f}", 30)]
    flights = [one for one in problem.transfers if one.origin == AIRPORT and answer.plan.boardings(one.id)]
    by_day = [one for one in flights if one.pickup.ends < EVENING]
    late = [_late(problem, answer.plan, one) for one in Random(0).sample(by_day, FLIGHTS)]
    known = ("file", "vehicles", "best known", "distance", "best known", "gap", "late by at most", "faults", "seconds")
    festival = ("transfers served", "vehicles", "of", "minutes driven", "faults", "seconds", "limit, s")
    flight = ("flight", "moved or shifted", "least", "without a ride", "faults", "seconds")
    unit = (
        f"A minute of the problem is 1/{UNIT} of the files' unit. Distance is between the real points; *late by* is "
        "what the same order of stops takes too long in real numbers, in the files' unit."
    )
    return "\n\n".join(
        (unit, table(known, best), table(festival, whole), f"A flight is {LATE} minutes late.", table(flight, late))
    )


def _instance(instance: Instance, seconds: int) -> tuple[object, ...]:
    answer = solve(instance.problem, seconds=seconds)
    distance = sum(math.dist(*pair) for ride in answer.plan.rides for pair in _ways(instance, ride))
    late = max((_lateness(instance, ride) for ride in answer.plan.rides), default=0.0)
    vehicles, best = BEST[instance.name]
    faults = len(check(instance.problem, answer.plan))
    gap = f"{round(distance, 2) / best - 1:+.2%}"
    return (
        instance.name, answer.vehicles, vehicles, f"{distance:.2f}", f"{best:.2f}", gap, f"{late:.3f}", faults,
        f"{answer.seconds:.1f}",
    )  # fmt: skip


def _ways(instance: Instance, ride: Ride) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    return [
        (instance.points[leg.origin], instance.points[leg.destination])
        for leg in instance.problem.legs(ride)
        if leg.origin != leg.destination
    ]


def _lateness(instance: Instance, ride: Ride) -> float:
    """How far beyond its window the worst stop is when nothing is rounded and everybody is as early as can be."""
    problem, worst = instance.problem, 0.0
    vehicle = problem.vehicle(ride.vehicle)
    place, now = vehicle.home, vehicle.spans[0].starts / UNIT
    for stop in ride.stops:
        there, transfer = problem.where(stop), problem.transfer(stop.transfer)
        window = transfer.pickup if stop.boards else transfer.delivery
        now = max(now + math.dist(instance.points[place], instance.points[there]), window.starts / UNIT)
        worst = max(worst, now - window.ends / UNIT)
        place, now = there, now + problem.lasts(stop) / UNIT
    back = now + math.dist(instance.points[place], instance.points[vehicle.home])
    return max(worst, back - vehicle.spans[0].ends / UNIT)


def _late(problem: RideProblem, plan: RidePlan, flight: Transfer) -> tuple[object, ...]:
    transfers = tuple(_later(one) if one is flight else one for one in problem.transfers)
    hit = replace(problem, transfers=transfers, current=plan.rides)
    mended = mend(hit, seconds=5)
    changed = len(mended.moved) + len(mended.shifted)
    people = sum(one.people for one in mended.unserved)
    return flight.name, changed, mended.bound, people, len(refused(hit, mended.plan)), f"{mended.seconds:.1f}"


def _later(flight: Transfer) -> Transfer:
    pickup, delivery = (Span(span.starts + LATE, span.ends + LATE) for span in (flight.pickup, flight.delivery))
    return replace(flight, pickup=pickup, delivery=delivery)
