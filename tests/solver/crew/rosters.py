"""Small rosters at random, and plans for them that break every rule now and then."""

from __future__ import annotations

from random import Random

from solver.crew.contract import Asked, Contract
from solver.crew.plan import CrewPlan
from solver.crew.problem import CrewProblem, Duty, Force, Function, Need, Officer, Post, Skill
from solver.problem import Span, Trip

HOUR = 60
DAY = 24 * HOUR


def roster(seed: int) -> tuple[CrewProblem, CrewPlan]:
    """Two forces, three functions, four posts, a few officers over a few days, and a plan made without any care."""
    chance = Random(seed)
    forces = (
        Force(
            1, "Guards", chance.choice((0, 8 * HOUR, 12 * HOUR)), 10 * HOUR, chance.choice((16, 30)) * HOUR, 2,
            shortest_run=2, weekly_rest=chance.choice((36, 84)) * HOUR, month_limit=chance.choice((None, 20 * HOUR)),
        ),
        Force(2, "Volunteers", chance.choice((0, 30)), weekly_rest=chance.choice((0, 96 * HOUR))),
    )  # fmt: skip
    days = chance.choice((4, 4, 10))
    functions = (Function(1, "guard", not_next=(2,)), Function(2, "medic"), Function(3, "head of post", leads=True))
    officers = tuple(officer(chance, number) for number in range(1, 6))
    posts = tuple(
        Post(number, f"Post {number}", chance.choice((None, 1, 2)), chance.choice((None, 1, 2)))
        for number in range(1, 5)
    )
    needs = tuple(need(chance, number, days) for number in range(1, 11))
    pairs = [(officer.id, need.id) for officer in officers for need in needs]
    duties = [Duty(*pair) for pair in chance.sample(pairs, chance.randint(0, 14))]
    current = [Duty(*pair) for pair in chance.sample(pairs, chance.choice((0, 6)))]
    problem = CrewProblem(
        "Small", "2024-06-07", days, forces=forces, functions=functions, officers=officers, posts=posts, needs=needs,
        trips=(Trip(1, 2, 45), Trip(2, 1, 45)), trip_unknown=15, current=tuple(sorted(current)),
        contracts=(
            Contract(
                1, "Full", 8 * HOUR, chance.choice((None, 16 * HOUR)), chance.choice((1, 2, 3)),
                chance.choice((1, 2, 3)), chance.choice((None, 1)), chance.choice(({}, {1: 1})),
            ),
        ),
    )  # fmt: skip
    return problem, CrewPlan(tuple(sorted(duties)))


def officer(chance: Random, number: int) -> Officer:
    skills = tuple(
        Skill(function, chance.choice((None, None, 2 * DAY)))
        for function in chance.sample((1, 2, 3), chance.randint(1, 3))
    )
    begins = chance.randrange(0, 4 * DAY, HOUR)
    away = (Span(begins, begins + 6 * HOUR),) if chance.random() < 0.4 else ()
    unwanted = (Span(begins + DAY, begins + DAY + 8 * HOUR),) if chance.random() < 0.4 else ()
    asked = tuple(Asked(need, chance.choice((1, 3)), chance.random() < 0.5) for need in chance.sample(range(1, 11), 2))
    return Officer(
        number, f"Officer {number}", chance.choice((1, 2)), 1, skills, away, unwanted, chance.choice((None, 1)),
        contract=chance.choice((None, None, 1)), asked=asked,
    )  # fmt: skip


def need(chance: Random, number: int, days: int) -> Need:
    starts = chance.randrange(0, days) * DAY + chance.choice((6, 9, 14, 20, 22)) * HOUR
    least = chance.randint(0, 2)
    return Need(
        number, chance.randint(1, 4), chance.choice((1, 1, 2, 3)), Span(starts, starts + chance.choice((4, 8)) * HOUR),
        least, least + chance.randint(0, 2), leaders=chance.choice((0, 0, 1)), one_leader_for=chance.choice((None, 2)),
        handover=chance.choice((0, 10, 60)), wanted=chance.choice((None, least)), under=7, over=2,
    )  # fmt: skip
