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
    """Whoever has none costs as often more as he is important; whose room is fixed costs more than all others."""

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
    others = sum(one.importance for one in problem.guests if one.fixed is None)
    return guest.importance if guest.fixed is None else guest.importance + others
