"""Who goes with the delegations: how soon it is whole, how close to proven, and how soon it is mended.

`python -m bench escorts` makes protocols of one size that leave more and less room, lets escorts fall ill in each, and
looks for stand-ins.
"""

from __future__ import annotations

import time
from dataclasses import replace
from random import Random

from bench.escorting import protocol
from bench.machine import table
from solver.escorts.check import check
from solver.escorts.mend import mend
from solver.escorts.plan import EscortPlan
from solver.escorts.problem import EscortProblem
from solver.escorts.solve import solve
from solver.escorts.stand_in import stand_ins
from solver.facts import Span
from solver.problem import MINUTES_A_DAY

FILLED = (0.6, 0.75)
ILL = (1, 3)
ASKED = 10
MENDED_WITHIN = 10


def run(escorts: int, delegations: int, days: int, seconds: int) -> str:
    built, mended, found = [], [], []
    for filled in FILLED:
        problem = protocol(escorts, delegations, days, filled=filled)
        answer = solve(problem, seconds=seconds)
        wanted, missing = sum(task.people for task in problem.tasks.values()), sum(one.people for one in answer.short)
        broken = sum(breach.rule not in ("need-met", "one-liaison") for breach in check(problem, answer.plan))
        filled_up = f"{wanted - missing} of {wanted}", answer.fewest
        whole = len(problem.engagements), *filled_up, _changes(problem, answer.plan), broken
        built.append((f"{filled:.0%}", *whole, answer.value, answer.bound, f"{answer.seconds:.1f}", seconds))
        mended += [(f"{filled:.0%}", ill, *_mended(problem, answer.plan, ill)) for ill in ILL]
        found.append((f"{filled:.0%}", *_found(problem, answer.plan)))
    head = (
        "filled",
        "engagements",
        "duties",
        "missing at least",
        "liaisons too many",
        "breaches",
        "value",
        "bound",
        "seconds",
        "limit, s",
    )
    after = ("filled", "fallen ill", "told anew", "least", "more missing", "least", "seconds", "limit, s")
    asked = ("filled", "tasks asked about", "median, ms", "worst, ms")
    sized = f"{escorts} escorts, {delegations} delegations, {days} days."
    return "\n\n".join((sized, table(head, built), table(after, mended), table(asked, found)))


def _changes(problem: EscortProblem, plan: EscortPlan) -> int:
    return sum(breach.amount for breach in check(problem, plan) if breach.rule == "one-liaison")


def _mended(problem: EscortProblem, plan: EscortPlan, ill: int) -> tuple[object, ...]:
    """So many who are on duty on the second day fall ill for that day."""
    second = Span(MINUTES_A_DAY, 2 * MINUTES_A_DAY)
    busy = sorted({duty.escort for duty in plan.duties if second.holds(problem.engagement(duty.engagement).span)})
    absent = set(Random(ill).sample(busy, ill))
    escorts = tuple(replace(one, away=(second,)) if one.id in absent else one for one in problem.escorts)
    answer = mend(replace(problem, escorts=escorts, current=plan.duties), frozen=second.starts, seconds=MENDED_WITHIN)
    before = _missing(problem, plan)
    more = _missing(problem, answer.plan) - before, max(0, answer.short_bound - before)
    return len(answer.told), answer.told_bound, *more, f"{answer.seconds:.1f}", MENDED_WITHIN


def _missing(problem: EscortProblem, plan: EscortPlan) -> int:
    """As the repair counts them: as often as the engagement is important."""
    return sum((task.people - len(plan.on(*task.key))) * task.engagement.importance for task in problem.tasks.values())


def _found(problem: EscortProblem, plan: EscortPlan) -> tuple[object, ...]:
    taken = []
    for duty in Random(0).sample(plan.duties, ASKED):
        begins = time.perf_counter()
        stand_ins(problem, plan, problem.task(duty))
        taken.append(1000 * (time.perf_counter() - begins))
    taken.sort()
    return ASKED, f"{taken[ASKED // 2]:.0f}", f"{taken[-1]:.0f}"
