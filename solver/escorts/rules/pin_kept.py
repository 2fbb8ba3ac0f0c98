"""Whoever is held fast for an engagement goes along to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.escorts.plan import Breach, EscortPlan
from solver.escorts.problem import EscortProblem
from solver.escorts.rules.rule import N_, EscortRule, Facts
from solver.plan import Moment

if TYPE_CHECKING:
    from solver.escorts.model import EscortModel


class PinKept(EscortRule):
    title = N_("Held fast")
    text = N_("%(escort)s is held fast for %(engagement)s (%(delegation)s) at %(starts)s and does not go along.")
    price = 300_000
    always_priced = True

    def violations(self, problem: EscortProblem, plan: EscortPlan) -> Iterator[Breach]:
        going = set(plan.duties)
        for pin in problem.pins:
            if pin not in going:
                engagement = problem.engagement(pin.engagement)
                facts: Facts = {
                    "escort": problem.escort(pin.escort).code,
                    "engagement": engagement.code,
                    "delegation": problem.delegation(engagement.delegation).code,
                    "starts": Moment(engagement.span.starts),
                }
                yield Breach(self.key, (pin.escort,), (engagement.id,), 1, self.level_in(problem), facts)

    def post(self, model: EscortModel) -> None:
        for pin in model.problem.pins:
            loose = model.slack(self, 1, self.price)
            model.cp.add(model.goes.get(pin, 0) + loose >= 1)
