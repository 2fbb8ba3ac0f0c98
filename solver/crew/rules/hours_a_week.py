"""Nobody is on duty longer on seven festival days in a row than the force's working time allows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, ClassVar

from solver.crew.plan import Breach
from solver.crew.problem import WEEK, CrewProblem, Force, Need, Officer
from solver.crew.rules.hours_a_day import by_day, hours, length
from solver.crew.rules.rule import N_, Facts, PersonalRule
from solver.plan import Moment

if TYPE_CHECKING:
    from solver.crew.staffing import Row, Staffing


class HoursAWeek(PersonalRule):
    title = N_("Hours a week")
    text = N_("%(officer)s is on duty for %(has)s hours in the seven days from %(day)s; %(most)s are allowed.")
    price = 10
    days: ClassVar[int] = WEEK

    def limit(self, force: Force) -> int | None:
        return force.week_limit

    def of(self, problem: CrewProblem, officer: Officer, needs: list[Need]) -> Iterator[Breach]:
        most = self.limit(problem.force(officer.force))
        if most is None or sum(map(length, needs)) <= most:
            return
        for held in stretches(problem, needs, self.days):
            minutes = sum(map(length, held))
            if minutes > most:
                facts: Facts = {"has": hours(minutes), "most": hours(most), "day": Moment(held[0].span.starts)}
                yield self.broken(problem, officer, held, facts, minutes - most)

    def rows(self, model: Staffing) -> Iterator[Row]:
        for officer in model.problem.officers:
            most = self.limit(model.problem.force(officer.force))
            if most is not None:
                columns = dict(model.duties_of(officer))
                for held in stretches(model.problem, columns, self.days):
                    if sum(map(length, held)) > most:
                        yield model.at_most([(length(need), columns[need]) for need in held], most, officer)


def stretches(problem: CrewProblem, needs: Iterable[Need], length: int) -> Iterator[list[Need]]:
    """The duties of every so many days in a row on which anything is needed; a shorter festival is one stretch."""
    days, every = by_day(problem, needs), problem.needed_days
    for begins in range(every.starts, max(every.starts, every.ends - length) + 1):
        yield [need for day in range(begins, begins + length) for need in days.get(day, ())]
