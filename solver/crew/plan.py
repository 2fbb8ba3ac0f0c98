"""What the crew stage answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from solver.crew.problem import Duty
from solver.plan import Fact, gap


@dataclass(frozen=True)
class CrewPlan:
    """Who meets which need."""

    duties: tuple[Duty, ...] = ()

    def needs_of(self, officer: int) -> list[int]:
        return self._by_officer.get(officer, [])

    def officers_on(self, need: int) -> list[int]:
        return self._by_need.get(need, [])

    @cached_property
    def _by_officer(self) -> dict[int, list[int]]:
        held: dict[int, list[int]] = {}
        for duty in self.duties:
            held.setdefault(duty.officer, []).append(duty.need)
        return held

    @cached_property
    def _by_need(self) -> dict[int, list[int]]:
        held: dict[int, list[int]] = {}
        for duty in self.duties:
            held.setdefault(duty.need, []).append(duty.officer)
        return held


@dataclass(frozen=True)
class Breach:
    """One rule broken, by `amount` people, minutes or days; `facts` fill the rule's sentence."""

    rule: str
    officers: tuple[int, ...] = ()
    needs: tuple[int, ...] = ()
    amount: int = 1
    level: str = "block"
    facts: Mapping[str, Fact] = field(default_factory=dict)

    @property
    def subject(self) -> str:
        """Names the same breach again later."""
        return f"{self.rule}:{'-'.join(map(str, self.officers))}:{'-'.join(map(str, self.needs))}"


@dataclass(frozen=True)
class CrewCost:
    """What one wish pays for some officers: `amount` is not weighted."""

    wish: str
    officers: tuple[int, ...]
    amount: int
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True)
class CrewAnswer:
    """`status` is one of optimal, feasible, stopped. Lower `value` is better; `bound` is proven from below.

    `short` tells, by need, how many people are missing; `unled` likewise how many leaders. `apart` counts the sectors
    beyond the first in which squads stand: dealt out as well as may be, and no part of what is proven.
    """

    status: str
    plan: CrewPlan
    value: int
    bound: int
    seconds: float
    short: Mapping[int, int] = field(default_factory=dict)
    unled: Mapping[int, int] = field(default_factory=dict)
    apart: int = 0

    @property
    def gap(self) -> float:
        return gap(self.value, self.bound)


@dataclass(frozen=True)
class Mended(CrewAnswer):
    """`called` are new duties, `released` such of the present roster that end. No roster with as few people missing
    calls fewer than `called_bound`, and none that calls so few releases fewer than `released_bound`; `short_bound` are
    missing in every one."""

    called: tuple[Duty, ...] = ()
    released: tuple[Duty, ...] = ()
    called_bound: int = 0
    released_bound: int = 0
    short_bound: int = 0

    @property
    def proven(self) -> bool:
        return len(self.called) <= self.called_bound and len(self.released) <= self.released_bound
