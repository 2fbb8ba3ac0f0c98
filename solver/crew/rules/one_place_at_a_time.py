"""Nobody is at two posts at once, and the way from one to the next fits between."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from solver.crew.plan import Breach
from solver.crew.problem import CrewProblem, Need, Officer
from solver.crew.rules.rest_between_duties import RestBetweenDuties
from solver.crew.rules.rule import N_, Facts, PersonalRule
from solver.plan import Moment

if TYPE_CHECKING:
    from solver.crew.staffing import Row, Staffing


class OnePlaceAtATime(PersonalRule):
    title = N_("One place at a time")
    text = N_("%(officer)s is to be at %(first)s and at %(second)s at %(at)s.")
    cases = {
        "way": N_("%(officer)s has %(has)s minutes for the way from %(first)s to %(second)s, which takes %(needs)s."),
    }

    def of(self, problem: CrewProblem, officer: Officer, needs: list[Need]) -> Iterator[Breach]:
        for first, second in _close(needs, problem.longest_walk):
            gap, way = second.span.starts - first.span.ends, problem.walk(first, second)
            if gap < max(0, way):
                posts: Facts = {"first": problem.post(first.post).name, "second": problem.post(second.post).name}
                late: Facts = (
                    {"case": "way", "has": gap, "needs": way} if gap >= 0 else {"at": Moment(second.span.starts)}
                )
                yield self.broken(problem, officer, [first, second], {**posts, **late})

    def rows(self, model: Staffing) -> Iterator[Row]:
        problem = model.problem
        for officer in problem.officers:
            rest = problem.force(officer.force).rest
            if not (rest and model.holds(RestBetweenDuties(), officer) and rest >= problem.longest_walk):
                spans = [(need.span, column) for need, column in model.duties_of(officer)]
                yield from model.one_at_a_time(self, officer, spans, 0)
                for (first, here), (second, there) in combinations(model.duties_of(officer), 2):
                    if 0 <= second.span.starts - first.span.ends < problem.walk(first, second):
                        yield model.at_most([(1, here), (1, there)], 1, officer)


def _close(needs: list[Need], minutes: int) -> Iterator[tuple[Need, Need]]:
    """Pairs of needs in the order of time of which the second begins sooner than so many minutes after the first."""
    for at, first in enumerate(needs):
        soon = first.span.ends + minutes
        for second in needs[at + 1 :]:
            if second.span.starts >= soon:
                break
            yield first, second
