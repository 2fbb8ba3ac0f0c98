"""A troupe's show ends by its latest hour, counted from the midnight that begins its festival day."""

from __future__ import annotations

from collections.abc import Iterator

from solver.plan import Moment, Plan, Violation
from solver.problem import MINUTES_A_DAY, Act, Problem, Span
from solver.rules.rule import N_, UnaryRule


class LatestHour(UnaryRule):
    anywhere = True
    title = N_("Latest hour")
    text = N_("%(act)s ends at %(ends)s, %(minutes)s minutes after the latest hour of %(troupe)s.")

    def violations(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        for slot in plan.slots:
            act, show = problem.act(slot.act), problem.shown(slot)
            midnight = problem.day_of(slot.starts) * MINUTES_A_DAY
            for troupe in map(problem.troupe, act.troupes):
                latest = problem.settings.latest if troupe.latest is None else troupe.latest
                if show.ends > midnight + latest:
                    late = show.ends - midnight - latest
                    told = {"act": act.title, "troupe": troupe.name}
                    yield self.broken(act.id, **told, ends=Moment(show.ends), minutes=late)
                    break

    def starts(self, problem: Problem, act: Act, stage: int) -> list[Span] | None:
        if not act.troupes:
            return None
        hours = (problem.troupe(id).latest for id in act.troupes)
        latest = min(problem.settings.latest if hour is None else hour for hour in hours)
        days = map(problem.day, range(-1, problem.days + 1))
        return [
            Span(day.starts, min(day.ends, day.starts - problem.cutoff + latest - act.duration + 1)) for day in days
        ]
