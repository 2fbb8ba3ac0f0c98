"""What every rule of the crew stage is: a sentence, a level by force, and two halves that must agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar

from solver.crew.plan import Breach, CrewPlan
from solver.crew.problem import CrewProblem, Force, Need, Officer
from solver.plan import Fact
from solver.rules.rule import BLOCK, IGNORE, WARN
from solver.sentence import N_

if TYPE_CHECKING:
    from solver.crew.staffing import Row, Staffing

Facts = Mapping[str, Fact]
Served = list[tuple[Officer, list[Need]]]

# What one unit of a breach costs the solver where the rule only warns: less than a person who is missing.
WARNED = 1_000


class CrewRule:
    """`violations` is the specification; `allows` (for one duty alone) and `rows` are its implementation.

    A row is linear, so that both engines take it, and is the smallest that makes sense to break: where the rule is
    priced, a unit of the row's slack costs `price`. `halves` names the methods that implement it. A `seldom` rule takes
    many rows and hardly ever decides: `model.watches` says for whom it has them.
    """

    key: ClassVar[str]
    title: ClassVar[str]
    text: ClassVar[str]
    cases: ClassVar[Mapping[str, str]] = {}
    level: ClassVar[str] = BLOCK
    price: ClassVar[int] = WARNED
    always_priced: ClassVar[bool] = False
    seldom: ClassVar[bool] = False
    halves: tuple[str, ...] = ("rows",)

    def __init_subclass__(cls) -> None:
        cls.key = cls.__module__.rpartition(".")[2].replace("_", "-")

    def level_in(self, problem: CrewProblem, force: Force | None = None) -> str:
        """The force's own level, else the edition's, else where every edition begins."""
        general = problem.levels.get(self.key, self.level)
        return general if force is None else force.levels.get(self.key, general)

    def violations(self, problem: CrewProblem, plan: CrewPlan) -> Iterator[Breach]:
        """Every breach, once each."""
        raise NotImplementedError

    def allows(self, problem: CrewProblem, officer: Officer, need: Need) -> bool:
        """Whether this rule lets the officer meet the need, whatever else he does."""
        return True

    def rows(self, model: Staffing) -> Iterator[Row]:
        """Linear rows over the model's columns."""
        return iter(())


class PersonalRule(CrewRule):
    """A rule that looks at the duties of one officer only."""

    def of(self, problem: CrewProblem, officer: Officer, needs: list[Need]) -> Iterator[Breach]:
        """The breaches of an officer who meets exactly these needs, which come in the order of time."""
        raise NotImplementedError

    def violations(self, problem: CrewProblem, plan: CrewPlan) -> Iterator[Breach]:
        yield from self.of_all(problem, on_duty(problem, plan))

    def of_all(self, problem: CrewProblem, served: Served) -> Iterator[Breach]:
        for officer, needs in served:
            yield from self.of(problem, officer, needs)

    def broken(
        self, problem: CrewProblem, officer: Officer, needs: Iterable[Need], facts: Facts, amount: int = 1
    ) -> Breach:
        level = self.level_in(problem, problem.force(officer.force))
        ids = tuple(need.id for need in needs)
        return Breach(self.key, (officer.id,), ids, amount, level, {"officer": officer.name, **facts})


def on_duty(problem: CrewProblem, plan: CrewPlan) -> Served:
    """Everybody who meets any need, with what they meet in the order of time."""
    return [
        (officer, in_time(map(problem.need, plan.needs_of(officer.id))))
        for officer in problem.officers
        if plan.needs_of(officer.id)
    ]


def in_time(needs: Iterable[Need]) -> list[Need]:
    return sorted(needs, key=lambda need: (need.span.starts, need.span.ends, need.id))


__all__ = ["BLOCK", "IGNORE", "N_", "WARN", "CrewRule", "PersonalRule", "in_time", "on_duty"]
