"""Small lodgings by chance, with enough of everything that each rule is broken now and then."""

from __future__ import annotations

from random import Random

from solver.facts import Span
from solver.lodging.plan import LodgingPlan
from solver.lodging.problem import Allotment, Guest, Hotel, LodgingProblem, Room


def lodging(seed: int) -> tuple[LodgingProblem, LodgingPlan]:
    """Five guests, of whom some name each other, two hotels, and rooms given out carelessly."""
    chance = Random(seed)
    shares = chance.choice(({}, {1: 2, 2: 1}, {1: 2}, {1: 2, 2: 1, 3: 4, 4: 3}))
    guests = tuple(_guest(chance, id, shares.get(id)) for id in range(1, 6))
    hotels = Hotel(1, "H1", 1), Hotel(2, "H2", 2)
    allotments = tuple(
        Allotment(
            id,
            chance.choice((1, 2)),
            chance.randint(2, 5),
            chance.choice((1, 2)),
            tuple(chance.randint(0, 3) for _ in range(3)),
            chance.choice((0, 0, 1, 2)),
        )
        for id in range(1, 5)
    )
    problem = LodgingProblem("Rooms", "2026-06-05", guests, hotels, allotments, {1: "D1", 2: "D2"})
    return problem, _careless(chance, problem)


def _guest(chance: Random, id: int, shares: int | None) -> Guest:
    starts = chance.randint(0, 1)
    return Guest(
        id,
        f"G{id}",
        Span(starts, starts + chance.randint(1, 2)),
        chance.choice((2, 2, 3, 4)),
        chance.choice((None, 1, 1, 2)),
        shares,
        chance.random() < 0.4,
        chance.choice((None, 1, 2)),
        chance.randint(1, 3),
        chance.choice((None, None, None, None, 1, 2)),
        chance.choice((None, None, 1, 2, 3)),
    )


def _careless(chance: Random, problem: LodgingProblem) -> LodgingPlan:
    named = {tuple(sorted((one.id, one.shares))) for one in problem.guests if one.shares}
    rooms = set()
    pairs = [pair for pair in sorted(named) if chance.random() < 0.5]
    alone = [(one.id,) for one in problem.guests if not any(one.id in pair for pair in pairs)]
    for guests in [*pairs, *alone]:
        for _ in range(chance.choice((0, 1, 1, 1, 1, 1, 2))):
            rooms.add(Room(chance.choice(problem.allotments).id, guests))
    return LodgingPlan(tuple(sorted(rooms)))
