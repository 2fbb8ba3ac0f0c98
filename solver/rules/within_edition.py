"""An act, its get-in and its get-out included, stays inside the festival's days."""

from __future__ import annotations

from collections.abc import Iterator

from solver.plan import Moment, Plan, Violation
from solver.problem import Act, Problem, Span
from solver.rules.rule import N_, UnaryRule
from solver.spans import starts_within


class WithinEdition(UnaryRule):
    anywhere = True
    title = N_("Within the festival's days")
    text = N_("%(act)s occupies its stage from %(starts)s to %(ends)s, outside the festival's days.")

    def violations(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        for slot in plan.slots:
            stay = problem.occupied(slot)
            if not _edition(problem).holds(stay):
                title = problem.act(slot.act).title
                yield self.broken(slot.act, act=title, starts=Moment(stay.starts), ends=Moment(stay.ends))

    def starts(self, problem: Problem, act: Act, stage: int) -> list[Span] | None:
        return starts_within([_edition(problem)], act.get_in, act.duration + act.get_out)


def _edition(problem: Problem) -> Span:
    return Span(problem.day(0).starts, problem.day(problem.days - 1).ends)
