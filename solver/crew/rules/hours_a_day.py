"""Nobody is on duty longer on one festival day than the force's working time allows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from solver.crew.plan import Breach
from solver.crew.problem import CrewProblem, Need, Officer
from solver.crew.rules.rule import N_, Facts, PersonalRule
from solver.plan import Moment

if TYPE_CHECKING:
    from solver.crew.staffing import Row, Staffing


class HoursADay(PersonalRule):
    """A duty belongs to the festival day on which its post is taken over, and the hand-over before is part of it."""

    title = N_("Hours a day")
    text = N_("%(officer)s is on duty for %(has)s hours on the day that begins at %(day)s; %(most)s are allowed.")
    price = 10

    def of(self, problem: CrewProblem, officer: Officer, needs: list[Need]) -> Iterator[Breach]:
        most = problem.force(officer.force).day_limit
        for held in by_day(problem, needs).values():
            minutes = sum(map(length, held))
            if most is not None and minutes > most:
                facts: Facts = {"has": hours(minutes), "most": hours(most), "day": Moment(held[0].span.starts)}
                yield self.broken(problem, officer, held, facts, minutes - most)

    def rows(self, model: Staffing) -> Iterator[Row]:
        for officer in model.problem.officers:
            most = model.problem.force(officer.force).day_limit
            if most is not None:
                columns = dict(model.duties_of(officer))
                for held in by_day(model.problem, columns).values():
                    if sum(map(length, held)) > most:
                        yield model.at_most([(length(need), columns[need]) for need in held], most, officer)


def by_day(problem: CrewProblem, needs: Iterable[Need]) -> dict[int, list[Need]]:
    """Duties by the festival day on which they begin."""
    held: dict[int, list[Need]] = {}
    for need in needs:
        held.setdefault(problem.day_of(need.span.starts), []).append(need)
    return held


def hours(minutes: int) -> str:
    """8, or 8:30."""
    return f"{minutes // 60}" if minutes % 60 == 0 else f"{minutes // 60}:{minutes % 60:02}"


def length(need: Need) -> int:
    """Minutes on duty. The hand-over counts also for whoever stays on, so that no roster must be known to count."""
    return need.span.ends - need.span.starts + need.handover
