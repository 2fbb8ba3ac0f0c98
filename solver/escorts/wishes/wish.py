"""What every wish of the escorts stage is: a sentence, a weight, and two halves that must agree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from solver.escorts.plan import EscortCost, EscortPlan
from solver.escorts.problem import EscortProblem
from solver.sentence import N_

if TYPE_CHECKING:
    from solver.escorts.model import EscortModel


class EscortWish:
    """`count` is the specification, `cost` its implementation: prices in the model."""

    key: ClassVar[str]
    title: ClassVar[str]
    sentence: ClassVar[str]
    weight: ClassVar[int] = 1

    def __init_subclass__(cls) -> None:
        cls.key = cls.__module__.rpartition(".")[2].replace("_", "-")

    def weight_in(self, problem: EscortProblem) -> int:
        return problem.weights.get(self.key, self.weight)

    def count(self, problem: EscortProblem, plan: EscortPlan) -> Iterator[EscortCost]:
        """What the plan pays, not weighted."""
        raise NotImplementedError

    def cost(self, model: EscortModel, weight: int) -> None:
        """Lays the weighted price in the model."""
        raise NotImplementedError


__all__ = ["N_", "EscortWish"]
