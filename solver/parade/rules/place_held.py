"""Who must walk first, last, or at a number, does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.parade.plan import Breach, Demand, ParadePlan
from solver.parade.problem import ParadeProblem, Unit
from solver.parade.rules.rule import N_, ParadeRule

if TYPE_CHECKING:
    from solver.parade.model import ParadeModel


class PlaceHeld(ParadeRule):
    title = N_("Place held")
    text = N_("%(unit)s must walk at place %(place)s and walks at place %(has)s.")
    asks = N_("%(unit)s must walk at place %(place)s.")

    def violations(self, problem: ParadeProblem, plan: ParadePlan) -> Iterator[Breach]:
        places = {id: place for place, id in enumerate(plan.order, start=1)}
        for unit in problem.units:
            held = _place(problem, unit)
            if held is not None and places[unit.id] != held:
                yield self.broken(problem, {"unit": unit.name, "place": held, "has": places[unit.id]}, unit.id)

    def demands(self, problem: ParadeProblem) -> Iterator[Demand]:
        for unit in problem.units:
            held = _place(problem, unit)
            if held is not None:
                yield self.asked({"unit": unit.name, "place": held}, unit.id)

    def post(self, model: ParadeModel, demand: Demand) -> None:
        (unit,) = demand.units
        held = _place(model.problem, model.problem.unit(unit))
        if held is not None:
            model.hold(demand, model.rank[unit] == held - 1)


def _place(problem: ParadeProblem, unit: Unit) -> int | None:
    """Counted from the front."""
    if unit.position is None or unit.position > 0:
        return unit.position
    return len(problem.units) + 1 + unit.position
