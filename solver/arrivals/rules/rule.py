"""What every rule of the arrivals stage is: sentences, a level, and two halves that must agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar

from solver.arrivals.plan import ArrivalPlan, Breach
from solver.arrivals.problem import MINUTE, ArrivalProblem, Car, Gate, Slot
from solver.plan import Fact, Moment
from solver.rules.rule import BLOCK, IGNORE
from solver.sentence import N_

if TYPE_CHECKING:
    from solver.arrivals.model import ArrivalModel

Facts = Mapping[str, Fact]


class ArrivalRule:
    """`violations` is the specification, `post` its implementation. A search holds every rule that is not ignored, but
    for one that is `priced`."""

    key: ClassVar[str]
    title: ClassVar[str]
    text: ClassVar[str]
    cases: ClassVar[Mapping[str, str]] = {}
    level: ClassVar[str] = BLOCK
    price: ClassVar[int] = 0

    def __init_subclass__(cls) -> None:
        cls.key = cls.__module__.rpartition(".")[2].replace("_", "-")

    def level_in(self, problem: ArrivalProblem) -> str:
        return problem.levels.get(self.key, self.level)

    def violations(self, problem: ArrivalProblem, plan: ArrivalPlan) -> Iterator[Breach]:
        """Every breach, once each."""
        raise NotImplementedError

    def post(self, model: ArrivalModel) -> None:
        """Holds the rule in the model, or lays its price there."""
        raise NotImplementedError

    def broken(self, problem: ArrivalProblem, facts: Facts, *slots: Slot) -> Breach:
        gates = tuple(dict.fromkeys(slot.gate for slot in slots))
        return Breach(self.key, tuple(slot.car for slot in slots), gates, self.level_in(problem), facts)


def stops(problem: ArrivalProblem, plan: ArrivalPlan) -> Iterator[tuple[Slot, Car, Gate]]:
    """Every slot in the order of time, with its car and its gate."""
    return ((slot, problem.car(slot.car), problem.gate(slot.gate)) for slot in plan.in_time)


def minute(second: int) -> Moment:
    """The minute in which a second lies."""
    return Moment(second // MINUTE)


__all__ = ["BLOCK", "IGNORE", "N_", "ArrivalRule", "Facts", "minute", "stops"]
