"""Only whoever may lead is a liaison, and only whoever speaks a pair well enough interprets it."""

from __future__ import annotations

from collections.abc import Iterator

from solver.escorts.plan import Breach
from solver.escorts.problem import LIAISON, Escort, EscortProblem, Task
from solver.escorts.rules.rule import N_, Facts, PersonalRule


class Qualified(PersonalRule):
    title = N_("Knows the task")
    text = N_("%(escort)s interprets %(pair)s at level %(has)s; %(engagement)s asks for level %(needs)s.")
    cases = {
        "liaison": N_("%(escort)s may not be a liaison officer and is that of %(engagement)s."),
        "unspoken": N_("%(escort)s does not interpret %(pair)s, which %(engagement)s asks for."),
    }
    halves = ("allows",)

    def of(self, problem: EscortProblem, escort: Escort, tasks: list[Task]) -> Iterator[Breach]:
        for task in tasks:
            facts: Facts = {"engagement": task.engagement.code}
            if task.pair == LIAISON:
                if not escort.leads:
                    yield self.broken(problem, escort, [task], {**facts, "case": "liaison"})
            elif (has := escort.level(task.pair)) < max(1, task.level):
                case: Facts = {} if has else {"case": "unspoken"}
                yield self.broken(
                    problem, escort, [task], {**facts, **case, "pair": task.pair, "has": has, "needs": task.level}
                )

    def allows(self, problem: EscortProblem, escort: Escort, task: Task) -> bool:
        return escort.leads if task.pair == LIAISON else escort.level(task.pair) >= max(1, task.level)
