"""What every rule of the rides stage is: a sentence, a level, and halves that must agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar

from solver.plan import Fact
from solver.rides.plan import RideBreach, RidePlan
from solver.rides.problem import Driver, RideProblem, Transfer, Vehicle
from solver.rules.rule import BLOCK, IGNORE, WARN
from solver.sentence import N_

if TYPE_CHECKING:
    from solver.rides.driving import Driving
    from solver.rides.timetable import Timetable

Facts = Mapping[str, Fact]


class RideRule:
    """`violations` is the specification. The rest is its implementation, of which `halves` names what a rule needs.

    `suits` says which vehicle may carry a transfer and `allows` who may drive it, whatever else they do; `shape` tells
    PyVRP, which chooses vehicles and the order of stops; `times` tells the timetable, which decides when. Where the
    shape can only be careful (`exact` is false), PyVRP refuses some rides that the rule would let pass, never the other
    way round.

    A search keeps every rule that is not ignored; only hand-made rides break one that warns. A rule that does not
    `refuse` only shows who has no ride yet.
    """

    key: ClassVar[str]
    title: ClassVar[str]
    text: ClassVar[str]
    cases: ClassVar[Mapping[str, str]] = {}
    level: ClassVar[str] = BLOCK
    exact: ClassVar[bool] = True
    refuses: ClassVar[bool] = True
    halves: tuple[str, ...] = ("times",)

    def __init_subclass__(cls) -> None:
        cls.key = cls.__module__.rpartition(".")[2].replace("_", "-")

    def level_in(self, problem: RideProblem) -> str:
        return problem.levels.get(self.key, self.level)

    def violations(self, problem: RideProblem, plan: RidePlan) -> Iterator[RideBreach]:
        """Every breach, once each."""
        raise NotImplementedError

    def suits(self, problem: RideProblem, vehicle: Vehicle, transfer: Transfer) -> bool:
        return True

    def allows(self, problem: RideProblem, vehicle: Vehicle, driver: Driver) -> bool:
        return True

    def shape(self, model: Driving) -> None:
        """What PyVRP must know."""

    def times(self, model: Timetable) -> None:
        """Constraints over the minutes of rides whose stops stand in a fixed order."""

    def broken(
        self,
        problem: RideProblem,
        facts: Facts,
        *,
        transfers: tuple[int, ...] = (),
        vehicles: tuple[int, ...] = (),
        drivers: tuple[int, ...] = (),
        amount: int = 1,
    ) -> RideBreach:
        return RideBreach(self.key, transfers, vehicles, drivers, amount, self.level_in(problem), facts)


__all__ = ["BLOCK", "IGNORE", "N_", "WARN", "Facts", "RideRule"]
