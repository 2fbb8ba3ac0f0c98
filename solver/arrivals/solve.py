"""Gives every car its slot: the cheapest plan that breaks no rule, with its proof."""

from __future__ import annotations

import time

from ortools.sat.python import cp_model

from solver.arrivals.check import value
from solver.arrivals.model import ArrivalModel
from solver.arrivals.plan import ArrivalAnswer, ArrivalPlan
from solver.arrivals.problem import ArrivalProblem
from solver.arrivals.seed import first_plan
from solver.stopping import Stopped, stopping

OPTIMAL, FEASIBLE, STOPPED = "optimal", "feasible", "stopped"


def solve(
    problem: ArrivalProblem, *, seconds: float = 10.0, seed: int = 0, cancelled: Stopped = lambda: False
) -> ArrivalAnswer:
    """The best plan found in `seconds`, on one thread. Slots in `problem.current` are kept as far as the wish for few
    changes is worth it; cars without a slot break no rule that is held, so that some plan is always found. It is never
    worse than the one made without an engine, however slow the machine is."""
    began = time.monotonic()
    first = first_plan(problem)
    model = ArrivalModel(problem)
    model.hint(problem.current or first.slots)
    model.minimize()
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = max(0.01, seconds - (time.monotonic() - began))
    solver.parameters.num_workers, solver.parameters.random_seed = 1, seed
    solver.parameters.interleave_search = True
    with stopping(solver.stop_search, cancelled):
        status = solver.solve(model.cp)
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    plan = min(model.plan(solver) if found else ArrivalPlan(), first, key=lambda each: value(problem, each))
    worth = value(problem, plan)
    bound = round(solver.best_objective_bound) if found else 0
    told = OPTIMAL if status == cp_model.OPTIMAL else FEASIBLE if found or plan.slots else STOPPED
    without = tuple(car.id for car in problem.cars if plan.of(car.id) is None)
    moved = tuple(slot.car for slot in problem.current if plan.of(slot.car) != slot)
    return ArrivalAnswer(told, plan, worth, min(worth, bound), time.monotonic() - began, without, moved)
