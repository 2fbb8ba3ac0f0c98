"""Contested festivals of any size for the benchmark: synthetic, seeded, and solvable by construction.

A hidden timetable is laid first; everything that restricts (hours, stock, parties, announced slots, order) is then
drawn around it, so that a complete plan exists while prime time, equipment and guests are fought over.
"""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass, field, replace
from itertools import combinations, permutations

from solver.problem import (
    MINUTES_A_DAY,
    Act,
    Clash,
    Liking,
    Need,
    Neighbours,
    Party,
    Person,
    Pool,
    Precedence,
    Problem,
    Quiet,
    Slot,
    Span,
    Stage,
    Trip,
    Troupe,
    Venue,
    Work,
)

GENRES = ("court music", "folk", "dance", "circus", "rock", "opera", "puppets", "children")
POOLS = ("sound rig", "LED wall", "generator", "lighting crew", "interpreters")


@dataclass
class Draft:
    """The festival being drawn: what is settled so far and the hidden timetable."""

    chance: random.Random
    problem: Problem
    acts: list[Act] = field(default_factory=list)
    slots: dict[int, Slot] = field(default_factory=dict)
    of_troupe: dict[int, list[Slot]] = field(default_factory=lambda: defaultdict(list))
    of_stage: dict[int, list[Slot]] = field(default_factory=lambda: defaultdict(list))


def festival(performances: int, stages: int, troupes: int, days: int, seed: int = 0) -> Problem:
    """A problem of the given size; the same arguments give the same festival."""
    chance = random.Random(seed)
    draft = Draft(chance, _grounds(chance, stages, troupes, days))
    while len(draft.acts) < performances:
        if not _lay(draft, len(draft.acts) + 1):
            raise ValueError(f"{performances} performances do not fit on {stages} stages in {days} days.")
    return _restrict(draft)


def _grounds(chance: random.Random, stages: int, troupes: int, days: int) -> Problem:
    """Venues, stages and troupes."""
    places = {number: (chance.uniform(0, 9), chance.uniform(0, 5)) for number in range(1, max(2, stages // 3) + 1)}
    trips = [
        Trip(one, two, 5 + round(4 * (abs(places[one][0] - places[two][0]) + abs(places[one][1] - places[two][1]))))
        for one, two in permutations(places, 2)
    ]
    works = tuple(Work(number, f"Work {number}", 1) for number in range(1, 2 * troupes + 1))
    return Problem(
        name=f"Synthetic festival of {stages} stages and {troupes} troupes",
        first_day="2026-06-05",
        days=days,
        venues=tuple(Venue(number, f"Venue {number}") for number in places),
        stages=tuple(_stage(chance, number, 1 + number % len(places), days) for number in range(1, stages + 1)),
        trips=tuple(trips),
        troupes=tuple(_troupe(chance, number, days) for number in range(1, troupes + 1)),
        works=works,
        neighbours=tuple(Neighbours(a, b) for a, b in combinations(range(1, stages + 1), 2) if (b - a) == len(places)),
    )


def _stage(chance: random.Random, number: int, venue: int, days: int) -> Stage:
    outdoor = chance.random() < 0.7
    opens, closes = (16 * 60, 23 * 60 + 30) if outdoor else (9 * 60, 23 * 60)
    return Stage(
        id=number,
        name=f"Stage {number}",
        venue=venue,
        capacity=chance.choice((300, 600, 1000, 2000, 6000)),
        outdoor=outdoor,
        open=tuple(Span(day * MINUTES_A_DAY + opens, day * MINUTES_A_DAY + closes) for day in range(days)),
        changeover=chance.choice((10, 15, 20)),
        quiet=tuple(
            Quiet(day * MINUTES_A_DAY + 22 * 60 + 30, (day + 1) * MINUTES_A_DAY + 6 * 60, 1) for day in range(days)
        )
        if chance.random() < 0.2
        else (),
    )


def _troupe(chance: random.Random, number: int, days: int) -> Troupe:
    stays = days if chance.random() < 0.5 else max(2, days - chance.randrange(1, 1 + max(1, days // 3)))
    begins = chance.randrange(days - stays + 1)
    return Troupe(
        id=number,
        name=f"Troupe {number}",
        arrives=begins * MINUTES_A_DAY + 10 * 60,
        departs=(begins + stays) * MINUTES_A_DAY + 2 * 60,
        shows_a_day=chance.choice((2, 2, 3)),
        rest=chance.choice((30, 45, 60)),
        latest=chance.choice((22 * 60 + 30, 23 * 60, 24 * 60)),
        size=chance.randrange(5, 60),
    )


def _lay(draft: Draft, number: int) -> bool:
    """One more act, with a place in the hidden timetable."""
    chance, problem = draft.chance, draft.problem
    for _attempt in range(4000):
        troupe = chance.choice(problem.troupes)
        act = Act(
            id=number,
            title=f"Act {number}",
            duration=chance.randrange(30, 100, 5),
            troupes=(troupe.id,),
            work=2 * troupe.id - chance.randrange(2),
            get_in=chance.choice((10, 20, 30)),
            get_out=chance.choice((5, 10, 15)),
            loudness=chance.choice((0, 1, 2, 2, 3)),
            genre=chance.choice(GENRES),
        )
        act = replace(act, needs_quiet=act.loudness == 0 and chance.random() < 0.3)
        stage = chance.choice(problem.stages)
        day = chance.randrange(problem.days)
        starts = day * MINUTES_A_DAY + chance.randrange(9 * 60, 23 * 60, 5)
        if _fits(draft, act, stage, troupe, Slot(number, stage.id, starts)):
            draft.acts.append(act)
            return True
    return False


def _fits(draft: Draft, act: Act, stage: Stage, troupe: Troupe, slot: Slot) -> bool:
    """Whether the act can stand there beside the acts laid before; lays it when it can."""
    whole = Span(slot.starts - act.get_in, slot.starts + act.duration + act.get_out)
    day = draft.problem.day_of(slot.starts)
    if not any(window.holds(whole) for window in stage.open):
        return False
    if any(act.loudness > quiet.loudest and whole.meets(Span(quiet.starts, quiet.ends)) for quiet in stage.quiet):
        return False
    if whole.starts < (troupe.arrives or 0) or whole.ends > (troupe.departs or whole.ends):
        return False
    if whole.ends > day * MINUTES_A_DAY + (troupe.latest or 0):
        return False
    if _crowded(draft, act, stage, troupe, whole, day):
        return False
    draft.slots[act.id] = slot
    draft.of_stage[stage.id].append(slot)
    draft.of_troupe[troupe.id].append(slot)
    return True


def _crowded(draft: Draft, act: Act, stage: Stage, troupe: Troupe, whole: Span, day: int) -> bool:
    same_day = [slot for slot in draft.of_troupe[troupe.id] if draft.problem.day_of(slot.starts) == day]
    if len(same_day) >= (troupe.shows_a_day or 2) or any(_act(draft, slot).work == act.work for slot in same_day):
        return True
    for other in draft.of_stage[stage.id]:
        if _near(draft, other, whole, stage.changeover):
            return True
    for other in same_day:
        travel = draft.problem.travel(stage.venue, draft.problem.stage(other.stage).venue)
        if _near(draft, other, whole, travel + (troupe.rest or 0)):
            return True
    beside = {
        pair.second if pair.first == stage.id else pair.first
        for pair in draft.problem.neighbours
        if stage.id in (pair.first, pair.second)
    }
    for neighbour in beside:
        for other in draft.of_stage[neighbour]:
            disturbs = (_act(draft, other).needs_quiet and act.loudness >= 2) or (
                act.needs_quiet and _act(draft, other).loudness >= 2
            )
            if disturbs and _near(draft, other, whole, 0):
                return True
    return False


def _near(draft: Draft, other: Slot, whole: Span, gap: int) -> bool:
    act = _act(draft, other)
    return whole.starts < other.starts + act.duration + act.get_out + gap and (
        other.starts - act.get_in < whole.ends + gap
    )


def _act(draft: Draft, slot: Slot) -> Act:
    return draft.acts[slot.act - 1]


def _restrict(draft: Draft) -> Problem:
    """Draws everything that restricts around the hidden timetable."""
    chance, problem = draft.chance, draft.problem
    acts = tuple(_narrowed(draft, act) for act in draft.acts)
    problem = replace(problem, acts=acts)
    return replace(
        problem,
        pools=_pools(draft, acts),
        parties=_parties(draft, problem),
        persons=_persons(draft, problem),
        precedences=_precedences(draft, acts),
        clashes=_clashes(chance, acts),
    )


def _narrowed(draft: Draft, act: Act) -> Act:
    chance, slot, days = draft.chance, draft.slots[act.id], draft.problem.days
    others = chance.sample(draft.problem.stages, min(len(draft.problem.stages), chance.randrange(2, 7)))
    day = draft.problem.day_of(slot.starts)
    liked = {day for day in range(days) if chance.random() < 0.4}
    needs = []
    for pool in range(1, len(POOLS) + 1):
        if chance.random() < 0.22:
            needs.append(Need(pool, chance.randrange(1, 3)))
    hours: tuple[Span, ...] = ()
    if chance.random() < 0.5:
        kept = {day} | {one for one in range(days) if chance.random() < 0.6}
        hours = tuple(Span(one * MINUTES_A_DAY + 9 * 60, one * MINUTES_A_DAY + 25 * 60) for one in sorted(kept))
    return replace(
        act,
        stages=tuple(sorted({slot.stage, *(stage.id for stage in others)})),
        hours=hours,
        likings=tuple(
            Liking(one * MINUTES_A_DAY + 18 * 60, one * MINUTES_A_DAY + 22 * 60, 1 + act.id % 4)
            for one in sorted(liked)
        ),
        crowd=min(chance.choice((150, 200, 300, 500, 900)), draft.problem.stage(slot.stage).capacity or 900),
        needs=tuple(needs),
        announced=slot if chance.random() < 0.05 else None,
    )


def _pools(draft: Draft, acts: tuple[Act, ...]) -> tuple[Pool, ...]:
    """Stock is the peak of the hidden timetable."""
    use: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for act in acts:
        starts = draft.slots[act.id].starts
        for need in act.needs:
            for minute in range(starts - act.get_in, starts + act.duration + act.get_out):
                use[need.pool][minute] += need.quantity
    return tuple(Pool(number, name, max(use[number].values(), default=2)) for number, name in enumerate(POOLS, start=1))


def _parties(draft: Draft, problem: Problem) -> tuple[Party, ...]:
    """Guests who could attend their acts in the hidden timetable, with half an hour to spare."""
    parties = []
    for number in range(1, 2 + len(problem.acts) // 45):
        chosen: list[Slot] = []
        for slot in draft.chance.sample(list(draft.slots.values()), min(len(draft.slots), 60)):
            act = problem.act(slot.act)
            whole = Span(slot.starts, slot.starts + act.duration)
            if len(chosen) < 8 and not any(
                _near(draft, other, whole, 45 + _travel(problem, slot, other)) for other in chosen
            ):
                chosen.append(slot)
        parties.append(Party(number, f"Guests {number}", tuple(sorted(slot.act for slot in chosen))))
    return tuple(parties)


def _travel(problem: Problem, one: Slot, other: Slot) -> int:
    return problem.travel(problem.first_venue(one), problem.first_venue(other))


def _persons(draft: Draft, problem: Problem) -> tuple[Person, ...]:
    """Players of two troupes whose hidden shows never meet."""
    persons: list[Person] = []
    for first, second in combinations([troupe.id for troupe in problem.troupes], 2):
        apart = all(
            abs(one.starts - other.starts) > 300 for one in draft.of_troupe[first] for other in draft.of_troupe[second]
        )
        if apart and draft.chance.random() < 0.5 and len(persons) < len(problem.troupes) // 6:
            persons.append(Person(len(persons) + 1, f"Player {len(persons) + 1}", (first, second)))
    return tuple(persons)


def _precedences(draft: Draft, acts: tuple[Act, ...]) -> tuple[Precedence, ...]:
    pairs = (draft.chance.sample(acts, 2) for _ in range(len(acts) // 12))
    after = {act.id: draft.slots[act.id].starts + act.duration + 30 for act in acts}
    return tuple(Precedence(one.id, two.id, 30) for one, two in pairs if after[one.id] <= draft.slots[two.id].starts)


def _clashes(chance: random.Random, acts: tuple[Act, ...]) -> tuple[Clash, ...]:
    """About eight pairs an act, rather inside a genre."""
    wanted = min(8 * len(acts), len(acts) * (len(acts) - 1) // 4)
    pairs: dict[tuple[int, int], int] = {}
    while len(pairs) < wanted:
        one, two = chance.sample(acts, 2)
        alike = one.genre == two.genre
        if alike or chance.random() < 0.3:
            pairs[min(one.id, two.id), max(one.id, two.id)] = chance.randrange(1, 5 if alike else 3)
    return tuple(Clash(first, second, weight) for (first, second), weight in sorted(pairs.items()))
