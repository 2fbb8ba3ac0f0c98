"""Small ceremonies by chance, with enough of everything that each rule is broken now and then."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from solver.arrivals.plan import ArrivalPlan
from solver.arrivals.problem import MINUTE, ArrivalProblem, Car, Gate, Slot
from solver.facts import Span, Trip

OPENS, CLOSES = 19 * 60, 19 * 60 + 15


def motorcade(seed: int) -> tuple[ArrivalProblem, ArrivalPlan]:
    """Four cars, two gates, and slots given carelessly; most of them are the present ones too."""
    chance = Random(seed)
    gates = tuple(
        Gate(id, f"GATE{id}", id, chance.randint(1, 2), (Span(OPENS + 4, OPENS + 6),) if chance.random() < 0.4 else ())
        for id in (1, 2)
    )
    cars = tuple(_car(chance, id) for id in range(1, 5))
    trips = Trip(3, 1, chance.randint(1, 8)), Trip(3, 2, chance.randint(1, 8))
    leaving, gap = chance.random() < 0.3, chance.choice((0, 30, 60))
    slots = tuple(
        Slot(car.id, chance.choice((1, 2)), OPENS * MINUTE + chance.randrange(-60, 900, 30))
        for car in cars
        if chance.random() < 0.9
    )
    problem = ArrivalProblem(
        "Opening", "2026-06-05", OPENS, CLOSES, leaving, gap, 30, cars, gates, trips, 2, current=slots
    )
    return problem, ArrivalPlan(
        tuple(replace(slot, gate=3 - slot.gate) if chance.random() < 0.15 else slot for slot in slots)
    )


def quiet(problem: ArrivalProblem, cars: int) -> ArrivalProblem:
    """The first cars alone, with no slots yet and a coarse grid, so that every plan can be tried."""
    return replace(problem, cars=problem.cars[:cars], current=(), grid=180)


def _car(chance: Random, id: int) -> Car:
    return Car(
        id,
        f"CAR{id}",
        chance.randint(1, 3),
        chance.choice((0, 45, 90, 120)),
        chance.choice((None, OPENS - 5, OPENS + 2)),
        chance.choice((None, 1, 3)),
        chance.choice((None, None, OPENS + 8)),
        chance.choice(((), (), (1,))),
        chance.random() < 0.4,
    )
