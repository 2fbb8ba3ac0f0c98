"""Two engines for the same rows: HiGHS, the MIP solver inside OR-Tools, for wide rosters; CP-SAT for small ones.

Measured in bench/crew.md. Both are deterministic for the same model and time enough.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ortools.linear_solver.python import model_builder
from ortools.sat.python import cp_model

from solver.crew.staffing import Staffing


@dataclass(frozen=True)
class Found:
    """`values` by column, None where no answer was found in time; `proven` says that no better or no answer exists."""

    values: list[float] | None
    value: int = 0
    bound: int = 0
    proven: bool = False


def by_mip(model: Staffing, seconds: float = 60.0, fixed: Mapping[int, int] | None = None) -> Found:
    """HiGHS with one thread. `fixed` gives columns their value."""
    built, held = model_builder.Model(), fixed or {}
    columns = [
        built.new_int_var(held.get(number, column.lower), held.get(number, column.upper), "")
        for number, column in enumerate(model.columns)
    ]
    for row in model.rows:
        total = model_builder.LinearExpr.weighted_sum(
            [columns[column] for _, column in row.terms], [factor for factor, _ in row.terms]
        )
        least = float("-inf") if row.least is None else row.least
        most = float("inf") if row.most is None else row.most
        built.add_linear_constraint(total, least, most)
    costs = [(columns[number], column.cost) for number, column in enumerate(model.columns) if column.cost]
    built.minimize(
        model_builder.LinearExpr.weighted_sum([column for column, _ in costs], [cost for _, cost in costs])
        if costs
        else 0
    )
    engine = model_builder.Solver("HIGHS")
    # By itself it calls an answer the best that is one in ten thousand dearer. Every price is a whole number.
    engine.set_solver_specific_parameters("output_flag=false,mip_rel_gap=0,mip_abs_gap=0.9")
    engine.set_time_limit_in_seconds(seconds)
    status = engine.solve(built)
    if status == model_builder.SolveStatus.INFEASIBLE:
        return Found(None, proven=True)
    if status not in (model_builder.SolveStatus.OPTIMAL, model_builder.SolveStatus.FEASIBLE):
        return Found(None)
    values = [float(value) for value in engine.values(built.get_variables())]
    proven = status == model_builder.SolveStatus.OPTIMAL
    value = round(engine.objective_value) + model.constant
    # A bound is rounded up: every price is a whole number.
    bound = value if proven else int(-(-(engine.best_objective_bound - 1e-6) // 1)) + model.constant
    return Found(values, value, min(value, bound), proven)


def by_cp(model: Staffing, seconds: float = 60.0, fixed: Mapping[int, int] | None = None) -> Found:
    """CP-SAT with one worker and a fixed seed."""
    built, held = cp_model.CpModel(), fixed or {}
    columns = [
        built.new_int_var(held.get(number, column.lower), held.get(number, column.upper), "")
        for number, column in enumerate(model.columns)
    ]
    for row in model.rows:
        total = cp_model.LinearExpr.weighted_sum(
            [columns[column] for _, column in row.terms], [factor for factor, _ in row.terms]
        )
        least = cp_model.INT_MIN if row.least is None else row.least
        most = cp_model.INT_MAX if row.most is None else row.most
        built.add_linear_expression_in_domain(total, cp_model.Domain(least, most))
    built.minimize(cp_model.LinearExpr.weighted_sum(columns, [column.cost for column in model.columns]))
    engine = cp_model.CpSolver()
    engine.parameters.max_time_in_seconds = seconds
    engine.parameters.num_workers, engine.parameters.random_seed = 1, 0
    engine.parameters.cp_model_probing_level = engine.parameters.symmetry_level = 0
    status = engine.solve(built)
    if status == cp_model.INFEASIBLE:
        return Found(None, proven=True)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Found(None)
    value, bound = round(engine.objective_value), int(-(-(engine.best_objective_bound - 1e-6) // 1))
    values = [float(engine.value(column)) for column in columns]
    return Found(values, value + model.constant, bound + model.constant, status == cp_model.OPTIMAL)
