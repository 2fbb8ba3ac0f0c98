"""Repairs a plan in the order of goals that the edition has chosen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from solver.damage import Damage
from solver.goals import Clock
from solver.plan import Plan, Repaired
from solver.problem import WISHFUL, Problem
from solver.repair import Progress, repair
from solver.scope import EVERYTHING, Scope
from solver.solve import solve

# The share of the time for the least change where wishes count more than it.
LEAST_CHANGE = 0.4


def mend(
    problem: Problem,
    *,
    seconds: float,
    scope: Scope = EVERYTHING,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    seed: int = 0,
    workers: int = 2,
) -> Repaired:
    """What `repair` gives; where the wishes come before the least change, a plan that costs less in all.

    The other acts of the scope may then move too, as far as that costs less by warnings and wishes, few moves among
    them. It leaves no more acts without a slot than the least change does, and no bound on moves is told.
    """
    change_least = partial(repair, problem, scope=scope, cancelled=cancelled, seed=seed, workers=workers)
    if problem.goals != WISHFUL:
        return change_least(seconds=seconds, progress=progress)
    clock, damage = Clock(seconds, cancelled), Damage(problem, scope)
    least = change_least(seconds=seconds * LEAST_CHANGE)

    def answer(plan: Plan) -> Repaired:
        status = "stopped" if cancelled() else "feasible"
        told = damage.answer(plan, clock.elapsed, status, (least.unplaced_bound, 0))
        if progress is not None:
            progress(told)
        return told

    best = answer(least.plan)
    if clock.over:
        return best
    found = solve(
        damage.problem, seconds=clock.left, seed=seed, workers=workers, start=best.plan, cancelled=cancelled
    ).plan
    better = damage.sound(found) and len(found.slots) >= len(best.plan.slots) and damage.worth(found).value < best.value
    return answer(found if better else best.plan)
