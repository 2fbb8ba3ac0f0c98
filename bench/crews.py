"""Synthetic rosters of any size: forces, functions, people and posts in the proportions of a provincial festival."""

from __future__ import annotations

from random import Random

from solver.crew.handover import with_handovers
from solver.crew.problem import CrewProblem, Force, Function, Need, Officer, Post, Skill
from solver.problem import MINUTES_A_DAY, Span

HOUR = 60
SHIFTS = (6, 14, 22)
EIGHT_HOURS = 8 * HOUR
HANDOVER, WEEKLY_REST = 10, 24 * HOUR
A_SECTOR = 12
GUARD, MEDIC, TRAFFIC, INTERPRETER, FIRE, LEADER = range(1, 7)
FUNCTIONS = ("guard", "medic", "traffic", "interpreter", "fire", "leader")
# Rest, day, week in hours, days in a row; share of the people; functions of which everybody has the first.
FORCES = (
    ("police", 7, 12, 58, 7, 0.40, (GUARD, TRAFFIC)),
    ("militia", 10, 12, 50, 6, 0.20, (GUARD,)),
    ("guards", 12, 10, 50, 6, 0.15, (GUARD,)),
    ("volunteers", 12, 10, 42, 5, 0.12, (INTERPRETER, GUARD)),
    ("medics", 12, 10, 50, 6, 0.08, (MEDIC,)),
    ("fire", 12, 12, 50, 6, 0.05, (FIRE,)),
)
# What share of the duties asks for which function; at night less is needed than by day.
WANTED = ((GUARD, 0.69), (TRAFFIC, 0.10), (INTERPRETER, 0.05), (MEDIC, 0.10), (FIRE, 0.06))
BY_DAY, AT_NIGHT = 1.15, 0.70
# Duties a person and day that a roster of such forces can hold; `filled` is the share of them that is needed.
CAPACITY = 0.55


def roster(people: int, posts: int, days: int, *, filled: float = 0.75, seed: int = 0) -> CrewProblem:
    """Three shifts a day with hand-overs; one in seven may lead, one in seven is away for a day, squads are of eight,
    sectors of a dozen posts."""
    chance = Random(seed)
    forces = tuple(
        Force(number, name, rest * HOUR, day * HOUR, week * HOUR, run, WEEKLY_REST)
        for number, (name, rest, day, week, run, _, _) in enumerate(FORCES, 1)
    )
    per_post = people * days * CAPACITY * filled / (len(SHIFTS) * days * posts)
    needs: list[Need] = []
    for day in range(days):
        for hour in SHIFTS:
            starts = day * MINUTES_A_DAY + hour * HOUR
            for post in range(1, posts + 1):
                needs.extend(_needs(chance, len(needs), post, Span(starts, starts + EIGHT_HOURS), per_post))
    return CrewProblem(
        f"{people} people at {posts} posts",
        "2024-06-07",
        days,
        forces=forces,
        functions=tuple(Function(number, name, leads=number == LEADER) for number, name in enumerate(FUNCTIONS, 1)),
        officers=tuple(_people(chance, people, days)),
        posts=tuple(Post(number, f"Post {number}", number % 20, number // A_SECTOR) for number in range(1, posts + 1)),
        needs=tuple(with_handovers(needs, dict.fromkeys(range(1, posts + 1), HANDOVER))),
        trip_unknown=30,
    )


def _people(chance: Random, people: int, days: int) -> list[Officer]:
    officers: list[Officer] = []
    for number, (_, _, _, _, _, share, functions) in enumerate(FORCES, 1):
        for _ in range(round(people * share)):
            skills = [Skill(functions[0]), *(Skill(other) for other in functions[1:] if chance.random() < 0.5)]
            if chance.random() < 1 / 7:
                skills.append(Skill(LEADER))
            day = chance.randrange(days) * MINUTES_A_DAY
            away = (Span(day, day + MINUTES_A_DAY),) if chance.random() < 1 / 7 else ()
            id = len(officers) + 1
            officers.append(Officer(id, f"Officer {id}", number, number, tuple(skills), away, squad=id // 8))
    return officers


def _needs(chance: Random, known: int, post: int, span: Span, per_post: float) -> list[Need]:
    """Of three guards and more at one post one leads, of more than eight another."""
    needs: list[Need] = []
    by_hour = AT_NIGHT if span.starts // HOUR % 24 == SHIFTS[-1] else BY_DAY
    for function, share in WANTED:
        mean = per_post * share * by_hour * chance.uniform(0.6, 1.4)
        least = int(mean) + (chance.random() < mean % 1)
        if least:
            ratio = 8 if function == GUARD and least >= 3 else None
            id = known + len(needs) + 1
            needs.append(Need(id, post, function, span, least, least + 2, one_leader_for=ratio))
    return needs
