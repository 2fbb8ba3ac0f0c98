"""No guest has two rooms."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.lodging.plan import Breach, LodgingPlan
from solver.lodging.problem import LodgingProblem
from solver.lodging.rules.rule import N_, LodgingRule

if TYPE_CHECKING:
    from solver.lodging.model import LodgingModel


class OneRoomEach(LodgingRule):
    title = N_("One room each")
    text = N_("%(guest)s has %(has)s rooms.")

    def violations(self, problem: LodgingProblem, plan: LodgingPlan) -> Iterator[Breach]:
        for guest in problem.guests:
            if (has := len(plan.of(guest.id))) > 1:
                yield self.broken(problem, {"guest": guest.code, "has": has}, guest.id, amount=has - 1)

    def post(self, model: LodgingModel) -> None:
        for guest in model.problem.guests:
            model.cp.add_at_most_one(model.of(guest.id))
