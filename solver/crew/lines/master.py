"""Which line everybody gets: a linear programme over the lines that are known, and its prices for further ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ortools.linear_solver import pywraplp  # type: ignore[attr-defined]
from ortools.linear_solver.python import model_builder

from solver.crew.lines.person import Line

# Dearer than any line: what it costs that somebody has none.
NOBODY = 10**7


@dataclass(frozen=True)
class Target:
    """A need that wants `level` people: each fewer costs `under`, each more costs `over`."""

    need: int
    level: int
    under: int
    over: int


def pays(targets: Iterable[Target], lines: Iterable[Line]) -> int:
    """What lines cost together with what they leave open."""
    worth, people = 0, Counter[int]()
    for line in lines:
        worth += line.cost
        people.update(line.needs)
    for target in targets:
        missing = target.level - people[target.need]
        worth += target.under * missing if missing > 0 else -target.over * missing
    return worth


@dataclass(frozen=True)
class Prices:
    """What a duty at each need brings in, and what the targets cost together at these prices."""

    of: dict[int, float]
    targets: float

    def towards(self, other: Prices, share: float) -> Prices:
        """Prices so far on the way to the others."""
        mixed = {need: (1 - share) * price + share * other.of[need] for need, price in self.of.items()}
        return Prices(mixed, (1 - share) * self.targets + share * other.targets)


class Master:
    """Parts of lines are allowed, so that what it costs is never more than what whole lines would."""

    def __init__(self, targets: Iterable[Target], people: Iterable[int]) -> None:
        self.engine = pywraplp.Solver.CreateSolver("GLOP")
        self.goal = self.engine.Objective()
        self.goal.SetMinimization()
        self.columns: dict[Line, pywraplp.Variable] = {}
        self.prices = Prices({}, 0.0)
        self.fees: dict[int, float] = {}
        self.shares: dict[Line, float] = {}
        self.held: dict[int, Line] = {}
        self._people = {id: self.engine.Constraint(1, 1) for id in people}
        self._wants: dict[int, list[pywraplp.Constraint]] = {}
        for row in self._people.values():
            self._column(NOBODY, [(row, 1)])
        for target in targets:
            row = self.engine.Constraint(target.level, target.level)
            self._wants.setdefault(target.need, []).append(row)
            self._column(target.under, [(row, 1)])
            self._column(target.over, [(row, -1)])

    def _column(self, cost: int, terms: Iterable[tuple[pywraplp.Constraint, int]]) -> pywraplp.Variable:
        column = self.engine.NumVar(0, self.engine.infinity(), "")
        self.goal.SetCoefficient(column, cost)
        for row, factor in terms:
            row.SetCoefficient(column, factor)
        return column

    def add(self, line: Line) -> bool:
        """Whether the line was not known."""
        if line in self.columns:
            return False
        met = [(row, 1) for need in line.needs for row in self._wants.get(need, ())]
        self.columns[line] = self._column(line.cost, [(self._people[line.person], 1), *met])
        return True

    def solve(self) -> float:
        """What the best mixture of lines costs. Prices, fees and shares are those of it until the next one."""
        self.engine.Solve()
        duals = {row: row.dual_value() for rows in self._wants.values() for row in rows}
        of = {need: sum(duals[row] for row in rows) for need, rows in self._wants.items()}
        self.prices = Prices(of, sum(row.lb() * price for row, price in duals.items()))
        self.fees = {id: row.dual_value() for id, row in self._people.items()}
        self.shares = {line: column.solution_value() for line, column in self.columns.items()}
        return float(self.goal.Value())

    def reduced(self, line: Line) -> float:
        """What the mixture would cost more, at its prices, with the line."""
        return at(self.prices, line) - self.fees[line.person]

    def least(self, prices: Prices) -> float:
        """What targets and those who are held cost at these prices."""
        return prices.targets + sum(at(prices, line) for line in self.held.values())

    def hold(self, chosen: Mapping[int, Line]) -> None:
        """These people keep these lines; everybody else is free."""
        self.held = dict(chosen)
        for line, column in self.columns.items():
            held = chosen.get(line.person)
            column.SetBounds(int(line == held), self.engine.infinity() if held in (None, line) else 0)


def at(prices: Prices, line: Line) -> float:
    """What a line costs beyond what it brings in."""
    return line.cost - sum(prices.of.get(need, 0.0) for need in line.needs)


@dataclass(frozen=True)
class Picked:
    """Whole lines, one for each person, none where the time did not suffice; `proven` if no others are better."""

    lines: tuple[Line, ...] = ()
    proven: bool = False


def picked(targets: Iterable[Target], lines: Iterable[Line], seconds: float) -> Picked:
    """The best of these lines, by HiGHS on one thread."""
    built = model_builder.Model()
    columns = {line: built.new_bool_var("") for line in lines}
    costs = [(column, line.cost) for line, column in columns.items()]
    met: dict[int, list[model_builder.Variable]] = {}
    own: dict[int, list[model_builder.Variable]] = {}
    for line, column in columns.items():
        own.setdefault(line.person, []).append(column)
        for need in line.needs:
            met.setdefault(need, []).append(column)
    for held in own.values():
        built.add_linear_constraint(model_builder.LinearExpr.sum(held), 1, 1)
    for target in targets:
        under, over = (built.new_num_var(0, len(own) + abs(target.level), "") for _ in range(2))
        people = model_builder.LinearExpr.sum([*met.get(target.need, ()), under])
        built.add_linear_constraint(people - over, target.level, target.level)
        costs += [(under, target.under), (over, target.over)]
    built.minimize(model_builder.LinearExpr.weighted_sum([one for one, _ in costs], [cost for _, cost in costs]))
    engine = model_builder.Solver("HIGHS")
    engine.set_solver_specific_parameters("output_flag=false,mip_rel_gap=0,mip_abs_gap=0.9")
    engine.set_time_limit_in_seconds(seconds)
    status = engine.solve(built)
    if status not in (model_builder.SolveStatus.OPTIMAL, model_builder.SolveStatus.FEASIBLE):
        return Picked()
    chosen = tuple(line for line, column in columns.items() if engine.value(column) > 0.5)
    return Picked(chosen, status == model_builder.SolveStatus.OPTIMAL)
