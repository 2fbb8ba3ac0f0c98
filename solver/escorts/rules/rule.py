"""What every rule of the escorts stage is: sentences, a level, and two halves that must agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar

from solver.escorts.plan import Breach, EscortPlan
from solver.escorts.problem import Escort, EscortProblem, Task
from solver.plan import Fact
from solver.rules.rule import BLOCK, IGNORE, WARN
from solver.sentence import N_

if TYPE_CHECKING:
    from solver.escorts.model import EscortModel

Facts = Mapping[str, Fact]

# What one unit of a breach costs where the rule only warns: less than somebody who is missing.
WARNED = 1_000


class EscortRule:
    """`violations` is the specification; `allows` (for one duty alone) and `post` are its implementation, of which
    `halves` names what a rule needs.

    Where a rule only warns, or is `always_priced`, the model breaks it at `price` for each unit of a breach.
    """

    key: ClassVar[str]
    title: ClassVar[str]
    text: ClassVar[str]
    cases: ClassVar[Mapping[str, str]] = {}
    level: ClassVar[str] = BLOCK
    price: ClassVar[int] = WARNED
    always_priced: ClassVar[bool] = False
    halves: tuple[str, ...] = ("post",)

    def __init_subclass__(cls) -> None:
        cls.key = cls.__module__.rpartition(".")[2].replace("_", "-")

    def level_in(self, problem: EscortProblem) -> str:
        return problem.levels.get(self.key, self.level)

    def violations(self, problem: EscortProblem, plan: EscortPlan) -> Iterator[Breach]:
        """Every breach, once each."""
        raise NotImplementedError

    def allows(self, problem: EscortProblem, escort: Escort, task: Task) -> bool:
        """Whether this rule lets the escort take the task, whatever else he does."""
        return True

    def post(self, model: EscortModel) -> None:
        """Holds the rule in the model, or lays its price there."""

    def worth(self, problem: EscortProblem, breach: Breach) -> int:
        """What a breach costs."""
        return self.price * breach.amount


class PersonalRule(EscortRule):
    """A rule that looks at the tasks of one escort only."""

    def of(self, problem: EscortProblem, escort: Escort, tasks: list[Task]) -> Iterator[Breach]:
        """The breaches of an escort who has exactly these tasks, which come in the order of time."""
        raise NotImplementedError

    def violations(self, problem: EscortProblem, plan: EscortPlan) -> Iterator[Breach]:
        for escort in problem.escorts:
            yield from self.of(problem, escort, tasks_of(problem, plan, escort))

    def broken(
        self, problem: EscortProblem, escort: Escort, tasks: Iterable[Task], facts: Facts, amount: int = 1
    ) -> Breach:
        engagements = tuple(dict.fromkeys(task.engagement.id for task in tasks))
        told = {"escort": escort.code, **facts}
        return Breach(self.key, (escort.id,), engagements, amount, self.level_in(problem), told)


def tasks_of(problem: EscortProblem, plan: EscortPlan, escort: Escort) -> list[Task]:
    """In the order of time."""
    return in_time(map(problem.task, plan.of(escort.id)))


def in_time(tasks: Iterable[Task]) -> list[Task]:
    return sorted(tasks, key=lambda task: (task.span.starts, task.span.ends, task.key))


__all__ = ["BLOCK", "IGNORE", "N_", "WARN", "EscortRule", "Facts", "PersonalRule", "in_time", "tasks_of"]
