"""An act is shown on a stage that was agreed for it; a parade begins on its first leg's stage."""

from __future__ import annotations

from collections.abc import Iterator

from solver.plan import Plan, Violation
from solver.problem import Act, Problem, Span
from solver.rules.rule import N_, UnaryRule


class AllowedStages(UnaryRule):
    anytime = True
    title = N_("Allowed stages")
    text = N_("%(act)s stands on %(stage)s, which is not among the stages agreed for it.")

    def violations(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        for slot in plan.slots:
            act = problem.act(slot.act)
            agreed = (act.route[0].stage,) if act.route else act.stages
            if agreed and slot.stage not in agreed:
                yield self.broken(act.id, act=act.title, stage=problem.stage(slot.stage).name)

    def starts(self, problem: Problem, act: Act, stage: int) -> list[Span] | None:
        if act.route:
            return None if stage == act.route[0].stage else []
        return None if not act.stages or stage in act.stages else []
