"""The crowd expected for an act fits the stage; a parade's crowd stands along its way and is not counted."""

from __future__ import annotations

from collections.abc import Iterator

from solver.plan import Plan, Violation
from solver.problem import Act, Problem, Span
from solver.rules.rule import N_, UnaryRule


class CrowdFitsStage(UnaryRule):
    anytime = True
    title = N_("The crowd fits the stage")
    text = N_("%(act)s expects %(crowd)s people, %(stage)s holds %(capacity)s: %(missing)s too many.")

    def violations(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        for slot in plan.slots:
            act, stage = problem.act(slot.act), problem.stage(slot.stage)
            if act.route or act.crowd is None or stage.capacity is None:
                continue
            if act.crowd > stage.capacity:
                told = {"act": act.title, "stage": stage.name}
                missing = act.crowd - stage.capacity
                yield self.broken(act.id, **told, crowd=act.crowd, capacity=stage.capacity, missing=missing)

    def starts(self, problem: Problem, act: Act, stage: int) -> list[Span] | None:
        capacity = problem.stage(stage).capacity
        return None if act.route or act.crowd is None or capacity is None or act.crowd <= capacity else []
