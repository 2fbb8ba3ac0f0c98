"""CP-SAT with the settings of this stage."""

from __future__ import annotations

from ortools.sat.python import cp_model

from solver.stopping import Stopped, stopping

Status = cp_model.CpSolverStatus
OPTIMAL = cp_model.OPTIMAL
DONE = (cp_model.OPTIMAL, cp_model.FEASIBLE)


def solved(
    model: cp_model.CpModel, *, seconds: float, seed: int = 0, cancelled: Stopped = lambda: False
) -> tuple[cp_model.CpSolver, Status]:
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = max(0.05, seconds)
    solver.parameters.random_seed = seed
    solver.parameters.num_workers = 1
    # Without the strongest relaxation small parts are not proven in ten times the time.
    solver.parameters.linearization_level = 2
    with stopping(solver.stop_search, cancelled):
        return solver, solver.solve(model)
