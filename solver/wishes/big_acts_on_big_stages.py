"""Acts stand on stages of their size: a big crowd is not squeezed, a small one not lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from solver.plan import Cost, Fact, Plan
from solver.problem import Act, Problem
from solver.wishes.wish import N_, Wish

if TYPE_CHECKING:
    from solver.model.placing import Placing


class BigActsOnBigStages(Wish):
    title = N_("Big acts on big stages")
    text = N_(
        "An act costs 1 for every full tenth by which its crowd and its stage's capacity differ; parades cost nothing."
    )
    sentence = N_("%(act)s expects %(crowd)s people; %(stage)s holds %(capacity)s, and %(empty)s places stay empty.")
    cases = {"squeezed": N_("%(act)s expects %(crowd)s people; %(stage)s holds %(capacity)s, %(missing)s too few.")}

    def cost(self, model: Placing) -> Any:
        return sum(
            misfit * literal
            for act in model.problem.acts
            for stage, literal in model.options(act.id).items()
            if (misfit := _misfit(model.problem, act, stage))
        )

    def count(self, problem: Problem, plan: Plan) -> Iterator[Cost]:
        for slot in plan.slots:
            if misfit := _misfit(problem, problem.act(slot.act), slot.stage):
                yield self.pays(misfit, slot.act)

    def facts(self, problem: Problem, plan: Plan, cost: Cost) -> dict[str, Fact]:
        act, (stage,) = problem.act(cost.acts[0]), [problem.stage(it.stage) for it in plan.slots if it.act in cost.acts]
        crowd, capacity = act.crowd or 0, stage.capacity or 0
        told: dict[str, Fact] = {"act": act.title, "crowd": crowd, "stage": stage.name, "capacity": capacity}
        if crowd > capacity:
            return {**told, "case": "squeezed", "missing": crowd - capacity}
        return {**told, "empty": capacity - crowd}


def _misfit(problem: Problem, act: Act, stage: int) -> int:
    """Tenths of the larger of crowd and capacity; 0 where one of them is unknown."""
    capacity = problem.stage(stage).capacity
    if act.route or not act.crowd or not capacity:
        return 0
    return 10 * abs(act.crowd - capacity) // max(act.crowd, capacity)
