"""Asks CP-SAT for the cheapest plan of a model, with one worker and a fixed seed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ortools.sat.python import cp_model

from solver.escorts.model import EscortModel
from solver.escorts.plan import EscortPlan
from solver.stopping import stopping


@dataclass(frozen=True)
class Found:
    """`plan` is None where none was found in time; no plan of the model costs less than `bound`."""

    plan: EscortPlan | None
    bound: int


def cheapest(
    model: EscortModel,
    seconds: float,
    *,
    near: EscortPlan | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    seed: int = 0,
) -> Found:
    """The search begins `near` a plan."""
    model.minimize()
    if near is not None:
        model.hint(near)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = max(0.01, seconds)
    solver.parameters.num_workers, solver.parameters.random_seed = 1, seed
    with stopping(solver.stop_search, cancelled):
        status = solver.solve(model.cp)
    plan = model.plan(solver) if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) else None
    known = status in (cp_model.OPTIMAL, cp_model.FEASIBLE, cp_model.UNKNOWN)
    return Found(plan, model.constant + (round(solver.best_objective_bound) if known else 0))
