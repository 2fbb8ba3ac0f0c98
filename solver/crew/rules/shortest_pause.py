"""Whoever is off duty, is so for as many festival days in a row as the contract says at least."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.crew.plan import Breach
from solver.crew.problem import CrewProblem, Need, Officer
from solver.crew.rules.hours_a_day import by_day
from solver.crew.rules.longest_run import runs
from solver.crew.rules.rule import N_, Facts, PersonalRule
from solver.crew.rules.shortest_run import worked_days
from solver.plan import Moment

if TYPE_CHECKING:
    from solver.crew.staffing import Row, Staffing


class ShortestPause(PersonalRule):
    title = N_("Agreed days off in a row")
    text = N_(
        "%(officer)s has %(has)s days off before the duty that begins at %(starts)s; at least %(least)s are agreed."
    )

    def of(self, problem: CrewProblem, officer: Officer, needs: list[Need]) -> Iterator[Breach]:
        least, before = problem.contract_of(officer).shortest_pause, None
        for run in runs(by_day(problem, needs)) if least > 1 else ():
            first = problem.day_of(run[0][0].span.starts)
            if before is not None and first - before <= least:
                facts: Facts = {"has": first - before - 1, "least": least, "starts": Moment(run[0][0].span.starts)}
                yield self.broken(problem, officer, run[0], facts)
            before = first + len(run) - 1

    def rows(self, model: Staffing) -> Iterator[Row]:
        """A day with a duty, so many without, and again one with a duty."""
        for officer in model.problem.officers:
            least = model.problem.contract_of(officer).shortest_pause
            worked = worked_days(model, officer) if least > 1 else {}
            for last in worked:
                for length in range(1, least):
                    if last + length + 1 in worked:
                        free = [term for day in range(1, length + 1) for term in worked.get(last + day, ())]
                        off = [(-factor, column) for factor, column in free]
                        yield model.at_most([*worked[last], *worked[last + length + 1], *off], 1, officer)
