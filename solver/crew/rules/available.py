"""Nobody is on duty while away."""

from __future__ import annotations

from collections.abc import Iterator

from solver.crew.plan import Breach
from solver.crew.problem import CrewProblem, Need, Officer
from solver.crew.rules.rule import N_, Facts, PersonalRule
from solver.plan import Moment


class Available(PersonalRule):
    title = N_("There when on duty")
    text = N_("%(officer)s is away from %(away)s to %(back)s and stands at %(post)s from %(starts)s.")
    halves = ("allows",)

    def of(self, problem: CrewProblem, officer: Officer, needs: list[Need]) -> Iterator[Breach]:
        for need in needs:
            for span in officer.away:
                if span.meets(need.duty):
                    away: Facts = {"away": Moment(span.starts), "back": Moment(span.ends)}
                    post, starts = problem.post(need.post).name, Moment(need.duty.starts)
                    yield self.broken(problem, officer, [need], {"post": post, "starts": starts, **away})
                    break

    def allows(self, problem: CrewProblem, officer: Officer, need: Need) -> bool:
        return not any(span.meets(need.duty) for span in officer.away)
