"""Nobody has more duties in a function than the contract allows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.crew.plan import Breach
from solver.crew.problem import CrewProblem, Need, Officer
from solver.crew.rules.rule import N_, Facts, PersonalRule

if TYPE_CHECKING:
    from solver.crew.staffing import Row, Staffing


class DutiesInAFunction(PersonalRule):
    title = N_("Duties in one function")
    text = N_("%(officer)s has %(has)s duties as %(function)s; at most %(most)s are agreed.")

    def of(self, problem: CrewProblem, officer: Officer, needs: list[Need]) -> Iterator[Breach]:
        for function, most in problem.contract_of(officer).most_of.items():
            held = [need for need in needs if need.function == function]
            if len(held) > most:
                facts: Facts = {"has": len(held), "most": most, "function": problem.function(function).name}
                yield self.broken(problem, officer, held, facts, len(held) - most)

    def rows(self, model: Staffing) -> Iterator[Row]:
        for officer in model.problem.officers:
            for function, most in model.problem.contract_of(officer).most_of.items():
                held = [(1, column) for need, column in model.duties_of(officer) if need.function == function]
                if len(held) > most:
                    yield model.at_most(held, most, officer)
