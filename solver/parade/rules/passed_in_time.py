"""The whole parade has passed each place of the way by the minute that the programme tells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.parade.plan import Breach, Demand, ParadePlan
from solver.parade.problem import SECONDS, ParadeProblem
from solver.parade.rules.rule import N_, Facts, ParadeRule
from solver.parade.walk import cleared, clocked, step_offs
from solver.plan import Moment

if TYPE_CHECKING:
    from solver.parade.model import ParadeModel


class PassedInTime(ParadeRule):
    title = N_("Road free in time")
    text = N_("The tail leaves “%(corner)s” at %(has)s; the road is to be free at %(needs)s. Last there: %(unit)s.")
    asks = N_("The whole parade must have passed “%(corner)s” by %(needs)s.")

    def violations(self, problem: ParadeProblem, plan: ParadePlan) -> Iterator[Breach]:
        steps_off = step_offs(problem, plan.order)
        for corner in problem.corners if plan.order else ():
            last = problem.unit(plan.order[-1])
            leaves = clocked(problem, plan.order, steps_off[last.id] + cleared(last, corner.metres))
            if corner.until is not None and leaves > (corner.until - problem.starts) * SECONDS:
                has = Moment(problem.starts - (-leaves // SECONDS))
                facts: Facts = {"corner": corner.name, "needs": Moment(corner.until), "has": has, "unit": last.name}
                yield self.broken(problem, facts, last.id)

    def demands(self, problem: ParadeProblem) -> Iterator[Demand]:
        for corner in problem.corners:
            if corner.until is not None:
                yield self.asked({"corner": corner.name, "needs": Moment(corner.until), "metres": corner.metres})

    def post(self, model: ParadeModel, demand: Demand) -> None:
        metres, until = demand.facts["metres"], demand.facts["needs"]
        if isinstance(metres, int) and isinstance(until, Moment):
            latest = (until.minute - model.problem.starts) * SECONDS
            model.hold(demand, model.latest(model.leaves(metres)) <= latest)
