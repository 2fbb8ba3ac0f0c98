"""After so many festival days in a row with a duty comes a day without one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.crew.plan import Breach
from solver.crew.problem import CrewProblem, Need, Officer
from solver.crew.rules.hours_a_day import by_day
from solver.crew.rules.rule import N_, Facts, PersonalRule
from solver.plan import Moment

if TYPE_CHECKING:
    from solver.crew.staffing import Row, Staffing


class LongestRun(PersonalRule):
    title = N_("Days in a row")
    text = N_("%(officer)s is on duty on %(has)s days in a row from %(day)s; %(most)s are allowed.")

    def of(self, problem: CrewProblem, officer: Officer, needs: list[Need]) -> Iterator[Breach]:
        most = problem.force(officer.force).longest_run
        if most is None:
            return
        for run in runs(by_day(problem, needs)):
            if len(run) > most:
                held = [need for day in run for need in day]
                facts: Facts = {"has": len(run), "most": most, "day": Moment(held[0].span.starts)}
                yield self.broken(problem, officer, held, facts, len(run) - most)

    def rows(self, model: Staffing) -> Iterator[Row]:
        problem = model.problem
        for officer in problem.officers:
            force = problem.force(officer.force)
            if force.longest_run is not None:
                columns = dict(model.duties_of(officer))
                days = by_day(problem, columns)
                for begins in days:
                    window = [days.get(day, []) for day in range(begins, begins + force.longest_run + 1)]
                    if all(window):
                        worked = [model.any_term([(need, columns[need]) for need in held], officer) for held in window]
                        yield model.at_most([term for day in worked for term in day], force.longest_run, officer)


def runs(days: dict[int, list[Need]]) -> Iterator[list[list[Need]]]:
    """The stretches of days in a row that have a duty."""
    run: list[list[Need]] = []
    for day in sorted(days):
        if run and day - 1 not in days:
            yield run
            run = []
        run.append(days[day])
    if run:
        yield run
