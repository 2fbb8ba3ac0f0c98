"""Every post has as many people as it needs, and no more than it can use."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.crew.plan import Breach, CrewPlan
from solver.crew.problem import CrewProblem
from solver.crew.rules.rule import N_, CrewRule, Facts
from solver.plan import Moment

if TYPE_CHECKING:
    from solver.crew.staffing import Row, Staffing


class NeedMet(CrewRule):
    title = N_("Posts are manned")
    text = N_("%(post)s needs %(least)s × %(function)s from %(starts)s to %(ends)s and has %(has)s.")
    cases = {"many": N_("%(post)s can use %(most)s × %(function)s from %(starts)s to %(ends)s and has %(has)s.")}
    price = 100_000
    always_priced = True

    def violations(self, problem: CrewProblem, plan: CrewPlan) -> Iterator[Breach]:
        for need in problem.needs:
            has = len(plan.officers_on(need.id))
            if need.least <= has <= need.most:
                continue
            post, function = problem.post(need.post).name, problem.function(need.function).name
            facts: Facts = {"post": post, "function": function, "has": has}
            span: Facts = {"starts": Moment(need.span.starts), "ends": Moment(need.span.ends)}
            level = self.level_in(problem)
            if has < need.least:
                yield Breach(self.key, (), (need.id,), need.least - has, level, {**facts, **span, "least": need.least})
            if has > need.most:
                many: Facts = {**facts, **span, "case": "many", "most": need.most}
                yield Breach(self.key, (), (need.id,), has - need.most, level, many)

    def rows(self, model: Staffing) -> Iterator[Row]:
        for need in model.problem.needs:
            people = [(1, column) for _, column in model.people_on(need)]
            yield model.at_least(people, need.least)
            yield model.at_most(people, need.most)
