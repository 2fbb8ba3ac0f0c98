"""No more people go along to an engagement than it asks for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.escorts.plan import Breach, EscortPlan
from solver.escorts.problem import EscortProblem
from solver.escorts.rules.need_met import told
from solver.escorts.rules.rule import N_, EscortRule

if TYPE_CHECKING:
    from solver.escorts.model import EscortModel


class NoMoreThanAsked(EscortRule):
    title = N_("Nobody goes along for nothing")
    text = N_(
        "%(engagement)s (%(delegation)s) at %(starts)s asks for %(people)s × interpreter %(pair)s; %(has)s go along."
    )
    cases = {
        "liaison": N_(
            "%(engagement)s (%(delegation)s) at %(starts)s asks for %(people)s × liaison officer; %(has)s go along."
        ),
    }

    def violations(self, problem: EscortProblem, plan: EscortPlan) -> Iterator[Breach]:
        for task in {(task := problem.task(duty)).key: task for duty in plan.duties}.values():
            has = len(plan.on(*task.key))
            if has > task.people:
                level, spare = self.level_in(problem), has - task.people
                yield Breach(self.key, (), (task.engagement.id,), spare, level, told(problem, task, has))

    def post(self, model: EscortModel) -> None:
        for task in model.problem.tasks.values():
            going = [goes for _, goes in model.on(task)]
            if len(going) > task.people:
                model.cp.add(sum(going) - model.slack(self, len(going) - task.people, self.price) <= task.people)
