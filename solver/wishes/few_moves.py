"""The plan stays as people know it: a moved act costs by the people it concerns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from solver.plan import Cost, Plan
from solver.problem import Problem, Slot
from solver.wishes.wish import N_, Wish

if TYPE_CHECKING:
    from solver.model.placing import Placing


class FewMoves(Wish):
    title = N_("Few moves")
    text = N_(
        "An act that leaves its present stage or start costs 1, and 1 more for every hundred of its expected crowd."
    )
    weight = 3

    def cost(self, model: Placing) -> Any:
        return sum(_people(model.problem, slot) * (1 - model.stands(slot)) for slot in model.problem.current)

    def count(self, problem: Problem, plan: Plan) -> Iterator[Cost]:
        for slot in problem.current:
            if plan.slot(slot.act) != slot:
                yield self.pays(_people(problem, slot), slot.act)


def _people(problem: Problem, slot: Slot) -> int:
    """Hundreds of people, and one for the act itself."""
    return 1 + (problem.act(slot.act).crowd or 0) // 100
