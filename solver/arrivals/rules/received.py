"""Every car has a slot."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.arrivals.plan import ArrivalPlan, Breach
from solver.arrivals.problem import ArrivalProblem
from solver.arrivals.rules.rule import N_, ArrivalRule

if TYPE_CHECKING:
    from solver.arrivals.model import ArrivalModel


class Received(ArrivalRule):
    title = N_("Every car is received")
    text = N_("%(car)s (rank %(rank)s) has no slot.")
    price = 100_000

    def violations(self, problem: ArrivalProblem, plan: ArrivalPlan) -> Iterator[Breach]:
        for car in problem.cars:
            if plan.of(car.id) is None:
                yield Breach(self.key, (car.id,), (), self.level_in(problem), {"car": car.code, "rank": car.rank})

    def post(self, model: ArrivalModel) -> None:
        for car in model.problem.cars:
            model.asked(model.comes[car.id], self.price)
