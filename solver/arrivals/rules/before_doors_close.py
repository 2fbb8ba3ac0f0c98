"""Guests are out of their car after the doors open, and before they close or their row is to be seated."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.arrivals.plan import ArrivalPlan, Breach
from solver.arrivals.problem import MINUTE, ArrivalProblem
from solver.arrivals.rules.rule import N_, ArrivalRule, Facts, minute, stops
from solver.plan import Moment

if TYPE_CHECKING:
    from solver.arrivals.model import ArrivalModel


class BeforeDoorsClose(ArrivalRule):
    title = N_("Before the doors close")
    text = N_("%(car)s stops at %(gate)s at %(at)s and takes %(seconds)s seconds; all must be through by %(until)s.")
    cases = {"early": N_("%(car)s stops at %(gate)s at %(at)s, before %(from)s.")}

    def violations(self, problem: ArrivalProblem, plan: ArrivalPlan) -> Iterator[Breach]:
        for slot, car, gate in stops(problem, plan):
            facts: Facts = {"car": car.code, "gate": gate.code, "at": minute(slot.at), "seconds": car.seconds}
            if slot.at < problem.opens * MINUTE:
                yield self.broken(problem, {**facts, "case": "early", "from": Moment(problem.opens)}, slot)
            if slot.at + car.seconds > problem.latest(car):
                yield self.broken(problem, {**facts, "until": minute(problem.latest(car))}, slot)

    def post(self, model: ArrivalModel) -> None:
        problem = model.problem
        for car in problem.cars:
            at = model.at[car.id]
            model.where_it_comes(car, at >= problem.opens * MINUTE, at + car.seconds <= problem.latest(car))
