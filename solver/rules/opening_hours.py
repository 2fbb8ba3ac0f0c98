"""An act, its get-in and its get-out included, stays inside the hours in which each of its stages is open."""

from __future__ import annotations

from collections.abc import Iterator

from solver.plan import Moment, Plan, Violation
from solver.problem import Act, Problem, Slot, Span, Stage
from solver.rules.rule import N_, UnaryRule
from solver.spans import in_both, joined, starts_within


class OpeningHours(UnaryRule):
    title = N_("Opening hours")
    text = N_("%(act)s occupies %(stage)s from %(starts)s to %(ends)s, outside the hours in which it is open.")

    def violations(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        for slot in plan.slots:
            for stage_id, span in problem.places(slot):
                stage = problem.stage(stage_id)
                if stage.open and not any(hours.holds(span) for hours in _hours(problem, stage)):
                    title, starts, ends = problem.act(slot.act).title, Moment(span.starts), Moment(span.ends)
                    yield self.broken(slot.act, act=title, stage=stage.name, starts=starts, ends=ends)
                    break

    def starts(self, problem: Problem, act: Act, stage: int) -> list[Span] | None:
        allowed = [problem.horizon]
        for place, span in problem.places(Slot(act.id, stage, 0)):
            there = problem.stage(place)
            if there.open:
                allowed = in_both(allowed, starts_within(_hours(problem, there), -span.starts, span.ends))
        return allowed


def _hours(problem: Problem, stage: Stage) -> list[Span]:
    """The hours in which a stage is open, with those made one that meet."""
    hours: dict[int, list[Span]] = problem.worked_out.setdefault("opening hours", {})
    if stage.id not in hours:
        hours[stage.id] = joined(stage.open)
    return hours[stage.id]
