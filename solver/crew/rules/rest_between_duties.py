"""Between two duties lies the rest that the force's working time asks for."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from solver.crew.plan import Breach
from solver.crew.problem import CrewProblem, Need, Officer
from solver.crew.rules.hours_a_day import hours
from solver.crew.rules.rule import N_, Facts, PersonalRule
from solver.plan import Moment

if TYPE_CHECKING:
    from solver.crew.staffing import Row, Staffing


class RestBetweenDuties(PersonalRule):
    title = N_("Rest between duties")
    text = N_("%(officer)s needs %(needs)s hours of rest after the duty that ends at %(ends)s, has %(has)s.")

    def of(self, problem: CrewProblem, officer: Officer, needs: list[Need]) -> Iterator[Breach]:
        rest = problem.force(officer.force).rest
        for first, second in combinations(needs, 2):
            gap = problem.between(first, second)
            if rest and gap < rest:
                facts: Facts = {"needs": hours(rest), "has": hours(max(0, gap)), "ends": Moment(first.span.ends)}
                yield self.broken(problem, officer, [first, second], facts)

    def rows(self, model: Staffing) -> Iterator[Row]:
        for officer in model.problem.officers:
            if rest := model.problem.force(officer.force).rest:
                yield from self._apart(model, officer, rest)

    def _apart(self, model: Staffing, officer: Officer, rest: int) -> Iterator[Row]:
        """Where a hand-over may last longer than the rest, it matters whether somebody only stays on."""
        duties, problem = model.duties_of(officer), model.problem
        if rest >= max((need.handover for need, _ in duties), default=0):
            yield from model.one_at_a_time(self, officer, [(need.duty, column) for need, column in duties], rest)
            return
        yield from model.one_at_a_time(self, officer, [(need.span, column) for need, column in duties], rest)
        for (first, here), (second, there) in combinations(duties, 2):
            if problem.between(first, second) < rest <= second.span.starts - first.span.ends:
                yield model.at_most([(1, here), (1, there)], 1, officer)
