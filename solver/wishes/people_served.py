"""Where not every act finds a place, the ones that more people wait for come first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from solver.plan import Cost, Fact, Plan
from solver.problem import Act, Problem
from solver.wishes.wish import N_, Wish

if TYPE_CHECKING:
    from solver.model.placing import Placing


class PeopleServed(Wish):
    title = N_("Acts that many wait for are placed first")
    text = N_("An act without a place costs 1 for every started hundred of its expected crowd.")
    sentence = N_("%(act)s has no place, and %(crowd)s people wait for it.")

    def cost(self, model: Placing) -> Any:
        return sum(_hundreds(act) * (1 - model.present(act.id)) for act in model.problem.acts if act.crowd)

    def count(self, problem: Problem, plan: Plan) -> Iterator[Cost]:
        for act in problem.acts:
            if act.crowd and plan.slot(act.id) is None:
                yield self.pays(_hundreds(act), act.id)

    def facts(self, problem: Problem, plan: Plan, cost: Cost) -> dict[str, Fact]:
        act = problem.act(cost.acts[0])
        return {"act": act.title, "crowd": act.crowd or 0}


def _hundreds(act: Act) -> int:
    return -(-(act.crowd or 0) // 100)
