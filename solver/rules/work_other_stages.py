"""Performances of one work stand on different stages where it asks for that."""

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


class WorkOtherStages(Rule):
    title = N_("Other stages for a work")
    text = N_("%(first)s and %(second)s both show %(work)s on %(stage)s; different stages are wanted.")

    def violations(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        for work_id, first, second in pairs_in_time(plan, problem.acts_of_work):
            work = problem.work(work_id)
            if work.other_stages and first.stage == second.stage:
                told = {"work": work.name, "stage": problem.stage(first.stage).name}
                titles = {"first": problem.act(first.act).title, "second": problem.act(second.act).title}
                yield self.broken(first.act, second.act, **titles, **told)

    def enforce(self, model: Placing) -> Iterator[Any]:
        for work in model.problem.works:
            for one, other in combinations(model.problem.acts_of_work[work.id], 2):
                if work.other_stages and (model.is_free(one) or model.is_free(other)):
                    theirs = model.options(other)
                    yield tuple(
                        model.cp.add_at_most_one([literal, theirs[stage]])
                        for stage, literal in model.options(one).items()
                        if stage in theirs
                    )
