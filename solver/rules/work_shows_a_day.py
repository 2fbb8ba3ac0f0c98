"""A work is performed no more often on a festival day than it should be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from solver.places import by_day
from solver.plan import Moment, Plan, Violation
from solver.problem import Problem
from solver.rules.rule import N_, Rule

if TYPE_CHECKING:
    from solver.model.placing import Placing


class WorkShowsADay(Rule):
    """Broken once for every performance too many: the acts are the day's performances up to that one."""

    anywhere = True
    title = N_("Performances of a work a day")
    text = N_("%(act)s at %(starts)s is performance %(shows)s of %(work)s on its day; at most %(limit)s are wanted.")

    def violations(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        for work in problem.works:
            limit = work.at_most_a_day
            if limit is None:
                continue
            for slots in by_day(problem, plan, problem.acts_of_work[work.id]):
                for shows in range(limit + 1, len(slots) + 1):
                    last = slots[shows - 1]
                    told = {"act": problem.act(last.act).title, "work": work.name}
                    acts = (slot.act for slot in slots[:shows])
                    yield self.broken(*acts, **told, starts=Moment(last.starts), shows=shows, limit=limit)

    def enforce(self, model: Placing) -> Iterator[Any]:
        for work in model.problem.works:
            if work.at_most_a_day is not None:
                yield from model.at_most_a_day(self, model.problem.acts_of_work[work.id], work.at_most_a_day)
