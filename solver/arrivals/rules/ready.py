"""No car is at a gate before its guests are ready, and the way there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.arrivals.plan import ArrivalPlan, Breach
from solver.arrivals.problem import ArrivalProblem
from solver.arrivals.rules.rule import N_, ArrivalRule, Facts, minute, stops
from solver.plan import Moment

if TYPE_CHECKING:
    from solver.arrivals.model import ArrivalModel


class Ready(ArrivalRule):
    title = N_("Ready in time")
    text = N_("%(car)s is ready at %(ready)s, %(way)s minutes from %(gate)s, and cannot stop there at %(at)s.")

    def violations(self, problem: ArrivalProblem, plan: ArrivalPlan) -> Iterator[Breach]:
        for slot, car, gate in stops(problem, plan):
            there = problem.there(car, gate)
            if car.ready is not None and there is not None and slot.at < there:
                facts: Facts = {"car": car.code, "gate": gate.code, "at": minute(slot.at)}
                why: Facts = {"ready": Moment(car.ready), "way": problem.way(car, gate)}
                yield self.broken(problem, {**facts, **why}, slot)

    def post(self, model: ArrivalModel) -> None:
        for car in model.problem.cars:
            for gate in model.problem.gates:
                there = model.problem.there(car, gate)
                if there is not None:
                    model.cp.add(model.at[car.id] >= there).only_enforce_if(model.uses[car.id, gate.id])
