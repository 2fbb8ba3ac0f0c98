"""Every stage an act is shown on has what the act needs: a roof, a dance floor, a step-free way."""

from __future__ import annotations

from collections.abc import Iterator

from solver.places import shown_places
from solver.plan import Plan, Violation
from solver.problem import Act, Problem, Slot, Span
from solver.rules.rule import N_, UnaryRule


class StageFeatures(UnaryRule):
    anytime = True
    title = N_("Stage features")
    text = N_("%(act)s needs %(missing)s, which %(stage)s does not have.")

    def violations(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        for slot in plan.slots:
            act = problem.act(slot.act)
            for stage_id, _ in shown_places(problem, slot):
                stage = problem.stage(stage_id)
                missing = [feature for feature in act.features if feature not in stage.features]
                if missing:
                    yield self.broken(act.id, act=act.title, missing=", ".join(missing), stage=stage.name)
                    break

    def starts(self, problem: Problem, act: Act, stage: int) -> list[Span] | None:
        needed = set(act.features)
        places = shown_places(problem, Slot(act.id, stage, 0)) if needed else ()
        return None if all(needed.issubset(problem.stage(place).features) for place, _ in places) else []
