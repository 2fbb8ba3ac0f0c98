"""People go along where they were told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.escorts.plan import EscortCost, EscortPlan
from solver.escorts.problem import EscortProblem
from solver.escorts.wishes.wish import N_, EscortWish

if TYPE_CHECKING:
    from solver.escorts.model import EscortModel


class FewChanges(EscortWish):
    """Each duty that begins or ends otherwise than people know costs the weight."""

    title = N_("Few changes")
    sentence = N_("%(escort)s has %(amount)s duties other than told.")
    weight = 2

    def count(self, problem: EscortProblem, plan: EscortPlan) -> Iterator[EscortCost]:
        if not problem.told:
            return
        changes = Counter(duty.escort for duty in set(problem.told) ^ set(plan.duties))
        for escort in problem.escorts:
            if changed := changes[escort.id]:
                yield EscortCost(self.key, (escort.id,), changed, {"escort": escort.code, "amount": changed})

    def cost(self, model: EscortModel, weight: int) -> None:
        told = set(model.problem.told)
        if told:
            model.constant += weight * len(told)
            for duty, goes in model.goes.items():
                model.pay(goes, -weight if duty in told else weight)
