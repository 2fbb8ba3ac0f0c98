"""What every rule of the parade stage is: sentences, a level, and two halves that must agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar

from solver.parade.plan import Breach, Demand, ParadePlan
from solver.parade.problem import ParadeProblem
from solver.plan import Fact
from solver.rules.rule import BLOCK, IGNORE
from solver.sentence import N_

if TYPE_CHECKING:
    from solver.parade.model import ParadeModel

Facts = Mapping[str, Fact]


class ParadeRule:
    """`violations` judges an order; `demands` says what is asked of a parade one by one, and `post` holds one of them
    in the model wherever the model's word for it is true. `text` tells a breach, `asks` a demand."""

    key: ClassVar[str]
    title: ClassVar[str]
    text: ClassVar[str]
    asks: ClassVar[str]
    cases: ClassVar[Mapping[str, str]] = {}
    level: ClassVar[str] = BLOCK

    def __init_subclass__(cls) -> None:
        cls.key = cls.__module__.rpartition(".")[2].replace("_", "-")

    def level_in(self, problem: ParadeProblem) -> str:
        return problem.levels.get(self.key, self.level)

    def violations(self, problem: ParadeProblem, plan: ParadePlan) -> Iterator[Breach]:
        """Every breach, once each."""
        raise NotImplementedError

    def demands(self, problem: ParadeProblem) -> Iterator[Demand]:
        """Everything that it asks."""
        raise NotImplementedError

    def post(self, model: ParadeModel, demand: Demand) -> None:
        """Holds the demand in the model."""
        raise NotImplementedError

    def broken(self, problem: ParadeProblem, facts: Facts, *units: int) -> Breach:
        return Breach(self.key, units, self.level_in(problem), facts)

    def asked(self, facts: Facts, *units: int) -> Demand:
        return Demand(self.key, units, facts)


__all__ = ["BLOCK", "IGNORE", "N_", "Facts", "ParadeRule"]
