"""Acts that want the same audience do not run at the same time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from solver.plan import Cost, Fact, Plan
from solver.problem import Problem
from solver.wishes.wish import N_, Wish

if TYPE_CHECKING:
    from solver.model.placing import Placing


class AudienceClashes(Wish):
    title = N_("No favourites at the same time")
    text = N_("Two acts with the same audience that run at the same time cost what their clash weighs.")
    sentence = N_("%(first)s and %(second)s want the same audience and run at the same time for %(minutes)s minutes.")
    weight = 10

    def cost(self, model: Placing) -> Any:
        held = sum(cost.amount for cost in self.count(model.problem, model.held.plan))
        clashes = {clash: None for act in model.acts for clash in model.problem.clashes_of.get(act.id, ())}
        return held + sum(clash.weight * model.together(clash.first, clash.second) for clash in clashes)

    def count(self, problem: Problem, plan: Plan) -> Iterator[Cost]:
        for clash in problem.clashes:
            first, second = plan.slot(clash.first), plan.slot(clash.second)
            if first and second and problem.shown(first).meets(problem.shown(second)):
                yield self.pays(clash.weight, clash.first, clash.second)

    def facts(self, problem: Problem, plan: Plan, cost: Cost) -> dict[str, Fact]:
        first, second = (problem.act(act).title for act in cost.acts)
        shows = [problem.shown(slot) for act in cost.acts if (slot := plan.slot(act))]
        minutes = min(show.ends for show in shows) - max(show.starts for show in shows)
        return {"first": first, "second": second, "minutes": minutes}
