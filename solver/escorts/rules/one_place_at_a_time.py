"""Nobody is at two engagements at once, and the way from one to the next fits between."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from solver.escorts.plan import Breach
from solver.escorts.problem import Escort, EscortProblem, Task
from solver.escorts.rules.rule import N_, Facts, PersonalRule
from solver.plan import Moment

if TYPE_CHECKING:
    from solver.escorts.model import EscortModel


class OnePlaceAtATime(PersonalRule):
    """What an escort does at one and the same occasion is the matter of other rules."""

    title = N_("One place at a time")
    text = N_("%(escort)s is to be at %(first)s and at %(second)s at %(at)s.")
    cases = {
        "way": N_("%(escort)s has %(has)s minutes for the way from %(first)s to %(second)s, which takes %(needs)s."),
    }

    def of(self, problem: EscortProblem, escort: Escort, tasks: list[Task]) -> Iterator[Breach]:
        for first, second in combinations(tasks, 2):
            gap, way = second.span.starts - first.span.ends, _way(problem, first, second)
            if gap < way and not _together(problem, first, second):
                codes: Facts = {"first": first.engagement.code, "second": second.engagement.code}
                late: Facts = (
                    {"case": "way", "has": gap, "needs": way} if gap >= 0 else {"at": Moment(second.span.starts)}
                )
                yield self.broken(problem, escort, [first, second], {**codes, **late})

    def post(self, model: EscortModel) -> None:
        problem = model.problem
        for escort in problem.escorts:
            going = model.of(escort)
            if model.holds(self):
                for meeting in model.meetings(going):
                    model.cp.add_at_most_one(model.by_occasion(meeting))
            for at, (first, here) in enumerate(going):
                for second, there in going[at + 1 :]:
                    gap = second.span.starts - first.span.ends
                    if gap >= problem.longest_way:
                        break
                    if gap < _way(problem, first, second) and not _together(problem, first, second):
                        if gap >= 0 or not model.holds(self):
                            model.not_both(self, here, there)


def _way(problem: EscortProblem, first: Task, second: Task) -> int:
    return problem.way(first.engagement.destination, second.engagement.origin)


def _together(problem: EscortProblem, first: Task, second: Task) -> bool:
    return problem.occasion(first.engagement) == problem.occasion(second.engagement)
