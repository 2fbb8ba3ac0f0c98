"""Escorts go along in the hours in which they can be asked, after the way from where they are then."""

from __future__ import annotations

from collections.abc import Iterator

from solver.escorts.plan import Breach
from solver.escorts.problem import Escort, EscortProblem, Task
from solver.escorts.rules.rule import N_, Facts, PersonalRule
from solver.plan import Moment


class Available(PersonalRule):
    """Every span of an escort begins at his home, so that he can be nowhere before the way there."""

    title = N_("There when asked")
    text = N_("%(escort)s cannot be asked throughout %(engagement)s, from %(starts)s to %(ends)s.")
    cases = {
        "away": N_("%(escort)s is away from %(from)s to %(until)s and goes along to %(engagement)s at %(starts)s."),
        "way": N_(
            "%(escort)s begins at %(from)s, %(way)s minutes away, and cannot be at %(engagement)s at %(starts)s."
        ),
    }
    halves = ("allows",)

    def of(self, problem: EscortProblem, escort: Escort, tasks: list[Task]) -> Iterator[Breach]:
        for task in tasks:
            hours: Facts = {"starts": Moment(task.span.starts), "ends": Moment(task.span.ends)}
            facts: Facts = {"engagement": task.engagement.code, **hours}
            absent = next((span for span in escort.away if span.meets(task.span)), None)
            around = [span for span in escort.spans if span.holds(task.span)]
            way = problem.way(escort.home, task.engagement.origin)
            if absent:
                when: Facts = {"from": Moment(absent.starts), "until": Moment(absent.ends)}
                yield self.broken(problem, escort, [task], {**facts, **when, "case": "away"})
            elif not around:
                yield self.broken(problem, escort, [task], facts)
            elif (begins := min(span.starts for span in around)) + way > task.span.starts:
                late: Facts = {"case": "way", "from": Moment(begins), "way": way}
                yield self.broken(problem, escort, [task], {**facts, **late})

    def allows(self, problem: EscortProblem, escort: Escort, task: Task) -> bool:
        way = problem.way(escort.home, task.engagement.origin)
        there = any(span.holds(task.span) and span.starts + way <= task.span.starts for span in escort.spans)
        return there and not any(span.meets(task.span) for span in escort.away)
