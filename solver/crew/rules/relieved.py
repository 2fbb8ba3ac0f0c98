"""A post is never empty at hand-over: whoever relieves others is there some minutes before they leave."""

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


class Relieved(PersonalRule):
    """Who could not even be there when the shift begins is told of by the rule of one place."""

    title = N_("Hand-over at the post")
    text = N_(
        "%(officer)s must be at %(second)s at %(by)s for the hand-over, is on duty at %(first)s until %(ends)s, "
        "and the way takes %(way)s minutes."
    )
    cases = {
        "near": N_(
            "%(officer)s must be at %(second)s at %(by)s for the hand-over and is on duty at %(first)s until %(ends)s."
        ),
    }

    def of(self, problem: CrewProblem, officer: Officer, needs: list[Need]) -> Iterator[Breach]:
        for first, second in combinations(needs, 2):
            if _late(problem, first, second):
                posts: Facts = {"first": problem.post(first.post).name, "second": problem.post(second.post).name}
                when: Facts = {"ends": Moment(first.span.ends), "by": Moment(second.duty.starts)}
                way = problem.walk(first, second)
                far: Facts = {"way": way} if way else {"case": "near"}
                yield self.broken(problem, officer, [first, second], {**posts, **when, **far})

    def rows(self, model: Staffing) -> Iterator[Row]:
        problem = model.problem
        for officer in problem.officers:
            rest = problem.force(officer.force).rest
            if not (rest and model.holds(RestBetweenDuties(), officer) and rest >= problem.longest_walk):
                for (first, here), (second, there) in combinations(model.duties_of(officer), 2):
                    if _late(problem, first, second):
                        yield model.at_most([(1, here), (1, there)], 1, officer)


def _late(problem: CrewProblem, first: Need, second: Need) -> bool:
    if not second.handover or first.post == second.post:
        return False
    gap = second.span.starts - first.span.ends
    return (
        0 <= gap < problem.longest_walk + second.handover and 0 <= gap - problem.walk(first, second) < second.handover
    )
