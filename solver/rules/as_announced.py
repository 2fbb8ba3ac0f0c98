"""What has been announced to the public stays as it was announced."""

from __future__ import annotations

from collections.abc import Iterator

from solver.plan import Moment, Plan, Violation
from solver.problem import Act, Problem, Span
from solver.rules.rule import N_, UnaryRule


class AsAnnounced(UnaryRule):
    title = N_("As announced")
    text = N_("%(act)s was announced for %(starts)s on %(stage)s, the plan has it at %(planned)s on %(elsewhere)s.")

    def violations(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        for slot in plan.slots:
            act = problem.act(slot.act)
            if act.announced and (act.announced.stage, act.announced.starts) != (slot.stage, slot.starts):
                yield self.broken(
                    act.id,
                    act=act.title,
                    starts=Moment(act.announced.starts),
                    stage=problem.stage(act.announced.stage).name,
                    planned=Moment(slot.starts),
                    elsewhere=problem.stage(slot.stage).name,
                )

    def starts(self, problem: Problem, act: Act, stage: int) -> list[Span] | None:
        if act.announced is None:
            return None
        return [Span(act.announced.starts, act.announced.starts + 1)] if stage == act.announced.stage else []
