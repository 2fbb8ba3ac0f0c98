"""Nobody goes with a delegation that must not be given him."""

from __future__ import annotations

from collections.abc import Iterator

from solver.escorts.plan import Breach
from solver.escorts.problem import Escort, EscortProblem, Task
from solver.escorts.rules.rule import N_, PersonalRule


class Accepted(PersonalRule):
    title = N_("Accepted by the delegation")
    text = N_("%(escort)s must not go with %(delegation)s and goes along to %(engagement)s.")
    halves = ("allows",)

    def of(self, problem: EscortProblem, escort: Escort, tasks: list[Task]) -> Iterator[Breach]:
        for task in tasks:
            delegation = problem.delegation(task.engagement.delegation)
            if escort.id in delegation.refuses:
                facts = {"delegation": delegation.code, "engagement": task.engagement.code}
                yield self.broken(problem, escort, [task], facts)

    def allows(self, problem: EscortProblem, escort: Escort, task: Task) -> bool:
        return escort.id not in problem.delegation(task.engagement.delegation).refuses
