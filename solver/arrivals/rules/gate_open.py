"""Cars stop at gates that they may use, while these are open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.arrivals.plan import ArrivalPlan, Breach
from solver.arrivals.problem import MINUTE, ArrivalProblem, Car, Gate
from solver.arrivals.rules.rule import N_, ArrivalRule, Facts, minute, stops
from solver.plan import Moment

if TYPE_CHECKING:
    from solver.arrivals.model import ArrivalModel


class GateOpen(ArrivalRule):
    title = N_("An open gate")
    text = N_("%(car)s stops at %(gate)s at %(at)s, which is closed from %(from)s to %(until)s.")
    cases = {"other": N_("%(car)s stops at %(gate)s at %(at)s, which is not a gate for it.")}

    def violations(self, problem: ArrivalProblem, plan: ArrivalPlan) -> Iterator[Breach]:
        for slot, car, gate in stops(problem, plan):
            facts: Facts = {"car": car.code, "gate": gate.code, "at": minute(slot.at)}
            if not _may(car, gate):
                yield self.broken(problem, {**facts, "case": "other"}, slot)
            for span in gate.closed:
                if slot.at < span.ends * MINUTE and span.starts * MINUTE < slot.at + car.seconds:
                    closed: Facts = {"from": Moment(span.starts), "until": Moment(span.ends)}
                    yield self.broken(problem, {**facts, **closed}, slot)

    def post(self, model: ArrivalModel) -> None:
        for gate in model.problem.gates:
            for car in model.problem.cars:
                if not _may(car, gate):
                    model.never(car, gate)
                for span in gate.closed:
                    first, last = span.starts * MINUTE - car.seconds, span.ends * MINUTE
                    model.not_between(car, gate, first, last)


def _may(car: Car, gate: Gate) -> bool:
    return not car.gates or gate.id in car.gates
