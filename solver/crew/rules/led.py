"""Where many stand together, enough of them may lead."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.crew.plan import Breach, CrewPlan
from solver.crew.problem import CrewProblem
from solver.crew.rules.rule import N_, CrewRule, Facts
from solver.plan import Moment

if TYPE_CHECKING:
    from solver.crew.staffing import Row, Staffing


class Led(CrewRule):
    title = N_("Leaders at every post")
    text = N_(
        "%(people)s people stand at %(post)s from %(starts)s to %(ends)s with %(has)s leaders; they need %(needs)s."
    )
    price = 20_000
    always_priced = True

    def violations(self, problem: CrewProblem, plan: CrewPlan) -> Iterator[Breach]:
        for need in problem.needs:
            if not need.leaders and not need.one_leader_for:
                continue
            officers = [problem.officer(id) for id in plan.officers_on(need.id)]
            has, needs = sum(problem.leads(officer, need) for officer in officers), need.led_by(len(officers))
            if has < needs:
                facts: Facts = {
                    "post": problem.post(need.post).name,
                    "people": len(officers),
                    "has": has,
                    "needs": needs,
                }
                span: Facts = {"starts": Moment(need.span.starts), "ends": Moment(need.span.ends)}
                yield Breach(self.key, (), (need.id,), needs - has, self.level_in(problem), {**facts, **span})

    def rows(self, model: Staffing) -> Iterator[Row]:
        for need in model.problem.needs:
            if need.leaders or need.one_leader_for:
                people = list(model.people_on(need))
                leading = [(1, column) for officer, column in people if model.problem.leads(officer, need)]
                wanted = model.whole(need.leaders, need.led_by(len(people)))
                if need.one_leader_for:
                    everybody = [(-1, column) for _, column in people]
                    model.always([(need.one_leader_for, wanted), *everybody], least=0)
                yield model.at_least([*leading, (-1, wanted)], 0)
