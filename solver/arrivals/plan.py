"""What the arrivals stage answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from solver.arrivals.problem import Slot
from solver.plan import Fact


@dataclass(frozen=True)
class ArrivalPlan:
    """Which car stops where and when, once at most each."""

    slots: tuple[Slot, ...] = ()

    def of(self, car: int) -> Slot | None:
        return self._by_car.get(car)

    @cached_property
    def in_time(self) -> list[Slot]:
        return sorted(self.slots, key=lambda slot: (slot.at, slot.gate, slot.car))

    @cached_property
    def _by_car(self) -> dict[int, Slot]:
        return {slot.car: slot for slot in self.slots}


@dataclass(frozen=True)
class Breach:
    """One rule broken; `facts` fill its sentence, with codes for guests."""

    rule: str
    cars: tuple[int, ...] = ()
    gates: tuple[int, ...] = ()
    level: str = "block"
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True)
class ArrivalAnswer:
    """`status` is one of optimal, feasible, stopped. Lower `value` is better; no plan costs less than `bound`.

    `without` are cars that have no slot, `moved` such that have another than in the present plan, or none any more.
    """

    status: str
    plan: ArrivalPlan
    value: int
    bound: int
    seconds: float
    without: tuple[int, ...] = ()
    moved: tuple[int, ...] = ()
