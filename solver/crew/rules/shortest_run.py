"""Whoever comes, comes for as many festival days in a row as the contract says at least."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.crew.plan import Breach
from solver.crew.problem import CrewProblem, Need, Officer
from solver.crew.rules.hours_a_day import by_day
from solver.crew.rules.longest_run import runs
from solver.crew.rules.rule import N_, Facts, PersonalRule
from solver.plan import Moment

if TYPE_CHECKING:
    from solver.crew.staffing import Row, Staffing, Terms


class ShortestRun(PersonalRule):
    title = N_("Agreed days in a row")
    text = N_("%(officer)s is on duty on %(has)s days in a row from %(day)s; at least %(least)s are agreed.")

    def of(self, problem: CrewProblem, officer: Officer, needs: list[Need]) -> Iterator[Breach]:
        least, every = problem.contract_of(officer).shortest_run, problem.needed_days
        for run in runs(by_day(problem, needs)) if least > 1 else ():
            first = problem.day_of(run[0][0].span.starts)
            if len(run) < least and every.starts < first and first + len(run) < every.ends:
                held = [need for day in run for need in day]
                facts: Facts = {"has": len(run), "least": least, "day": Moment(held[0].span.starts)}
                yield self.broken(problem, officer, held, facts)

    def rows(self, model: Staffing) -> Iterator[Row]:
        every = model.problem.needed_days
        for officer in model.problem.officers:
            least = model.problem.contract_of(officer).shortest_run
            worked = worked_days(model, officer) if least > 1 else {}
            for first in worked:
                for length in range(1, least):
                    inside = all(first + day in worked for day in range(length))
                    if inside and every.starts < first and first + length < every.ends:
                        yield model.at_most(alone(worked, first, length), length - 1, officer)


def worked_days(model: Staffing, officer: Officer) -> dict[int, Terms]:
    """Terms that add up to 1 where the officer has a duty on the day, for every day on which he may have one."""
    columns: dict[Need, int] = dict(model.duties_of(officer))
    days = by_day(model.problem, columns)
    return {day: model.any_term([(need, columns[need]) for need in held], officer) for day, held in days.items()}


def alone(worked: dict[int, Terms], first: int, length: int) -> Terms:
    """Terms that add up to `length` only where exactly these days in a row have a duty."""
    inside = [term for day in range(first, first + length) for term in worked[day]]
    beside = [(-factor, column) for day in (first - 1, first + length) for factor, column in worked.get(day, ())]
    return [*inside, *beside]
