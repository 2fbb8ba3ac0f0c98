"""A rehearsal whose hour is agreed keeps its stage and its people, and comes before its show."""

from __future__ import annotations

from collections.abc import Iterator

from solver.places import whom
from solver.plan import Moment, Plan, Violation
from solver.problem import Act, Problem, Rehearsal, Slot, Span
from solver.rules.rule import N_, UnaryRule
from solver.spans import starts_meeting, without


class RehearsalsKept(UnaryRule):
    title = N_("Rehearsals are kept")
    text = N_("%(act)s needs %(stage)s, with its changeover, during %(rehearsal)s from %(starts)s to %(ends)s.")
    cases = {
        "people": N_("%(who)s cannot be at %(act)s in time: %(rehearsal)s lasts from %(starts)s to %(ends)s."),
        "early": N_("%(act)s is shown before its own rehearsal has ended: %(rehearsal)s, from %(starts)s to %(ends)s."),
    }

    def violations(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        for slot in plan.slots:
            found = ((it, _fault(problem, slot, it)) for it in problem.rehearsals)
            for kept, fault in (each for each in found if each[1]):
                told = {**fault, "act": problem.act(slot.act).title, "rehearsal": kept.name}
                yield self.broken(slot.act, **told, starts=Moment(kept.starts), ends=Moment(kept.ends))
                break

    def starts(self, problem: Problem, act: Act, stage: int) -> list[Span] | None:
        slot, taken = Slot(act.id, stage, 0), []
        for kept in problem.rehearsals:
            span, pause = [Span(kept.starts, kept.ends)], problem.stage(kept.stage).changeover
            here = [stay for place, stay in problem.places(slot) if place == kept.stage]
            taken += [it for stay in here for it in starts_meeting(span, pause - stay.starts, stay.ends + pause)]
            if whom(problem, act, kept):
                stay, (there, back) = problem.occupied(slot), _ways(problem, slot, kept)
                taken += starts_meeting(span, there - stay.starts, stay.ends + back)
            if act.id == kept.act:
                taken.append((problem.horizon.starts, kept.ends))
        return without([problem.horizon], taken) if taken else None


def _ways(problem: Problem, slot: Slot, kept: Rehearsal) -> tuple[int, int]:
    venue = problem.stage(kept.stage).venue
    return problem.travel(venue, problem.first_venue(slot)), problem.travel(problem.last_venue(slot), venue)


def _fault(problem: Problem, slot: Slot, kept: Rehearsal) -> dict[str, str]:
    pause, who = problem.stage(kept.stage).changeover, whom(problem, problem.act(slot.act), kept)
    for stage, stay in problem.places(slot):
        if stage == kept.stage and stay.meets(Span(kept.starts - pause, kept.ends + pause)):
            return {"stage": problem.stage(stage).name}
    there, back = _ways(problem, slot, kept)
    if who and problem.occupied(slot).meets(Span(kept.starts - back, kept.ends + there)):
        return {"case": "people", "who": who}
    return {"case": "early"} if slot.act == kept.act and slot.starts < kept.ends else {}
