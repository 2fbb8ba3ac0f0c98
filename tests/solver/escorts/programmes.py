"""Small programmes of delegations by chance, with enough of everything that each rule is broken now and then."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from solver.escorts.plan import EscortPlan
from solver.escorts.problem import (
    HIGHEST,
    Delegation,
    Duty,
    Engagement,
    Escort,
    EscortProblem,
    Tongue,
    Wanted,
)
from solver.facts import Span, Trip
from solver.problem import MINUTES_A_DAY

PAIRS = ("vi-en", "vi-fr")
PLACES = (1, 2, 3)


def programme(seed: int) -> tuple[EscortProblem, EscortPlan]:
    """Two delegations, four escorts, a handful of engagements on two days, and a careless choice of who goes along."""
    chance = Random(seed)
    escorts = tuple(_escort(chance, id) for id in range(1, 5))
    delegations = tuple(
        Delegation(id, f"D{id}", tuple(one.id for one in escorts if chance.random() < 0.1)) for id in (1, 2)
    )
    engagements = tuple(_engagement(chance, id) for id in range(1, chance.randint(3, 6)))
    trips = tuple(Trip(one, other, chance.randint(5, 50)) for one in PLACES for other in PLACES if one != other)
    problem = EscortProblem(
        "Programme", "2026-06-05", 2, 240, escorts, delegations, engagements, trips, trip_unknown=20
    )
    plans = [_careless(chance, problem) for _ in range(3)]
    pins = tuple(duty for duty in plans[1].duties if chance.random() < 0.1)
    levels = {"interpreter-undivided": chance.choice(("block", "warn", "ignore"))}
    return replace(problem, pins=pins, current=plans[2].duties, levels=levels), plans[0]


def _escort(chance: Random, id: int) -> Escort:
    tongues = tuple(Tongue(pair, chance.randint(1, HIGHEST)) for pair in PAIRS if chance.random() < 0.7)
    starts = chance.choice((6, 8, 9)) * 60
    spans = tuple(
        Span(day * MINUTES_A_DAY + starts, day * MINUTES_A_DAY + chance.choice((18, 24, 27)) * 60) for day in (0, 1)
    )
    away = (Span(600, 700),) if chance.random() < 0.2 else ()
    hours, rest = chance.choice((None, 180, 300)), chance.choice((0, 480, 720))
    home = chance.choice((None, *PLACES))
    leads, interprets = chance.random() < 0.8, chance.random() < 0.8
    return Escort(id, f"E{id}", tongues, leads, interprets, spans, away, hours, rest, home)


def _engagement(chance: Random, id: int) -> Engagement:
    starts = chance.choice((0, MINUTES_A_DAY)) + chance.randrange(7 * 60, 23 * 60, 30)
    ends = starts + chance.choice((60, 90, 120, 180))
    wanted = tuple(
        Wanted(pair, chance.choice((1, 1, 2)), chance.randint(1, 2), chance.randint(1, HIGHEST))
        for pair in PAIRS
        if chance.random() < 0.5
    )
    origin, destination = chance.choice((None, *PLACES)), chance.choice((None, *PLACES))
    occasion = chance.choice((None, 1))
    if occasion:
        starts, ends = 18 * 60 + chance.choice((0, 30)), chance.choice((20, 21)) * 60
    return Engagement(
        id,
        f"G{id}",
        chance.choice((1, 2)),
        Span(starts, ends),
        origin,
        destination,
        chance.choice((0, 1, 1, 2)),
        wanted,
        chance.randint(1, 3),
        occasion,
    )


def _careless(chance: Random, problem: EscortProblem) -> EscortPlan:
    """Mostly people who could, sometimes anybody."""
    duties = set()
    for task in problem.tasks.values():
        for _ in range(task.people + chance.choice((-1, 0, 0, 0, 0, 1))):
            duties.add(Duty(chance.choice(problem.escorts).id, *task.key))
    return EscortPlan(tuple(sorted(duties)))
