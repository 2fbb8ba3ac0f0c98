"""What every wish is: something the plan pays for, counted twice by halves that must agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from solver.plan import Cost, Fact, Plan
from solver.problem import Problem
from solver.sentence import N_

if TYPE_CHECKING:
    from solver.model.placing import Placing


class Wish:
    """`count` is the specification, `cost` its implementation; both without the weight.

    `sentence` tells one cost, with the facts that `facts` gives; `cases` holds further sentences, as with rules.
    """

    key: ClassVar[str]
    title: ClassVar[str]
    text: ClassVar[str]
    sentence: ClassVar[str]
    cases: ClassVar[Mapping[str, str]] = {}
    weight: ClassVar[int] = 1

    def __init_subclass__(cls) -> None:
        cls.key = cls.__module__.rpartition(".")[2].replace("_", "-")

    def weight_in(self, problem: Problem) -> int:
        """How much one unit of this wish's cost weighs; 0 leaves the wish out."""
        return problem.weights.get(self.key, self.weight)

    def cost(self, model: Placing) -> Any:
        """A linear expression that an optimal solution brings down to the sum of `count`, held acts included."""
        raise NotImplementedError

    def count(self, problem: Problem, plan: Plan) -> Iterator[Cost]:
        """What the plan pays, place by place; nothing where it pays nothing."""
        raise NotImplementedError

    def facts(self, problem: Problem, plan: Plan, cost: Cost) -> dict[str, Fact]:
        """What the sentence names of a cost that `count` gave of this plan."""
        raise NotImplementedError

    def pays(self, amount: int, *acts: int) -> Cost:
        return Cost(self.key, acts, amount)


__all__ = ["N_", "Wish"]
