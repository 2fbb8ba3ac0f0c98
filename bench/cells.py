"""How soon the board knows what a held performance may do: every start of the visible day, best slots, holes."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Iterable, Iterator

from bench.instances import festival
from bench.machine import table
from solver.cells import cells, shifts
from solver.check import check
from solver.plan import Plan
from solver.problem import Problem, Slot, Span
from solver.seed import seed
from solver.suggest import suggest
from solver.why import best_for_hole, why_here, why_not

HEAD = ("question", "asked", "answers, median", "median, ms", "worst, ms")
# So many performances are lifted out of the plan together where holes are asked for.
LIFTED = 40
TOGETHER = 5
# Each question is asked so many times and the soonest answer counts: the rest is what else the machine did.
TIMES = 3

Asked = Iterable[Callable[[], object]]


def run(performances: int, stages: int, troupes: int, days: int, asked: int) -> str:
    problem = festival(performances, stages, troupes, days)
    chance = random.Random(0)
    plan = seed(problem, chance=chance)
    held = chance.sample(plan.slots, min(asked, len(plan.slots)))
    rows = [
        _row("every start of the visible day", _cells(problem, plan, held)),
        _row(f"the same, {TOGETHER} performances together", _shifts(problem, plan, held, chance)),
        _row("the ten best slots", (lambda it=it: suggest(problem, plan, it.act) for it in held)),
        _row("the best for a hole", _holes(problem, plan, held)),
        _row("why here", (lambda it=it: why_here(problem, plan, it.act) for it in held)),
        _row("why not there", _elsewhere(problem, plan, held, chance)),
        _row("one check of the whole plan", (lambda: check(problem, plan) for _ in held)),
    ]
    size = (
        f"{len(problem.acts)} performances, {stages} stages, {troupes} troupes, {days} days; {len(plan.slots)} stand."
    )
    return f"{size} One core, the soonest of {TIMES} answers to each question.\n\n{table(HEAD, rows)}"


def _cells(problem: Problem, plan: Plan, held: list[Slot]) -> Asked:
    return (lambda it=it: cells(problem, plan, it.act, _day(problem, it)) for it in held)


def _shifts(problem: Problem, plan: Plan, held: list[Slot], chance: random.Random) -> Asked:
    for slot in held:
        acts = [slot.act, *(it.act for it in chance.sample(plan.slots, TOGETHER) if it.act != slot.act)][:TOGETHER]
        yield lambda slot=slot, acts=acts: shifts(problem, plan, acts, slot.act, _day(problem, slot))


def _holes(problem: Problem, plan: Plan, held: list[Slot]) -> Iterator[Callable[[], object]]:
    """An hour more than a performance left, on its stage, while several have no place."""
    gone = {slot.act for slot in held[:LIFTED]}
    left = Plan(tuple(slot for slot in plan.slots if slot.act not in gone))
    for slot in held:
        stay = problem.occupied(slot)
        hole = Span(stay.starts - 30, stay.ends + 30)
        yield lambda slot=slot, hole=hole: best_for_hole(problem, left, slot.stage, hole)


def _elsewhere(problem: Problem, plan: Plan, held: list[Slot], chance: random.Random) -> Asked:
    for slot in held:
        there = chance.choice(plan.slots)
        yield lambda slot=slot, there=there: why_not(problem, plan, Slot(slot.act, there.stage, there.starts))


def _day(problem: Problem, slot: Slot) -> Span:
    return problem.day(problem.day_of(slot.starts))


def _row(question: str, asked: Asked) -> tuple[object, ...]:
    taken, answers = [], []
    for ask in asked:
        soonest = float("inf")
        for _ in range(TIMES):
            begins = time.perf_counter()
            answer = ask()
            soonest = min(soonest, 1000 * (time.perf_counter() - begins))
        taken.append(soonest)
        answers.append(len(answer) if isinstance(answer, list) else 1)
    median = f"{statistics.median(answers):.0f}"
    return question, len(taken), median, f"{statistics.median(taken):.0f}", f"{max(taken):.0f}"
