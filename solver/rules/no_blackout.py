"""Nothing is shown in a blackout on the stages it closes: a state funeral, rain, a closed site."""

from __future__ import annotations

from collections.abc import Iterator

from solver.places import shown_places
from solver.plan import Moment, Plan, Violation
from solver.problem import Act, Blackout, Problem, Slot, Span
from solver.rules.rule import N_, UnaryRule
from solver.spans import starts_meeting, without


class NoBlackout(UnaryRule):
    title = N_("No show in a blackout")
    text = N_("%(act)s is shown on %(stage)s during %(reason)s, which lasts from %(starts)s to %(ends)s.")

    def violations(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        for slot in plan.slots:
            for stage, show in shown_places(problem, slot):
                if blackout := next(
                    (it for it in _on(problem, stage) if it.starts < show.ends and show.starts < it.ends), None
                ):
                    title, name = problem.act(slot.act).title, problem.stage(stage).name
                    when = {"starts": Moment(blackout.starts), "ends": Moment(blackout.ends)}
                    yield self.broken(slot.act, act=title, stage=name, reason=blackout.reason, **when)
                    break

    def starts(self, problem: Problem, act: Act, stage: int) -> list[Span] | None:
        taken = [
            span
            for place, show in shown_places(problem, Slot(act.id, stage, 0))
            for span in starts_meeting(map(_span, _on(problem, place)), -show.starts, show.ends)
        ]
        return without([problem.horizon], taken) if taken else None


def _on(problem: Problem, stage: int) -> Iterator[Blackout]:
    return (it for it in problem.blackouts if not it.stages or stage in it.stages)


def _span(blackout: Blackout) -> Span:
    return Span(blackout.starts, blackout.ends)
