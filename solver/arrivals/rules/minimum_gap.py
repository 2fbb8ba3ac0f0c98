"""Between two cars at one gate lies the gap."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from solver.arrivals.plan import ArrivalPlan, Breach
from solver.arrivals.problem import ArrivalProblem
from solver.arrivals.rules.rule import N_, ArrivalRule, Facts, minute, stops

if TYPE_CHECKING:
    from solver.arrivals.model import ArrivalModel


class MinimumGap(ArrivalRule):
    title = N_("A gap between cars")
    text = N_("%(first)s and %(second)s stop at %(gate)s at %(at)s, %(has)s seconds apart; %(needs)s are asked for.")

    def violations(self, problem: ArrivalProblem, plan: ArrivalPlan) -> Iterator[Breach]:
        for gate in problem.gates:
            mine = [(slot, car) for slot, car, at in stops(problem, plan) if at is gate]
            for (first, one), (second, other) in pairwise(mine):
                if (has := second.at - first.at) < problem.gap:
                    facts: Facts = {"first": one.code, "second": other.code, "gate": gate.code}
                    times: Facts = {"at": minute(second.at), "has": has, "needs": problem.gap}
                    yield self.broken(problem, {**facts, **times}, first, second)

    def post(self, model: ArrivalModel) -> None:
        if model.problem.gap:
            for gate in model.problem.gates:
                model.cp.add_no_overlap([model.stay(car, gate, model.problem.gap) for car in model.problem.cars])
