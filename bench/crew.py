"""A roster for a festival's posts: how soon it is whole, how close to proven, and how soon it is mended.

`python -m bench crew` builds rosters of one size that leave more and less room, counts in how many sectors too many
their squads stand and how many people stand beside somebody of their squad, lets people fall ill in each, takes half of
the duties away, and looks for stand-ins for one duty.
"""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import replace
from random import Random

from bench.crews import roster
from bench.machine import table
from solver.crew.check import check
from solver.crew.mend import mend
from solver.crew.plan import CrewPlan, Mended
from solver.crew.problem import CrewProblem, Duty
from solver.crew.solve import solve
from solver.crew.stand_in import stand_ins
from solver.problem import MINUTES_A_DAY, Span

FILLED = (0.75, 0.95)
ASKED = 20


def run(people: int, posts: int, days: int, ill: int, seconds: int) -> str:
    built, mended, found = [], [], []
    for filled in FILLED:
        problem = roster(people, posts, days, filled=filled)
        answer = solve(problem, seconds=seconds)
        wanted = sum(need.least for need in problem.needs)
        missing, unled = sum(answer.short.values()), sum(answer.unled.values())
        whole = f"{wanted - missing} of {wanted}", unled, len(check(problem, answer.plan))
        squads = answer.apart, f"{_together(problem, answer.plan):.0%}"
        built.append((f"{filled:.0%}", *whole, answer.value, answer.bound, *squads, f"{answer.seconds:.1f}", seconds))
        for absent in (12, ill, 5 * ill):
            mended.append((f"{filled:.0%}", absent, *_mended(_without(problem, answer.plan, absent))))
        half = tuple(Random(0).sample(answer.plan.duties, len(answer.plan.duties) // 2))
        mended.append((f"{filled:.0%}", "half of the duties", *_mended(replace(problem, current=half))))
        found.append((f"{filled:.0%}", *_found(problem, answer.plan)))
    head = (
        "filled",
        "people at posts",
        "leaders missing",
        "breaches",
        "value",
        "bound",
        "sectors too many",
        "beside their squad",
        "seconds",
        "limit, s",
    )
    after = ("filled", "gone", "called", "least", "ended", "least", "people missing", "least", "seconds", "limit, s")
    asked = ("filled", "duties asked about", "median, ms", "worst, ms", "limit, ms")
    sized = f"{people} people, {posts} posts, {3 * days} shifts."
    return "\n\n".join((sized, table(head, built), table(after, mended), table(asked, found)))


def _together(problem: CrewProblem, plan: CrewPlan) -> float:
    """The share of duties that are done in the same sector as somebody else of the squad."""
    beside = Counter(_beside(problem, duty) for duty in plan.duties)
    return sum(people for people in beside.values() if people > 1) / len(plan.duties)


def _beside(problem: CrewProblem, duty: Duty) -> tuple[int | None, Span, tuple[str, int]]:
    need = problem.need(duty.need)
    return problem.officer(duty.officer).squad, need.span, problem.sector_of(need)


def _without(problem: CrewProblem, plan: CrewPlan, absent: int) -> CrewProblem:
    """So many of those who are on duty fall ill for the whole festival."""
    on_duty = sorted({duty.officer for duty in plan.duties})
    ill = set(Random(absent).sample(on_duty, absent))
    festival = Span(-MINUTES_A_DAY, (problem.days + 2) * MINUTES_A_DAY)
    officers = tuple(replace(one, away=(festival,)) if one.id in ill else one for one in problem.officers)
    return replace(problem, officers=officers, current=plan.duties)


def _mended(problem: CrewProblem) -> tuple[object, ...]:
    answer: Mended = mend(problem, seconds=5.0)
    changed = len(answer.called), answer.called_bound, len(answer.released), answer.released_bound
    missing = sum(answer.short.values()), answer.short_bound
    return *changed, *missing, f"{answer.seconds:.1f}", 5


def _found(problem: CrewProblem, plan: CrewPlan) -> tuple[object, ...]:
    taken = []
    for duty in Random(0).sample(plan.duties, ASKED):
        without = CrewPlan(tuple(other for other in plan.duties if other != duty))
        begins = time.perf_counter()
        stand_ins(problem, without, problem.need(duty.need))
        taken.append(1000 * (time.perf_counter() - begins))
    taken.sort()
    return ASKED, f"{taken[ASKED // 2]:.0f}", f"{taken[-1]:.0f}", 1000
