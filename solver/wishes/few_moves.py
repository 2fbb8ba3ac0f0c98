"""The plan stays as people know it: a moved act costs by the people it concerns and the notice they have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from solver.notice import hastening, leaving
from solver.plan import Cost, Fact, Moment, Plan
from solver.problem import Problem
from solver.wishes.wish import N_, Wish

if TYPE_CHECKING:
    from solver.model.placing import Placing


class FewMoves(Wish):
    title = N_("Few moves")
    text = N_(
        "An act that leaves its present stage or start costs 1, and 1 more for every hundred of its artists and its"
        " expected crowd; twice as much with less than a week's notice, four times with less than a day's, eight times"
        " with less than two hours'."
    )
    sentence = N_("%(act)s stood at %(starts)s on %(stage)s, where people know it, and stands there no longer.")
    weight = 3

    def cost(self, model: Placing) -> Any:
        problem = model.problem
        moved = (leaving(problem, slot) * (1 - model.stands(slot)) for slot in problem.current)
        hastened = (
            more * model.within(slot.act, span) for slot in problem.current for span, more in hastening(problem, slot)
        )
        return sum(moved) + sum(hastened)

    def count(self, problem: Problem, plan: Plan) -> Iterator[Cost]:
        for slot in problem.current:
            there = plan.slot(slot.act)
            if there != slot:
                hastened = hastening(problem, slot) if there else ()
                more = sum(more for span, more in hastened if there and there.starts < span.ends)
                yield self.pays(leaving(problem, slot) + more, slot.act)

    def facts(self, problem: Problem, plan: Plan, cost: Cost) -> dict[str, Fact]:
        slot = problem.current_slots[cost.acts[0]]
        stage = problem.stage(slot.stage).name
        return {"act": problem.act(slot.act).title, "starts": Moment(slot.starts), "stage": stage}
