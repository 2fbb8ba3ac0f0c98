"""Puts a parade in order: the cheapest that breaks no rule, or the demands that collide."""

from __future__ import annotations

import time
from collections.abc import Sequence

from ortools.sat.python import cp_model

from solver.parade.model import ParadeModel
from solver.parade.plan import Demand, ParadeAnswer, ParadePlan
from solver.parade.problem import ParadeProblem
from solver.parade.seed import seeded
from solver.parade.wishes import wishes
from solver.stopping import Stopped, stopping

PROVEN, FOUND, IMPOSSIBLE, STOPPED = "proven", "found", "impossible", "stopped"
# Seconds to find out whether the parade would be possible without one of the demands.
A_LOOK = 2.0
# How much of the time goes to a good order to begin with: so many seconds a unit, and no more than this part.
SEEDING, A_UNIT = 0.2, 0.1


def solve(
    problem: ParadeProblem, *, seconds: float = 20.0, seed: int = 0, cancelled: Stopped = lambda: False
) -> ParadeAnswer:
    """`seconds` bounds the search for an order; where there is none, half as much again goes to telling why."""
    began = time.monotonic()
    if not problem.units:
        return ParadeAnswer(PROVEN, ParadePlan(), 0, 0, 0.0)
    made = ParadeModel(problem)
    made.minimize()
    made.hint(
        seeded(problem, seconds=min(seconds * SEEDING, A_UNIT * len(problem.units)), seed=seed, cancelled=cancelled)
    )
    solver = _solver(began + seconds - time.monotonic(), seed)
    with stopping(solver.stop_search, cancelled):
        status = solver.solve(made.model)
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        plan = made.order(solver)
        value = wishes(problem, plan.order).cost(problem)
        bound = value if status == cp_model.OPTIMAL else min(value, round(solver.best_objective_bound))
        return ParadeAnswer(_told(status), plan, value, bound, time.monotonic() - began)
    collision: Sequence[Demand] = ()
    if status == cp_model.INFEASIBLE:
        collision = colliding(problem, until=began + seconds * 1.5, seed=seed, cancelled=cancelled)
    return ParadeAnswer(_told(status), ParadePlan(), 0, 0, time.monotonic() - began, tuple(collision))


def colliding(
    problem: ParadeProblem, *, until: float, seed: int = 0, cancelled: Stopped = lambda: False
) -> list[Demand]:
    """Demands that no order meets all at once, as few as can be shown before the clock (`time.monotonic`) says `until`:
    what the solver needed for its proof, less whatever it can do without."""
    made = ParadeModel(problem, given=True)
    asked = _core(made, range(len(made.words)), max(A_LOOK, until - time.monotonic()), seed)
    if asked is None:
        return [demand for demand, _ in made.words]
    for each in list(asked):
        if time.monotonic() > until or cancelled():
            break
        fewer = _core(made, [other for other in asked if other != each], A_LOOK, seed)
        asked = asked if fewer is None else fewer
    return [made.words[each][0] for each in asked]


def _core(made: ParadeModel, asked: Sequence[int], seconds: float, seed: int) -> list[int] | None:
    """Which of these demands cannot be met together; None where they can, or nobody knows."""
    made.model.clear_assumptions()
    made.model.add_assumptions([made.words[each][1] for each in asked])
    solver = _solver(seconds, seed)
    if solver.solve(made.model) != cp_model.INFEASIBLE:
        return None
    needed = set(solver.sufficient_assumptions_for_infeasibility())
    return [each for each in asked if made.words[each][1].index in needed]


def _solver(seconds: float, seed: int) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.random_seed = seed
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = 2
    solver.parameters.interleave_search = True
    return solver


def _told(status: cp_model.CpSolverStatus) -> str:
    return {cp_model.OPTIMAL: PROVEN, cp_model.FEASIBLE: FOUND, cp_model.INFEASIBLE: IMPOSSIBLE}.get(status, STOPPED)


__all__ = ["FOUND", "IMPOSSIBLE", "PROVEN", "STOPPED", "colliding", "solve"]
