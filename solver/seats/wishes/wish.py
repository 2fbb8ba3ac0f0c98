"""What every wish of the seats stage is: a sentence, a weight, and two halves that must agree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from solver.seats.plan import Named, SeatCost, SeatFacts, SeatingPlan
from solver.seats.problem import SeatingProblem
from solver.sentence import N_

if TYPE_CHECKING:
    from solver.seats.model import SeatingModel


class SeatWish:
    """`count` is the specification, not weighted; `cost` lays the weighted price on the model."""

    key: ClassVar[str]
    title: ClassVar[str]
    sentence: ClassVar[str]
    weight: ClassVar[int] = 1

    def __init_subclass__(cls) -> None:
        cls.key = cls.__module__.rpartition(".")[2].replace("_", "-")

    def weight_in(self, problem: SeatingProblem) -> int:
        return problem.weights.get(self.key, self.weight)

    def count(self, problem: SeatingProblem, plan: SeatingPlan) -> Iterator[SeatCost]:
        """What the plan pays, guest by guest or delegation by delegation."""
        raise NotImplementedError

    def cost(self, model: SeatingModel, weight: int) -> None:
        raise NotImplementedError


class ChairWish(SeatWish):
    """A wish that looks at one guest on one chair."""

    def price(self, problem: SeatingProblem, guest: int, seat: int) -> int:
        raise NotImplementedError

    def count(self, problem: SeatingProblem, plan: SeatingPlan) -> Iterator[SeatCost]:
        for guest, seat in plan.seats.items():
            if amount := self.price(problem, guest, seat):
                facts: SeatFacts = {"guest": Named("guest", guest), "seat": Named("seat", seat), "amount": amount}
                yield SeatCost(self.key, (guest,), amount, facts)

    def cost(self, model: SeatingModel, weight: int) -> None:
        """Nothing beside the prices of cells, which the model asks for itself."""


__all__ = ["N_", "ChairWish", "Named", "SeatWish"]
