"""Every guest has a room."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.lodging.plan import Breach, LodgingPlan
from solver.lodging.problem import Guest, LodgingProblem
from solver.lodging.rules.rule import N_, LodgingRule

if TYPE_CHECKING:
    from solver.lodging.model import LodgingModel


class Housed(LodgingRule):
    """As few as can be have none, then as few of importance; whose room is fixed costs more than all others."""

    title = N_("Every guest has a room")
    text = N_("%(guest)s has no room for %(nights)s nights.")
    price = 100_000
    priced = True

    def violations(self, problem: LodgingProblem, plan: LodgingPlan) -> Iterator[Breach]:
        for guest in problem.guests:
            if not plan.of(guest.id):
                nights = guest.nights.ends - guest.nights.starts
                yield self.broken(problem, {"guest": guest.code, "nights": nights}, guest.id)

    def worth(self, problem: LodgingProblem, breach: Breach) -> int:
        return self.price * _weight(problem, problem.guest(breach.guests[0]))

    def post(self, model: LodgingModel) -> None:
        for guest in model.problem.guests:
            without = model.slack(self, 1, self.price * _weight(model.problem, guest))
            model.cp.add(sum(model.of(guest.id)) + without >= 1)


def _weight(problem: LodgingProblem, guest: Guest) -> int:
    """Above what all importance together can be: of two plans the one with fewer guests without a room is better, and
    only where they are as many does it matter who they are."""
    each = 1 + sum(one.importance for one in problem.guests)
    others = sum(each + one.importance for one in problem.guests if one.fixed is None)
    return each + guest.importance + (0 if guest.fixed is None else others)
