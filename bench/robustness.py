"""How soon the weakest hand-over of an evening is named: a day of a contested festival, and a day that holds it all."""

from __future__ import annotations

import random
import statistics
import time
from dataclasses import replace

from bench.instances import festival
from bench.machine import table
from solver.plan import Plan
from solver.problem import MINUTES_A_DAY, Problem, Slot
from solver.robustness import firmness
from solver.seed import seed

HEAD = ("evening", "performances", "hand-overs named", "median, ms", "worst, ms")
TIMES = 3


def run(performances: int, stages: int, troupes: int, days: int, evenings: int) -> str:
    problem = festival(performances, stages, troupes, days)
    plan = seed(problem, chance=random.Random(0))
    each = [_measured(problem, plan, day, evenings) for day in range(days)]
    crowded = _in_one_day(problem, plan)
    whole = _measured(*crowded, 0, evenings)
    rows = [_row("each day", each), _row("all days on one, each on stages and with troupes of its own", [whole])]
    return (
        f"{len(problem.acts)} performances, {stages} stages, {troupes} troupes, {days} days; {len(plan.slots)} stand; "
        f"{evenings} evenings played through. One core, the soonest of {TIMES} answers.\n\n{table(HEAD, rows)}"
    )


def _measured(problem: Problem, plan: Plan, day: int, evenings: int) -> tuple[int, int, float]:
    soonest = float("inf")
    for _ in range(TIMES):
        begins = time.perf_counter()
        found = firmness(problem, plan, day, evenings=evenings)
        soonest = min(soonest, 1000 * (time.perf_counter() - begins))
    return len(found.showings), len(found.weaknesses), soonest


def _in_one_day(problem: Problem, plan: Plan) -> tuple[Problem, Plan]:
    """Every day's shows on the first day, on copies of the stages and by copies of the troupes of their day."""
    stages = [replace(it, id=_copy(it.id, day)) for it in problem.stages for day in range(problem.days)]
    troupes = [replace(it, id=_copy(it.id, day)) for it in problem.troupes for day in range(problem.days)]
    acts, slots = [], []
    for slot in plan.slots:
        day, act = problem.day_of(slot.starts), problem.act(slot.act)
        legs = tuple(replace(leg, stage=_copy(leg.stage, day)) for leg in act.route)
        acts.append(replace(act, troupes=tuple(_copy(it, day) for it in act.troupes), route=legs))
        slots.append(Slot(slot.act, _copy(slot.stage, day), slot.starts - day * MINUTES_A_DAY))
    kept = {slot.act for slot in slots}
    order = tuple(it for it in problem.precedences if {it.first, it.second} <= kept)
    crowded = replace(problem, stages=tuple(stages), troupes=tuple(troupes), acts=tuple(acts), persons=(),
                      precedences=order)  # fmt: skip
    return crowded, Plan(tuple(slots))


def _copy(id: int, day: int) -> int:
    return id * 100 + day


def _row(evening: str, measured: list[tuple[int, int, float]]) -> tuple[object, ...]:
    shows, named, taken = zip(*measured, strict=True)
    sizes = f"{min(shows)}–{max(shows)}" if len(shows) > 1 else shows[0]
    return evening, sizes, max(named), f"{statistics.median(taken):.0f}", f"{max(taken):.0f}"
