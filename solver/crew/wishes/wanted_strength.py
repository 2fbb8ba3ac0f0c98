"""Posts have the strength that is wanted, where fewer or more people may do as well."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.crew.plan import CrewCost, CrewPlan
from solver.crew.problem import CrewProblem
from solver.crew.wishes.wish import N_, CrewWish
from solver.plan import Fact, Moment

if TYPE_CHECKING:
    from solver.crew.staffing import Staffing


class WantedStrength(CrewWish):
    """Every person counts with the price that the need names."""

    title = N_("Strength wanted")
    sentence = N_("%(post)s would like %(wanted)s × %(function)s from %(starts)s to %(ends)s and has %(has)s.")

    def count(self, problem: CrewProblem, plan: CrewPlan) -> Iterator[CrewCost]:
        for need in problem.needs:
            if need.wanted is not None:
                has = len(plan.officers_on(need.id))
                amount = need.under * max(0, need.wanted - has) + need.over * max(0, has - need.wanted)
                if amount:
                    post, function = problem.post(need.post).name, problem.function(need.function).name
                    facts: dict[str, Fact] = {"post": post, "wanted": need.wanted, "function": function, "has": has}
                    span: dict[str, Fact] = {"starts": Moment(need.span.starts), "ends": Moment(need.span.ends)}
                    yield CrewCost(self.key, (), amount, {**facts, **span})

    def cost(self, model: Staffing, weight: int) -> None:
        for need in model.problem.needs:
            if need.wanted is not None and (need.under or need.over):
                people = [(1, column) for _, column in model.people_on(need)]
                everybody = sum(model.size(officer) for officer, _ in model.people_on(need))
                under = model.whole(0, need.wanted, cost=weight * need.under)
                over = model.whole(0, everybody, cost=weight * need.over)
                model.always([*people, (1, under), (-1, over)], need.wanted, need.wanted)
