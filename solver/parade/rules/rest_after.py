"""Between the end of the parade and a troupe's next show lie its bus, the way and its rest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.parade.plan import Breach, Demand, ParadePlan
from solver.parade.problem import SECONDS, ParadeProblem, Unit
from solver.parade.rules.rule import N_, Facts, ParadeRule
from solver.parade.walk import cleared, clocked, step_offs
from solver.plan import Moment

if TYPE_CHECKING:
    from solver.parade.model import ParadeModel


class RestAfter(ParadeRule):
    title = N_("Rest after the parade")
    text = N_("%(unit)s reaches the end of the parade at %(has)s; for “%(show)s” it must be there by %(needs)s.")
    asks = N_("%(unit)s must reach the end of the parade by %(needs)s, for “%(show)s”, with bus, way and rest.")

    def violations(self, problem: ParadeProblem, plan: ParadePlan) -> Iterator[Breach]:
        steps_off = step_offs(problem, plan.order)
        for unit in problem.units:
            arrives = clocked(problem, plan.order, steps_off[unit.id] + cleared(unit, problem.metres))
            if unit.next is not None and arrives > (_latest(problem, unit) - problem.starts) * SECONDS:
                has = problem.starts - (-arrives // SECONDS)
                yield self.broken(problem, {**_facts(problem, unit), "has": Moment(has)}, unit.id)

    def demands(self, problem: ParadeProblem) -> Iterator[Demand]:
        return (self.asked(_facts(problem, unit), unit.id) for unit in problem.units if unit.next is not None)

    def post(self, model: ParadeModel, demand: Demand) -> None:
        unit = model.problem.unit(demand.units[0])
        latest = (_latest(model.problem, unit) - model.problem.starts) * SECONDS
        model.hold(demand, model.latest(model.step[unit.id] + cleared(unit, model.problem.metres)) <= latest)


def _latest(problem: ParadeProblem, unit: Unit) -> int:
    """The minute by which it must be at the end of the way; only asked of who has a show after it."""
    show = unit.next
    return show.minute - show.travel - show.rest - problem.walk if show else 0


def _facts(problem: ParadeProblem, unit: Unit) -> Facts:
    show = unit.next.name if unit.next else ""
    return {"unit": unit.name, "show": show, "needs": Moment(_latest(problem, unit))}
