"""Gives every guest a room: the cheapest plan that breaks no rule, with its proof."""

from __future__ import annotations

import time

from ortools.sat.python import cp_model

from solver.lodging.check import value
from solver.lodging.model import LodgingModel
from solver.lodging.plan import LodgingAnswer, LodgingPlan
from solver.lodging.problem import LodgingProblem
from solver.lodging.reasons import reason
from solver.stopping import Stopped, stopping

OPTIMAL, FEASIBLE, STOPPED = "optimal", "feasible", "stopped"


def solve(
    problem: LodgingProblem, *, seconds: float = 20.0, seed: int = 0, cancelled: Stopped = lambda: False
) -> LodgingAnswer:
    """The best plan found in `seconds`, on one thread. Rooms in `problem.current` are kept as far as the wish for few
    changes is worth it; nobody having a room breaks no rule that is held, so that some plan is always found."""
    began = time.monotonic()
    model = LodgingModel(problem)
    model.minimize()
    for room, has in model.rooms.items():
        model.cp.add_hint(has, room in problem.current)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = max(0.01, seconds - (time.monotonic() - began))
    solver.parameters.num_workers, solver.parameters.random_seed = 1, seed
    with stopping(solver.stop_search, cancelled):
        status = solver.solve(model.cp)
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    plan = model.plan(solver) if found else LodgingPlan()
    worth = value(problem, plan)
    bound = round(solver.best_objective_bound) if found else 0
    told = OPTIMAL if status == cp_model.OPTIMAL else FEASIBLE if found else STOPPED
    unhoused = tuple(reason(problem, guest) for guest in problem.guests if not plan.of(guest.id))
    moved = _moved(problem, plan)
    return LodgingAnswer(told, plan, worth, min(worth, bound), time.monotonic() - began, unhoused, moved)


def _moved(problem: LodgingProblem, plan: LodgingPlan) -> tuple[int, ...]:
    had = {guest: room.allotment for room in problem.current for guest in room.guests}
    return tuple(id for id in sorted(had) if had[id] not in [room.allotment for room in plan.of(id)])
