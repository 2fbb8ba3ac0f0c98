"""How little any plan can cost, from the outline: its linear relaxation first, then whole choices where it is small."""

from __future__ import annotations

import math
import time
from collections import defaultdict
from collections.abc import Iterator

from ortools.linear_solver.python import model_builder

from solver.outline import Outline
from solver.problem import Problem
from solver.stopping import Stopped, stopping

# Options up to which whole choices are tried.
WHOLE = 20_000
# Costs are whole numbers: a bound of 3.2 says 4. What the engines' rounding may add is taken off first.
ROUNDING = 1e-4


def bounds(problem: Problem, seconds: float, stopped: Stopped) -> Iterator[int]:
    """Better and better bounds, each proven, for about so many seconds; none where the time is too short."""
    until = time.monotonic() + seconds
    outline = Outline(problem)
    for engine, whole in (("GLOP", False), ("SCIP", True)):
        left = until - time.monotonic()
        if left > 0 and not stopped() and (not whole or len(outline.options) <= WHOLE):
            bound = _bound(_model(outline, whole), engine, left, stopped)
            if bound is not None:
                yield bound


def whole(bound: float) -> int:
    return math.ceil(bound - ROUNDING)


def _bound(model: model_builder.Model, engine: str, seconds: float, stopped: Stopped) -> int | None:
    solver = model_builder.Solver(engine)
    solver.enable_output(False)
    solver.set_time_limit_in_seconds(seconds)
    with stopping(solver.stop_search, stopped):
        status = solver.solve(model)
    if engine == "GLOP" and status != model_builder.SolveStatus.OPTIMAL:
        return None
    if status not in (model_builder.SolveStatus.OPTIMAL, model_builder.SolveStatus.FEASIBLE):
        return None
    return whole(solver.objective_value if engine == "GLOP" else solver.best_objective_bound)


def _model(outline: Outline, whole: bool) -> model_builder.Model:
    """Of each act's options one is chosen; `whole` choices, or shares of them in the relaxation."""
    model = model_builder.Model()
    chosen = [model.new_var(0, 1, whole, "") for _ in outline.options]
    acts: dict[int, list[model_builder.Variable]] = defaultdict(list)
    for option, variable in zip(outline.options, chosen, strict=True):
        acts[option.act].append(variable)
    for variables in acts.values():
        model.add(model_builder.LinearExpr.sum(variables) == 1)
    for row in outline.rows:
        variables, weights = [chosen[index] for index, _ in row.terms], [float(weight) for _, weight in row.terms]
        model.add(model_builder.LinearExpr.weighted_sum(variables, weights) <= row.most)
    uneven = _uneven(model, outline, chosen, whole)
    costs = [float(cost) for cost in (*(option.cost for option in outline.options), *[outline.even] * len(uneven))]
    model.minimize(model_builder.LinearExpr.weighted_sum([*chosen, *uneven], costs))
    return model


def _uneven(
    model: model_builder.Model, outline: Outline, chosen: list[model_builder.Variable], whole: bool
) -> list[model_builder.Variable]:
    """For each evening the acts beyond an even share, where that costs anything."""
    if not outline.even:
        return []
    pairs = list(zip(outline.options, chosen, strict=True))
    every = [variable for option, variable in pairs if option.evening]
    days, excess = outline.problem.days, []
    for day in range(days):
        here = [variable for option, variable in pairs if option.evening and option.day == day]
        more = model.new_var(0, len(outline.problem.acts), whole, "")
        weights = [float(days)] * len(here) + [-1.0] * len(every) + [-float(days)]
        model.add(model_builder.LinearExpr.weighted_sum([*here, *every, more], weights) <= days - 1)
        excess.append(more)
    return excess
