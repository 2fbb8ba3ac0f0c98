"""What a planner holds fast of an act, its day, its stage or its start, stays as it is."""

from __future__ import annotations

from collections.abc import Iterator

from solver.plan import Moment, Plan, Violation
from solver.problem import Act, Problem, Span
from solver.rules.rule import N_, UnaryRule
from solver.spans import in_both


class Pinned(UnaryRule):
    title = N_("Pinned")
    text = N_("%(act)s is pinned to %(stage)s, the plan has it on %(elsewhere)s.")
    cases = {
        "day": N_("%(act)s is pinned to another festival day than that of %(planned)s."),
        "starts": N_("%(act)s is pinned to %(starts)s, the plan has it at %(planned)s."),
    }

    def violations(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        for slot in plan.slots:
            act, planned = problem.act(slot.act).title, Moment(slot.starts)
            for pin in problem.pins_of(slot.act):
                if pin.stage is not None and pin.stage != slot.stage:
                    stage, elsewhere = problem.stage(pin.stage).name, problem.stage(slot.stage).name
                    yield self.broken(slot.act, act=act, stage=stage, elsewhere=elsewhere)
                elif pin.day is not None and pin.day != problem.day_of(slot.starts):
                    yield self.broken(slot.act, case="day", act=act, planned=planned)
                elif pin.starts is not None and pin.starts != slot.starts:
                    yield self.broken(slot.act, case="starts", act=act, planned=planned, starts=Moment(pin.starts))
                else:
                    continue
                break

    def starts(self, problem: Problem, act: Act, stage: int) -> list[Span] | None:
        spans = [problem.horizon]
        for pin in problem.pins_of(act.id):
            if pin.stage is not None and pin.stage != stage:
                return []
            if pin.day is not None:
                spans = in_both(spans, [problem.day(pin.day)])
            if pin.starts is not None:
                spans = in_both(spans, [Span(pin.starts, pin.starts + 1)])
        return spans
