"""What has begun stays where it began, and nothing is moved into the past."""

from __future__ import annotations

from collections.abc import Iterator

from solver.plan import Moment, Plan, Violation
from solver.problem import Act, Problem, Span
from solver.rules.rule import N_, UnaryRule


class NotBeforeNow(UnaryRule):
    title = N_("Nothing moves into the past")
    text = N_("%(act)s would start at %(planned)s, which has already passed.")
    cases = {"begun": N_("%(act)s has begun at %(starts)s and cannot be moved any more.")}

    def violations(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        for slot in plan.slots if problem.now is not None else ():
            stands, act = problem.current_slots.get(slot.act), problem.act(slot.act).title
            if stands != slot and stands and problem.begun(slot.act):
                yield self.broken(slot.act, case="begun", act=act, starts=Moment(stands.starts))
            elif slot not in (stands, problem.act(slot.act).announced) and slot.starts < (problem.now or 0):
                yield self.broken(slot.act, act=act, planned=Moment(slot.starts))

    def starts(self, problem: Problem, act: Act, stage: int) -> list[Span] | None:
        if problem.now is None:
            return None
        if problem.begun(act.id):
            stands = problem.current_slots[act.id]
            return [Span(stands.starts, stands.starts + 1)] if stage == stands.stage else []
        later, kept = Span(problem.now, problem.horizon.ends), act.announced
        # What was announced for an hour gone by may still be put on record.
        return [later] if kept is None or kept.stage != stage else [Span(kept.starts, kept.starts + 1), later]
