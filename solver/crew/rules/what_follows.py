"""Some functions may not follow others on the next festival day."""

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


class WhatFollows(PersonalRule):
    title = N_("What may follow what")
    text = N_("%(officer)s is on duty as %(second)s from %(starts)s, which may not follow %(first)s on the day before.")

    def of(self, problem: CrewProblem, officer: Officer, needs: list[Need]) -> Iterator[Breach]:
        for first, second in _barred(problem, needs):
            names: Facts = {
                "first": problem.function(first.function).name,
                "second": problem.function(second.function).name,
            }
            yield self.broken(problem, officer, [first, second], {**names, "starts": Moment(second.span.starts)})

    def rows(self, model: Staffing) -> Iterator[Row]:
        if any(function.not_next for function in model.problem.functions):
            for officer in model.problem.officers:
                columns = dict(model.duties_of(officer))
                for first, second in _barred(model.problem, list(columns)):
                    yield model.at_most([(1, columns[first]), (1, columns[second])], 1, officer)


def _barred(problem: CrewProblem, needs: list[Need]) -> Iterator[tuple[Need, Need]]:
    firsts = [(need, barred) for need in needs if (barred := problem.function(need.function).not_next)]
    days = by_day(problem, needs) if firsts else {}
    for first, barred in firsts:
        for second in days.get(problem.day_of(first.span.starts) + 1, ()):
            if second.function in barred:
                yield first, second
