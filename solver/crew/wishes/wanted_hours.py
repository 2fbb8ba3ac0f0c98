"""People are not called in hours they would rather have free."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.crew.plan import CrewCost, CrewPlan
from solver.crew.problem import CrewProblem, Need, Officer
from solver.crew.wishes.wish import N_, CrewWish

if TYPE_CHECKING:
    from solver.crew.staffing import Staffing


class WantedHours(CrewWish):
    title = N_("Wanted hours")
    sentence = N_("%(amount)s duties of %(officer)s fall into hours that should be free.")
    weight = 5

    def count(self, problem: CrewProblem, plan: CrewPlan) -> Iterator[CrewCost]:
        for officer in problem.officers:
            amount = sum(_unwanted(officer, problem.need(need)) for need in plan.needs_of(officer.id))
            if amount:
                yield CrewCost(self.key, (officer.id,), amount, {"amount": amount, "officer": officer.name})

    def cost(self, model: Staffing, weight: int) -> None:
        for officer in model.problem.officers:
            for need, column in model.duties_of(officer):
                if _unwanted(officer, need):
                    model.pay(column, weight)


def _unwanted(officer: Officer, need: Need) -> bool:
    return any(span.meets(need.duty) for span in officer.unwanted)
