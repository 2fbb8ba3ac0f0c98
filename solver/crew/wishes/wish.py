"""What every wish of the crew stage is: a sentence, a weight, and two halves that must agree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from solver.crew.plan import CrewCost, CrewPlan
from solver.crew.problem import CrewProblem
from solver.sentence import N_

if TYPE_CHECKING:
    from solver.crew.staffing import Staffing


class CrewWish:
    """`count` is the specification, `cost` its implementation: prices on columns.

    One that is not `personal` looks at several people at once; it is heeded once it is decided who is on duty
    when (`gathering`, `dealing`).
    """

    key: ClassVar[str]
    title: ClassVar[str]
    sentence: ClassVar[str]
    weight: ClassVar[int] = 1
    personal: ClassVar[bool] = True

    def __init_subclass__(cls) -> None:
        cls.key = cls.__module__.rpartition(".")[2].replace("_", "-")

    def weight_in(self, problem: CrewProblem) -> int:
        return problem.weights.get(self.key, self.weight)

    def count(self, problem: CrewProblem, plan: CrewPlan) -> Iterator[CrewCost]:
        """What the plan pays, officer by officer, not weighted."""
        raise NotImplementedError

    def cost(self, model: Staffing, weight: int) -> None:
        """Lays the weighted price on columns of the model."""
        raise NotImplementedError


__all__ = ["N_", "CrewWish"]
