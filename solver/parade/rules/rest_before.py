"""Between a troupe's show before the parade and its step-off lie the way and its rest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.parade.plan import Breach, Demand, ParadePlan
from solver.parade.problem import SECONDS, ParadeProblem, Unit
from solver.parade.rules.rule import N_, Facts, ParadeRule
from solver.parade.walk import clocked, step_offs
from solver.plan import Moment

if TYPE_CHECKING:
    from solver.parade.model import ParadeModel


class RestBefore(ParadeRule):
    title = N_("Rest before the parade")
    text = N_(
        "%(unit)s is due at %(due)s to step off, and after “%(show)s”, its way and its rest it is ready at %(ready)s."
    )
    asks = N_("%(unit)s is ready at %(ready)s, after “%(show)s”, its way and its rest.")

    def violations(self, problem: ParadeProblem, plan: ParadePlan) -> Iterator[Breach]:
        steps_off = {id: clocked(problem, plan.order, at) for id, at in step_offs(problem, plan.order).items()}
        for unit in problem.units:
            if unit.previous is not None and steps_off[unit.id] < _earliest(problem, unit):
                due = problem.starts - problem.call + steps_off[unit.id] // SECONDS
                yield self.broken(problem, {**_facts(unit), "due": Moment(due)}, unit.id)

    def demands(self, problem: ParadeProblem) -> Iterator[Demand]:
        return (self.asked(_facts(unit), unit.id) for unit in problem.units if unit.previous is not None)

    def post(self, model: ParadeModel, demand: Demand) -> None:
        (unit,) = demand.units
        model.hold(demand, model.earliest(model.step[unit]) >= _earliest(model.problem, model.problem.unit(unit)))


def _ready(unit: Unit) -> int:
    """Ready for the parade; only asked of who has a show before it."""
    show = unit.previous
    return show.minute + show.travel + show.rest if show else 0


def _earliest(problem: ParadeProblem, unit: Unit) -> int:
    return (_ready(unit) + problem.call - problem.starts) * SECONDS


def _facts(unit: Unit) -> Facts:
    show = unit.previous
    return {"unit": unit.name, "show": show.name if show else "", "ready": Moment(_ready(unit))}
