"""Performances of one work lie as many festival days apart as it asks for."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING, Any

from solver.places import pairs_in_time
from solver.plan import Plan, Violation
from solver.problem import Problem
from solver.rules.rule import N_, Rule

if TYPE_CHECKING:
    from solver.model.placing import Placing


class WorkDaysApart(Rule):
    anywhere = True
    title = N_("Days between performances of a work")
    text = N_("%(first)s and %(second)s show %(work)s %(has)s days apart; at least %(needs)s are wanted.")

    def violations(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        for work_id, first, second in pairs_in_time(plan, problem.acts_of_work):
            work = problem.work(work_id)
            days = problem.day_of(second.starts) - problem.day_of(first.starts)
            if work.days_apart is not None and days < work.days_apart:
                titles = {"first": problem.act(first.act).title, "second": problem.act(second.act).title}
                yield self.broken(first.act, second.act, **titles, work=work.name, has=days, needs=work.days_apart)

    def enforce(self, model: Placing) -> Iterator[Any]:
        for work in model.problem.works:
            for one, other in combinations(model.problem.acts_of_work[work.id], 2):
                if work.days_apart and (model.is_free(one) or model.is_free(other)):
                    yield tuple(
                        model.cp.add_at_most_one([model.on_day(one, day), model.on_day(other, near)])
                        for day in model.days_of(one)
                        for near in model.days_of(other)
                        if abs(day - near) < work.days_apart
                    )
