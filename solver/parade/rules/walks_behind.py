"""Who must walk somewhere behind another, does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.parade.plan import Breach, Demand, ParadePlan
from solver.parade.problem import ParadeProblem
from solver.parade.rules.rule import N_, ParadeRule

if TYPE_CHECKING:
    from solver.parade.model import ParadeModel


class WalksBehind(ParadeRule):
    title = N_("Order asked for")
    text = N_("%(unit)s must walk behind %(first)s and walks in front of it.")
    asks = N_("%(unit)s must walk behind %(first)s.")

    def violations(self, problem: ParadeProblem, plan: ParadePlan) -> Iterator[Breach]:
        places = {id: place for place, id in enumerate(plan.order)}
        for unit in problem.units:
            for first in unit.after:
                if places[first] > places[unit.id]:
                    facts = {"unit": unit.name, "first": problem.unit(first).name}
                    yield self.broken(problem, facts, first, unit.id)

    def demands(self, problem: ParadeProblem) -> Iterator[Demand]:
        for unit in problem.units:
            for first in unit.after:
                yield self.asked({"unit": unit.name, "first": problem.unit(first).name}, first, unit.id)

    def post(self, model: ParadeModel, demand: Demand) -> None:
        first, second = demand.units
        model.hold(demand, model.rank[first] + 1 <= model.rank[second])
