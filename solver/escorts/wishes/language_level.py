"""Whoever interprets speaks the pair as well as the engagement would like."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.escorts.plan import EscortCost, EscortPlan
from solver.escorts.problem import LIAISON, Escort, EscortProblem, Task
from solver.escorts.wishes.wish import N_, EscortWish

if TYPE_CHECKING:
    from solver.escorts.model import EscortModel


class LanguageLevel(EscortWish):
    title = N_("Good interpreters where they count")
    sentence = N_("%(escort)s interprets %(pair)s at %(engagement)s at level %(has)s; level %(wished)s is wished for.")
    weight = 3

    def count(self, problem: EscortProblem, plan: EscortPlan) -> Iterator[EscortCost]:
        for duty in plan.duties:
            task, escort = problem.task(duty), problem.escort(duty.escort)
            if lacks := _lacks(escort, task):
                facts = {"escort": escort.code, "pair": task.pair, "engagement": task.engagement.code}
                levels = {"has": escort.level(task.pair), "wished": task.wished}
                yield EscortCost(self.key, (escort.id,), lacks, {**facts, **levels})

    def cost(self, model: EscortModel, weight: int) -> None:
        for escort in model.problem.escorts:
            for task, goes in model.of(escort):
                if lacks := _lacks(escort, task):
                    model.pay(goes, weight * lacks)


def _lacks(escort: Escort, task: Task) -> int:
    return 0 if task.pair == LIAISON else max(0, task.wished - escort.level(task.pair))
