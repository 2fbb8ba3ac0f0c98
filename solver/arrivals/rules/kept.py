"""A slot that somebody has fixed is kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.arrivals.plan import ArrivalPlan, Breach
from solver.arrivals.problem import ArrivalProblem
from solver.arrivals.rules.rule import N_, ArrivalRule, Facts, minute

if TYPE_CHECKING:
    from solver.arrivals.model import ArrivalModel


class Kept(ArrivalRule):
    title = N_("Fixed slots are kept")
    text = N_("%(car)s stops at %(gate)s at %(at)s; its slot is fixed for %(then)s at %(fixed)s.")

    def violations(self, problem: ArrivalProblem, plan: ArrivalPlan) -> Iterator[Breach]:
        for fixed in problem.current:
            car, slot = problem.car(fixed.car), plan.of(fixed.car)
            if car.fixed and slot is not None and slot != fixed:
                facts: Facts = {"car": car.code, "gate": problem.gate(slot.gate).code, "at": minute(slot.at)}
                kept: Facts = {"fixed": problem.gate(fixed.gate).code, "then": minute(fixed.at)}
                yield self.broken(problem, {**facts, **kept}, slot)

    def post(self, model: ArrivalModel) -> None:
        for slot in model.problem.current:
            car = model.problem.car(slot.car)
            if car.fixed:
                stays = model.at[car.id] == slot.at, model.uses[car.id, slot.gate] == 1
                model.where_it_comes(car, *stays)
