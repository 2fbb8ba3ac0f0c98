"""What every rule of the lodging stage is: sentences, a level, and two halves that must agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar

from solver.lodging.plan import Breach, LodgingPlan
from solver.lodging.problem import LodgingProblem, Room
from solver.plan import Fact
from solver.rules.rule import BLOCK, IGNORE, WARN
from solver.sentence import N_

if TYPE_CHECKING:
    from solver.lodging.model import LodgingModel

Facts = Mapping[str, Fact]


class LodgingRule:
    """`violations` is the specification; `allows` (for one room alone) and `post` are its implementation, of which
    `halves` names what a rule needs. A search holds every rule that is not ignored, but for those that are `priced`:
    these it breaks at their price for each unit of a breach."""

    key: ClassVar[str]
    title: ClassVar[str]
    text: ClassVar[str]
    cases: ClassVar[Mapping[str, str]] = {}
    level: ClassVar[str] = BLOCK
    price: ClassVar[int] = 1_000
    priced: ClassVar[bool] = False
    halves: tuple[str, ...] = ("post",)

    def __init_subclass__(cls) -> None:
        cls.key = cls.__module__.rpartition(".")[2].replace("_", "-")

    def level_in(self, problem: LodgingProblem) -> str:
        return problem.levels.get(self.key, self.level)

    def violations(self, problem: LodgingProblem, plan: LodgingPlan) -> Iterator[Breach]:
        """Every breach, once each."""
        raise NotImplementedError

    def allows(self, problem: LodgingProblem, room: Room) -> bool:
        """Whether this rule lets these guests have a room of this kind, whoever has the others."""
        return True

    def post(self, model: LodgingModel) -> None:
        """Holds the rule in the model, or lays its price there."""

    def worth(self, problem: LodgingProblem, breach: Breach) -> int:
        """What a breach costs."""
        return self.price * breach.amount

    def broken(self, problem: LodgingProblem, facts: Facts, *guests: int, amount: int = 1) -> Breach:
        return Breach(self.key, guests, amount, self.level_in(problem), facts)


__all__ = ["BLOCK", "IGNORE", "N_", "WARN", "Facts", "LodgingRule"]
