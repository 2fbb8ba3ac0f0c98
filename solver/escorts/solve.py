"""Finds who goes along: a first plan at once, then parts of it better and better, beside a proven bound."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random

from solver.escorts.bounding import Bounds, part
from solver.escorts.check import check, costs, value
from solver.escorts.engine import cheapest
from solver.escorts.filling import Filling
from solver.escorts.model import EscortModel
from solver.escorts.plan import EscortAnswer, EscortPlan, Short
from solver.escorts.problem import EscortProblem
from solver.escorts.seed import seeded
from solver.stopping import Stopped

OPTIMAL, FEASIBLE, STOPPED = "optimal", "feasible", "stopped"
# How many escorts are free at once, and how long the engine may think about them.
FREE = 4
THINK = 1.0
# The share of the time in which bounds are proven: of the delegations one by one, and of all interpreters of a pair.
ALONE, TOGETHER = 0.2, 0.15
# The share in which days with somebody missing are dealt anew.
FILLING = 0.35
# The rest is for the last look at the plan.
SEARCHING = 0.96


def solve(
    problem: EscortProblem,
    *,
    seconds: float = 30.0,
    seed: int = 0,
    progress: Callable[[float, int, int], None] | None = None,
    cancelled: Stopped = lambda: False,
) -> EscortAnswer:
    """The best plan found in `seconds`, on one thread; `progress` hears (seconds gone, value, bound) at every step.

    Whatever stands in `problem.current` is kept as far as the wish for few changes is worth it.
    """
    begins = time.monotonic()

    def gone() -> float:
        return time.monotonic() - begins

    def until(share: float, at_last: float) -> float:
        """The end of a stage that may take a share of the time, and is over at another share of it."""
        return begins + min(gone() + share * seconds, at_last * seconds)

    best, bounds = seeded(problem), Bounds(problem)
    filling = Filling(problem)
    best = filling.filled(best, until(FILLING, 0.5), cancelled)
    worth = value(problem, best)
    bounds.delegations(until(ALONE, 0.7), cancelled)
    bounds.missing = filling.bound
    steps = improved(problem, best, begins + SEARCHING * seconds, seed, cancelled)
    for _ in bounds.pairs(until(TOGETHER, 0.85), cancelled):
        pass
    for better in steps:
        best, worth = better, value(problem, better)
        if progress is not None:
            progress(gone(), worth, min(worth, bounds.value))
        if worth <= bounds.value:
            break
    return replace(answered(problem, best, bounds.value, gone(), stopped=cancelled()), fewest=filling.fewest)


def improved(
    problem: EscortProblem, plan: EscortPlan, until: float, seed: int = 0, cancelled: Stopped = lambda: False
) -> Iterator[EscortPlan]:
    """The plan, then better ones as they are found, as long as there is time."""
    chance, best, worth = Random(seed), plan, value(problem, plan)
    yield best
    while (left := until - time.monotonic()) > 0 and not cancelled():
        free = _neighbourhood(problem, best, chance)
        better = _with_free(problem, best, free, min(THINK, left), cancelled)
        if better is not None and (found := value(problem, better)) <= worth:
            best, worth = better, found
            yield best


def answered(problem: EscortProblem, plan: EscortPlan, bound: int, seconds: float, *, stopped: bool) -> EscortAnswer:
    """The answer that a plan is, with who is missing where."""
    worth = value(problem, plan)
    missing = ((task, task.people - len(plan.on(*task.key))) for task in problem.tasks.values())
    short = tuple(Short(*task.key, people) for task, people in missing if people > 0)
    status = OPTIMAL if worth <= bound else STOPPED if stopped else FEASIBLE
    return EscortAnswer(status, plan, worth, min(worth, bound), seconds, short)


def _with_free(
    problem: EscortProblem, plan: EscortPlan, free: set[int], seconds: float, cancelled: Stopped
) -> EscortPlan | None:
    """The best plan in which only these escorts change among themselves what they have, and take what is missing; None
    where no answer came in time."""
    lacking = {key for key, task in problem.tasks.items() if len(plan.on(*key)) < task.people}
    loose = lacking | {(duty.engagement, duty.pair) for escort in free for duty in plan.of(escort)}
    groups = {problem.group(problem.tasks[key]) for key in loose}
    around = {key for key, task in problem.tasks.items() if problem.group(task) in groups}
    held = {duty for duty in plan.duties if (duty.engagement, duty.pair) in around and duty.escort not in free}
    beside = {duty.escort for duty in held} | free
    rest = part(problem, around)
    rest = replace(rest, escorts=tuple(one for one in problem.escorts if one.id in beside))
    model = EscortModel(
        rest, fixed=held, may=lambda duty: duty.escort in free and (duty.engagement, duty.pair) in loose
    )
    found = cheapest(model, seconds, near=plan, cancelled=cancelled).plan
    if found is None:
        return None
    kept = (duty for duty in plan.duties if duty.escort not in free)
    return EscortPlan(tuple(sorted({*kept, *found.duties})))


def _neighbourhood(problem: EscortProblem, plan: EscortPlan, chance: Random) -> set[int]:
    """Whoever pays or could do what is missing, and others at random."""
    lacking = [task for task in problem.tasks.values() if len(plan.on(*task.key)) < task.people]
    sore = [breach.escorts for breach in check(problem, plan) if breach.escorts]
    sore += [cost.escorts for cost in costs(problem, plan)]
    first: list[int] = []
    if lacking and chance.random() < 0.4:
        task = chance.choice(lacking)
        able = [one.id for one in problem.escorts if (one.level(task.pair) if task.pair else one.leads)]
        first = chance.sample(able, min(len(able), FREE // 2))
    elif sore:
        first = [id for ids in chance.sample(sore, min(len(sore), 2)) for id in ids][: FREE // 2]
    others = [escort.id for escort in problem.escorts if escort.id not in first]
    return {*first, *chance.sample(others, min(len(others), FREE - len(set(first))))}
