"""Every engagement has the liaison officers and interpreters it asks for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.escorts.plan import Breach, EscortPlan
from solver.escorts.problem import LIAISON, EscortProblem, Task
from solver.escorts.rules.rule import N_, EscortRule, Facts
from solver.plan import Moment

if TYPE_CHECKING:
    from solver.escorts.model import EscortModel


class NeedMet(EscortRule):
    """Whoever is missing costs as often more as the engagement is important."""

    title = N_("Somebody goes along")
    text = N_("%(engagement)s (%(delegation)s) at %(starts)s needs %(people)s × interpreter %(pair)s and has %(has)s.")
    cases = {
        "liaison": N_("%(engagement)s (%(delegation)s) at %(starts)s needs %(people)s × liaison officer, has %(has)s."),
    }
    price = 100_000
    always_priced = True

    def violations(self, problem: EscortProblem, plan: EscortPlan) -> Iterator[Breach]:
        for task in problem.tasks.values():
            has = len(plan.on(*task.key))
            if has < task.people:
                level, missing = self.level_in(problem), task.people - has
                yield Breach(self.key, (), (task.engagement.id,), missing, level, told(problem, task, has))

    def worth(self, problem: EscortProblem, breach: Breach) -> int:
        return self.price * breach.amount * problem.engagement(breach.engagements[0]).importance

    def post(self, model: EscortModel) -> None:
        for task in model.problem.tasks.values():
            missing = model.slack(self, task.people, self.price * task.engagement.importance)
            model.cp.add(sum(goes for _, goes in model.on(task)) + missing >= task.people)


def told(problem: EscortProblem, task: Task, has: int) -> Facts:
    """Who goes along to what, with how many."""
    engagement = task.engagement
    who: Facts = {"engagement": engagement.code, "delegation": problem.delegation(engagement.delegation).code}
    case: Facts = {"case": "liaison"} if task.pair == LIAISON else {}
    return {**who, **case, "starts": Moment(task.span.starts), "people": task.people, "pair": task.pair, "has": has}
