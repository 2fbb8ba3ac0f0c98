"""Every engagement has the liaison officers and interpreters it asks for, and no more."""

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
        "many": N_("%(engagement)s (%(delegation)s) at %(starts)s asks for %(people)s × interpreter %(pair)s; "
                   "%(has)s go along."),
        "many liaisons": N_("%(engagement)s (%(delegation)s) at %(starts)s asks for %(people)s × liaison officer; "
                            "%(has)s go along."),
    }  # fmt: skip
    price = 100_000
    always_priced = True

    def violations(self, problem: EscortProblem, plan: EscortPlan) -> Iterator[Breach]:
        tasks = problem.tasks | {(task := problem.task(duty)).key: task for duty in plan.duties}
        for task in tasks.values():
            has = len(plan.on(*task.key))
            if has != task.people:
                facts = _facts(problem, task, has)
                away = abs(task.people - has)
                yield Breach(self.key, (), (task.engagement.id,), away, self.level_in(problem), facts)

    def worth(self, problem: EscortProblem, breach: Breach) -> int:
        return self.price * breach.amount * problem.engagement(breach.engagements[0]).importance

    def post(self, model: EscortModel) -> None:
        for task in model.problem.tasks.values():
            going = [goes for _, goes in model.on(task)]
            price = self.price * task.engagement.importance
            missing, spare = (model.slack(self, size, price) for size in (task.people, len(going)))
            model.cp.add(sum(going) + missing - spare == task.people)


def _facts(problem: EscortProblem, task: Task, has: int) -> Facts:
    liaison, many = task.pair == LIAISON, has > task.people
    case = ("many liaisons" if liaison else "many") if many else "liaison" if liaison else ""
    engagement = task.engagement
    who: Facts = {"engagement": engagement.code, "delegation": problem.delegation(engagement.delegation).code}
    return {**who, "starts": Moment(task.span.starts), "people": task.people, "pair": task.pair, "has": has,
            **({"case": case} if case else {})}  # fmt: skip
