"""Delegations and those who go with them, made up by chance: a festival's protocol at any size."""

from __future__ import annotations

from random import Random

from solver.escorts.problem import Delegation, Engagement, Escort, EscortProblem, Tongue, Wanted
from solver.facts import Span, Trip
from solver.problem import MINUTES_A_DAY

# Pairs, and how many of ten delegations and of ten interpreters speak them.
PAIRS = {"vi-en": 5, "vi-fr": 1, "vi-zh": 2, "vi-ja": 1, "vi-ko": 1}
PLACES = tuple(range(1, 16))


def protocol(escorts: int, delegations: int, days: int, *, filled: float = 0.7, seed: int = 0) -> EscortProblem:
    """Each delegation has up to five engagements a day, of which the evening is a ceremony for many at once; `filled`
    is the chance of each, and half as often it wants an interpreter. Four of five escorts may lead."""
    chance = Random(seed)
    tongue = {id: _pair(chance, id) for id in range(1, delegations + 1)}
    engagements: list[Engagement] = []
    for day in range(days):
        halls = {occasion: chance.choice(PLACES) for occasion in range(3)}
        for id in range(1, delegations + 1):
            for span, occasion in _day(chance, day):
                if chance.random() < filled:
                    at = chance.choice(PLACES) if occasion is None else halls[occasion % 3]
                    engagements.append(_engagement(chance, len(engagements) + 1, id, span, at, occasion, tongue[id]))
    people = tuple(_escort(chance, id, days) for id in range(1, escorts + 1))
    trips = tuple(Trip(one, other, 5 + 3 * abs(one - other)) for one in PLACES for other in PLACES if one != other)
    return EscortProblem(
        f"{delegations} delegations",
        "2026-06-05",
        days,
        escorts=people,
        delegations=tuple(Delegation(id, f"D{id:02}") for id in range(1, delegations + 1)),
        engagements=tuple(engagements),
        trips=trips,
        trip_unknown=20,
    )


def _pair(chance: Random, id: int) -> str:
    pairs = [pair for pair, often in PAIRS.items() for _ in range(often)]
    return pairs[id % len(pairs)] if id <= len(pairs) else chance.choice(pairs)


def _day(chance: Random, day: int) -> list[tuple[Span, int | None]]:
    midnight = day * MINUTES_A_DAY
    morning, noon, afternoon = (
        (midnight + chance.randrange(starts, starts + 60, 15), chance.choice((60, 75, 90, 120)))
        for starts in (8 * 60, 11 * 60 + 30, 14 * 60)
    )
    late = midnight + chance.randrange(16 * 60 + 30, 17 * 60 + 15, 15)
    evening = 3 * day + chance.randrange(3)
    begins = midnight + 19 * 60 + 30 * (evening % 3)
    spans = [Span(starts, starts + length) for starts, length in (morning, noon, afternoon)]
    return [*((span, None) for span in spans), (Span(late, late + 45), None), (Span(begins, begins + 120), evening)]


def _engagement(
    chance: Random, id: int, delegation: int, span: Span, at: int, occasion: int | None, pair: str
) -> Engagement:
    wished = chance.choice((1, 2, 2, 3))
    wanted = (Wanted(pair, 1, 1, wished),) if chance.random() < (0.5 if occasion is None else 0.25) else ()
    code = f"D{delegation:02}-{id}"
    return Engagement(id, code, delegation, span, at, at, 1, wanted, chance.choice((1, 1, 2, 3)), occasion)


def _escort(chance: Random, id: int, days: int) -> Escort:
    """The first interprets the first pair, and so on, so that each is spoken by somebody."""
    tongues = []
    interprets = id % 2 == 1
    if interprets:
        tongues = [Tongue(_pair(chance, id // 2), chance.choice((1, 2, 3, 3)))]
        if chance.random() < 0.3:
            other = chance.choice([pair for pair in PAIRS if pair != tongues[0].pair])
            tongues.append(Tongue(other, chance.choice((1, 2))))
    begins = chance.choice((6, 7, 7))
    spans = tuple(
        Span(day * MINUTES_A_DAY + begins * 60, day * MINUTES_A_DAY + 23 * 60)
        for day in range(days)
        if chance.random() < 0.98
    )
    leads = id % 5 != 1
    return Escort(id, f"E{id:02}", tuple(tongues), leads, interprets, spans, (), 660, 480, chance.choice(PLACES))
