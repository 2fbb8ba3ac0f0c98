"""The whole festival as one CP-SAT model: what the search is measured against.

`python -m bench.monolith problem.json --seconds 300` uses CP-SAT as it comes; `--tuned` turns probing and symmetry off
and begins with the constructor's plan as a complete hint. Prints one line of JSON.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

from ortools.sat.python import cp_model

from solver import saved
from solver.check import value
from solver.model.placing import Placing
from solver.seed import seed


class Course(cp_model.CpSolverSolutionCallback):
    """When each better plan was found, and how many acts it leaves out."""

    def __init__(self, model: Placing, began: float) -> None:
        super().__init__()
        self.model = model
        self.began = began
        self.first: float | None = None

    def on_solution_callback(self) -> None:
        if self.first is None and all(self.boolean_value(self.model.present(act.id)) for act in self.model.acts):
            self.first = time.monotonic() - self.began


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("problem", type=Path)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--tuned", action="store_true")
    arguments = parser.parse_args()
    problem = saved.problem_from_json(arguments.problem.read_text(encoding="utf-8"))
    began = time.monotonic()
    model = Placing(problem)
    model.minimize()
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = arguments.workers
    if arguments.tuned:
        solver.parameters.cp_model_probing_level = 0
        solver.parameters.symmetry_level = 0
        model.hint(seed(problem, chance=random.Random(0)))
    solver.parameters.max_time_in_seconds = max(1.0, arguments.seconds - (time.monotonic() - began))
    course = Course(model, began)
    status = solver.solve(model.cp, course)
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    plan = model.read(solver) if found else None
    told = {
        "complete": course.first,
        "value": value(problem, plan) if plan else None,
        "bound": solver.best_objective_bound,
        "unplaced": len(problem.acts) - len(plan.slots) if plan else len(problem.acts),
        "seconds": time.monotonic() - began,
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main()
