"""A troupe plays, its get-in and its get-out included, between its arrival and its departure."""

from __future__ import annotations

from collections.abc import Iterator

from solver.plan import Moment, Plan, Violation
from solver.problem import Act, Problem, Span
from solver.rules.rule import N_, UnaryRule


class WithinStay(UnaryRule):
    anywhere = True
    title = N_("Between arrival and departure")
    text = N_("%(troupe)s arrives at %(arrives)s, %(minutes)s minutes after the get-in of %(act)s begins.")
    cases = {
        "departs": N_("%(troupe)s departs at %(departs)s, %(minutes)s minutes before the get-out of %(act)s ends."),
    }

    def violations(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        for slot in plan.slots:
            act, stay = problem.act(slot.act), problem.occupied(slot)
            for troupe in map(problem.troupe, act.troupes):
                told = {"act": act.title, "troupe": troupe.name}
                if troupe.arrives is not None and stay.starts < troupe.arrives:
                    early = troupe.arrives - stay.starts
                    yield self.broken(act.id, **told, arrives=Moment(troupe.arrives), minutes=early)
                    break
                if troupe.departs is not None and stay.ends > troupe.departs:
                    late = stay.ends - troupe.departs
                    yield self.broken(act.id, case="departs", **told, departs=Moment(troupe.departs), minutes=late)
                    break

    def starts(self, problem: Problem, act: Act, stage: int) -> list[Span] | None:
        troupes = [problem.troupe(id) for id in act.troupes]
        here = problem.horizon
        first = max(
            (troupe.arrives + act.get_in for troupe in troupes if troupe.arrives is not None), default=here.starts
        )
        after = act.duration + act.get_out
        last = min((troupe.departs - after for troupe in troupes if troupe.departs is not None), default=here.ends)
        return [Span(first, last + 1)]
