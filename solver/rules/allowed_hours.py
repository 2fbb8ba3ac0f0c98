"""An act is shown wholly inside one of the spans agreed for it."""

from __future__ import annotations

from collections.abc import Iterator

from solver.plan import Moment, Plan, Violation
from solver.problem import Act, Problem, Span
from solver.rules.rule import N_, UnaryRule
from solver.spans import joined, starts_within


class AllowedHours(UnaryRule):
    anywhere = True
    title = N_("Allowed hours")
    text = N_("%(act)s is shown from %(starts)s to %(ends)s, outside the hours agreed for it.")

    def violations(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        for slot in plan.slots:
            act, show = problem.act(slot.act), problem.shown(slot)
            if act.hours and not any(hours.holds(show) for hours in joined(act.hours)):
                yield self.broken(act.id, act=act.title, starts=Moment(show.starts), ends=Moment(show.ends))

    def starts(self, problem: Problem, act: Act, stage: int) -> list[Span] | None:
        return starts_within(act.hours, 0, act.duration) if act.hours else None
