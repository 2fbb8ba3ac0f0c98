"""Nobody is on duty on more weekends than the contract allows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.crew.plan import Breach
from solver.crew.problem import CrewProblem, Need, Officer
from solver.crew.rules.rule import N_, Facts, PersonalRule

if TYPE_CHECKING:
    from solver.crew.staffing import Row, Staffing


class FreeWeekends(PersonalRule):
    """A weekend counts once, whether there are duties on Saturday, on Sunday or on both."""

    title = N_("Free weekends")
    text = N_("%(officer)s is on duty on %(has)s weekends; at most %(most)s are agreed.")

    def of(self, problem: CrewProblem, officer: Officer, needs: list[Need]) -> Iterator[Breach]:
        most = problem.contract_of(officer).most_weekends
        held = {} if most is None else by_weekend(problem, needs)
        if most is not None and len(held) > most:
            facts: Facts = {"has": len(held), "most": most}
            yield self.broken(
                problem, officer, [need for each in held.values() for need in each], facts, len(held) - most
            )

    def rows(self, model: Staffing) -> Iterator[Row]:
        for officer in model.problem.officers:
            most = model.problem.contract_of(officer).most_weekends
            if most is not None:
                columns = dict(model.duties_of(officer))
                held = by_weekend(model.problem, list(columns)).values()
                worked = [model.any_term([(need, columns[need]) for need in each], officer) for each in held]
                if len(worked) > most:
                    yield model.at_most([term for terms in worked for term in terms], most, officer)


def by_weekend(problem: CrewProblem, needs: list[Need]) -> dict[int, list[Need]]:
    held: dict[int, list[Need]] = {}
    for need in needs:
        weekend = problem.weekend_of(problem.day_of(need.span.starts))
        if weekend is not None:
            held.setdefault(weekend, []).append(need)
    return held
