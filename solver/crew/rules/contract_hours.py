"""Everybody is on duty for as many hours in all as the contract says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.crew.plan import Breach
from solver.crew.problem import CrewProblem, Need, Officer
from solver.crew.rules.hours_a_day import hours, length
from solver.crew.rules.rule import N_, Facts, PersonalRule, Served

if TYPE_CHECKING:
    from solver.crew.staffing import Row, Staffing


class ContractHours(PersonalRule):
    title = N_("Hours of the contract")
    text = N_("%(officer)s is on duty for %(has)s hours in all; at least %(least)s are agreed.")
    cases = {"many": N_("%(officer)s is on duty for %(has)s hours in all; at most %(most)s are agreed.")}
    price = 10

    def of(self, problem: CrewProblem, officer: Officer, needs: list[Need]) -> Iterator[Breach]:
        contract = problem.contract_of(officer)
        minutes = sum(map(length, needs)) if officer.contract is not None else 0
        if minutes < contract.least_minutes:
            few: Facts = {"has": hours(minutes), "least": hours(contract.least_minutes)}
            yield self.broken(problem, officer, needs, few, contract.least_minutes - minutes)
        most = contract.most_minutes
        if most is not None and minutes > most:
            many: Facts = {"case": "many", "has": hours(minutes), "most": hours(most)}
            yield self.broken(problem, officer, needs, many, minutes - most)

    def of_all(self, problem: CrewProblem, served: Served) -> Iterator[Breach]:
        """Whoever has no duty has too few hours as well."""
        held = {officer.id: needs for officer, needs in served}
        for officer in problem.officers:
            yield from self.of(problem, officer, held.get(officer.id, []))

    def rows(self, model: Staffing) -> Iterator[Row]:
        for officer in model.problem.officers:
            contract = model.problem.contract_of(officer)
            minutes = [(length(need), column) for need, column in model.duties_of(officer)]
            if contract.least_minutes:
                yield model.at_least(minutes, contract.least_minutes, officer)
            if contract.most_minutes is not None:
                yield model.at_most(minutes, contract.most_minutes, officer)
