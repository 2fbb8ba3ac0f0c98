"""Whoever has been told of a duty keeps it, and nobody new is called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.crew.plan import CrewCost, CrewPlan
from solver.crew.problem import CrewProblem
from solver.crew.wishes.wish import N_, CrewWish

if TYPE_CHECKING:
    from solver.crew.staffing import Staffing


class FewChanges(CrewWish):
    """Nothing counts as long as no roster stands. Once one is released, changes are counted against that."""

    title = N_("Few changes")
    sentence = N_("%(amount)s duties of %(officer)s change.")
    weight = 100

    def count(self, problem: CrewProblem, plan: CrewPlan) -> Iterator[CrewCost]:
        if not problem.told:
            return
        changes = Counter(duty.officer for duty in set(problem.told) ^ set(plan.duties))
        for officer in problem.officers:
            if changed := changes[officer.id]:
                yield CrewCost(self.key, (officer.id,), changed, {"amount": changed, "officer": officer.name})

    def cost(self, model: Staffing, weight: int) -> None:
        told = {(duty.officer, duty.need) for duty in model.problem.told}
        if not told:
            return
        sizes = {officer.id: model.size(officer) for officer in model.problem.officers}
        model.constant += weight * sum(sizes.get(officer, 0) for officer, _ in told)
        for key, column in model.duty.items():
            model.pay(column, -weight if key in told else weight)
