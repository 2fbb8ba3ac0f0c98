"""No more cars stand at a gate than it has lanes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.arrivals.plan import ArrivalPlan, Breach
from solver.arrivals.problem import ArrivalProblem
from solver.arrivals.rules.rule import N_, ArrivalRule, Facts, minute, stops

if TYPE_CHECKING:
    from solver.arrivals.model import ArrivalModel


class RoomAtTheGate(ArrivalRule):
    title = N_("Room at the gate")
    text = N_("%(has)s cars stand at %(gate)s at %(at)s, which has %(lanes)s lanes: %(cars)s.")

    def violations(self, problem: ArrivalProblem, plan: ArrivalPlan) -> Iterator[Breach]:
        for gate in problem.gates:
            mine = [(slot, car) for slot, car, at in stops(problem, plan) if at is gate]
            for at, (slot, car) in enumerate(mine):
                standing = [one for one in mine[: at + 1] if one[0].at + one[1].seconds > slot.at]
                if len(standing) > gate.lanes and car.seconds:
                    codes = ", ".join(one.code for _, one in standing)
                    facts: Facts = {"has": len(standing), "gate": gate.code, "lanes": gate.lanes, "cars": codes}
                    yield self.broken(problem, {**facts, "at": minute(slot.at)}, *(one for one, _ in standing))

    def post(self, model: ArrivalModel) -> None:
        for gate in model.problem.gates:
            stays = [model.stay(car, gate, car.seconds) for car in model.problem.cars]
            model.cp.add_cumulative(stays, [1] * len(stays), gate.lanes)
