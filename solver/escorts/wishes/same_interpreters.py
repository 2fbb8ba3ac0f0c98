"""A delegation keeps its interpreters through the days."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.escorts.plan import EscortCost, EscortPlan
from solver.escorts.problem import LIAISON, EscortProblem
from solver.escorts.rules.one_liaison import acquaintances, acquainted
from solver.escorts.wishes.wish import N_, EscortWish

if TYPE_CHECKING:
    from solver.escorts.model import EscortModel


class SameInterpreters(EscortWish):
    """Each interpreter of a pair beyond those it asks for at once costs the weight."""

    title = N_("The same interpreters")
    sentence = N_("%(delegation)s has %(has)s interpreters for %(pair)s in turn; %(needs)s would do.")
    weight = 20

    def count(self, problem: EscortProblem, plan: EscortPlan) -> Iterator[EscortCost]:
        for pair in _pairs(problem):
            for delegation, needs in acquaintances(problem, pair).items():
                held = acquainted(problem, plan, delegation, pair)
                if len(held) > needs:
                    facts = {"delegation": problem.delegation(delegation).code, "pair": pair}
                    yield EscortCost(self.key, held, len(held) - needs, {**facts, "has": len(held), "needs": needs})

    def cost(self, model: EscortModel, weight: int) -> None:
        for pair in _pairs(model.problem):
            for delegation, needs in acquaintances(model.problem, pair).items():
                known = model.acquainted(delegation, pair)
                if len(known) > needs:
                    model.cp.add(sum(known) - model.whole(len(known) - needs, weight) <= needs)


def _pairs(problem: EscortProblem) -> list[str]:
    return sorted({pair for _, pair in problem.tasks if pair != LIAISON})
