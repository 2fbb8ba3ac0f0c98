"""In a stage's quiet hours nothing sounds that is louder than they allow."""

from __future__ import annotations

from collections.abc import Iterator

from solver.places import shown_places
from solver.plan import Moment, Plan, Violation
from solver.problem import Act, Problem, Slot, Span
from solver.rules.rule import N_, WARN, UnaryRule
from solver.spans import starts_meeting, without


class QuietHours(UnaryRule):
    title = N_("Quiet hours")
    text = N_(
        "%(act)s sounds on %(stage)s until %(ends)s, %(minutes)s minutes of it in quiet hours it is too loud for."
    )
    level = WARN

    def violations(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        for slot in plan.slots:
            act = problem.act(slot.act)
            for stage, show in shown_places(problem, slot):
                hours = _too_quiet(problem, act, stage)
                if minutes := sum(max(0, min(show.ends, it.ends) - max(show.starts, it.starts)) for it in hours):
                    name = problem.stage(stage).name
                    yield self.broken(act.id, act=act.title, stage=name, ends=Moment(show.ends), minutes=minutes)
                    break

    def starts(self, problem: Problem, act: Act, stage: int) -> list[Span] | None:
        taken = [
            span
            for place, show in shown_places(problem, Slot(act.id, stage, 0))
            for span in starts_meeting(_too_quiet(problem, act, place), -show.starts, show.ends)
        ]
        return without([problem.horizon], taken) if taken else None


def _too_quiet(problem: Problem, act: Act, stage: int) -> list[Span]:
    return [Span(it.starts, it.ends) for it in problem.stage(stage).quiet if act.loudness > it.loudest]
