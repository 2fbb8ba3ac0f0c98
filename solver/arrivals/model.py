"""The decisions of the arrivals stage: whether each car has a slot, at which gate, and at which second."""

from __future__ import annotations

from collections.abc import Iterable

from ortools.sat.python import cp_model

from solver.arrivals.plan import ArrivalPlan
from solver.arrivals.problem import MINUTE, ArrivalProblem, Car, Gate, Slot
from solver.arrivals.rules import ARRIVAL_RULES, ArrivalRule
from solver.arrivals.rules.rule import IGNORE
from solver.arrivals.wishes import CHANGES, WAITING, patience


class ArrivalModel:
    """Under some rules; `hold_all` holds also those that have a price. A car without a slot pays no wish."""

    def __init__(
        self, problem: ArrivalProblem, rules: tuple[ArrivalRule, ...] = ARRIVAL_RULES, *, hold_all: bool = False
    ) -> None:
        self.problem, self.hold_all = problem, hold_all
        self.cp = cp_model.CpModel()
        self._costs: list[cp_model.LinearExprT] = []
        earliest = min([problem.opens * MINUTE, *(slot.at for slot in problem.current)])
        latest = max([problem.closes * MINUTE, *(slot.at for slot in problem.current)])
        grid = range(problem.opens * MINUTE, latest + 1, problem.grid)
        times = cp_model.Domain.from_values(sorted({*grid, *(slot.at for slot in problem.current)}))
        self._reach = earliest, latest
        self.at = {car.id: self.cp.new_int_var_from_domain(times, "") for car in problem.cars}
        self.comes = {car.id: self.cp.new_bool_var("") for car in problem.cars}
        self.uses = {(car.id, gate.id): self.cp.new_bool_var("") for car in problem.cars for gate in problem.gates}
        for car in problem.cars:
            self.cp.add(sum(self.uses[car.id, gate.id] for gate in problem.gates) == self.comes[car.id])
        for rule in rules:
            if hold_all or rule.level_in(problem) != IGNORE:
                rule.post(self)

    def asked(self, decision: cp_model.IntVar, price: int) -> None:
        """What must be, or costs `price` where it is not."""
        if self.hold_all:
            self.cp.add(decision == 1)
        else:
            self._costs.append(MINUTE * price * (1 - decision))

    def moment(self) -> cp_model.IntVar:
        return self.cp.new_int_var(*self._reach, "")

    def where_it_comes(self, car: Car, *constraints: cp_model.BoundedLinearExpression | bool) -> None:
        for constraint in constraints:
            self.cp.add(constraint).only_enforce_if(self.comes[car.id])

    def stay(self, car: Car, gate: Gate, seconds: int) -> cp_model.IntervalVar:
        """So many seconds at a gate from when the car stops there, if it does."""
        return self.cp.new_optional_fixed_size_interval_var(self.at[car.id], seconds, self.uses[car.id, gate.id], "")

    def never(self, car: Car, gate: Gate) -> None:
        self.cp.add(self.uses[car.id, gate.id] == 0)

    def not_between(self, car: Car, gate: Gate, first: int, last: int) -> None:
        """The car does not stop at the gate after the second `first` and before the second `last`."""
        early = self.cp.new_bool_var("")
        uses = self.uses[car.id, gate.id]
        self.cp.add(self.at[car.id] <= first).only_enforce_if(uses, early)
        self.cp.add(self.at[car.id] >= last).only_enforce_if(uses, ~early)

    def minimize(self) -> None:
        for car in self.problem.cars:
            self._wait(car)
        for slot in self.problem.current:
            self._keep(slot)
        self.cp.minimize(cp_model.LinearExpr.sum(self._costs))

    def hint(self, slots: Iterable[Slot]) -> None:
        for slot in slots:
            self.cp.add_hint(self.at[slot.car], slot.at)
            self.cp.add_hint(self.comes[slot.car], True)
            self.cp.add_hint(self.uses[slot.car, slot.gate], True)

    def fix(self, plan: ArrivalPlan) -> None:
        """Only exactly this plan."""
        for car in self.problem.cars:
            slot = plan.of(car.id)
            self.cp.add(self.comes[car.id] == (slot is not None))
            if slot is not None:
                self.cp.add(self.at[car.id] == slot.at)
                self.cp.add(self.uses[car.id, slot.gate] == 1)

    def plan(self, solver: cp_model.CpSolver) -> ArrivalPlan:
        slots = [Slot(*key, solver.value(self.at[key[0]])) for key, uses in self.uses.items() if solver.value(uses)]
        return ArrivalPlan(tuple(sorted(slots)))

    def _wait(self, car: Car) -> None:
        problem = self.problem
        ends = problem.opens if problem.leaving else problem.closes
        sign = 1 if problem.leaving else -1
        earliest, latest = self._reach
        waits = self.cp.new_int_var(0, latest - earliest, "")
        self.where_it_comes(car, waits >= sign * (self.at[car.id] - ends * MINUTE))
        self._costs.append(WAITING.weight_in(problem) * patience(problem, car) * waits)

    def _keep(self, slot: Slot) -> None:
        """A car without a slot is no change besides."""
        changed = self.cp.new_bool_var("")
        self.where_it_comes(self.problem.car(slot.car), self.uses[slot.car, slot.gate] + changed >= 1)
        self.cp.add(self.at[slot.car] == slot.at).only_enforce_if(self.comes[slot.car], ~changed)
        self._costs.append(MINUTE * CHANGES.weight_in(self.problem) * changed)
