"""What the escorts stage answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from solver.escorts.problem import LIAISON, Duty
from solver.plan import Fact, gap


@dataclass(frozen=True)
class EscortPlan:
    """Who goes along where."""

    duties: tuple[Duty, ...] = ()

    def of(self, escort: int) -> list[Duty]:
        return self._by_escort.get(escort, [])

    def on(self, engagement: int, pair: str = LIAISON) -> list[int]:
        """The escorts who go along to the engagement as its liaison, or for this pair."""
        return self._by_task.get((engagement, pair), [])

    @cached_property
    def _by_escort(self) -> dict[int, list[Duty]]:
        held: dict[int, list[Duty]] = {}
        for duty in self.duties:
            held.setdefault(duty.escort, []).append(duty)
        return held

    @cached_property
    def _by_task(self) -> dict[tuple[int, str], list[int]]:
        held: dict[tuple[int, str], list[int]] = {}
        for duty in self.duties:
            held.setdefault((duty.engagement, duty.pair), []).append(duty.escort)
        return held


@dataclass(frozen=True)
class Breach:
    """One rule broken, by `amount` people or minutes; `facts` fill the rule's sentence, with codes for people."""

    rule: str
    escorts: tuple[int, ...] = ()
    engagements: tuple[int, ...] = ()
    amount: int = 1
    level: str = "block"
    facts: Mapping[str, Fact] = field(default_factory=dict)

    @property
    def subject(self) -> str:
        """Names the same breach again later."""
        return f"{self.rule}:{'-'.join(map(str, self.escorts))}:{'-'.join(map(str, self.engagements))}"


@dataclass(frozen=True)
class EscortCost:
    """What one wish pays: `amount` is not weighted."""

    wish: str
    escorts: tuple[int, ...]
    amount: int
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True)
class Short:
    """So many people are missing at an engagement, as liaisons or for a language pair."""

    engagement: int
    pair: str
    people: int


@dataclass(frozen=True)
class EscortAnswer:
    """`status` is one of optimal, feasible, stopped. Lower `value` is better; `bound` is proven from below. So many
    people are missing in any plan as `fewest` says."""

    status: str
    plan: EscortPlan
    value: int
    bound: int
    seconds: float
    short: tuple[Short, ...] = ()
    fewest: int = 0

    @property
    def gap(self) -> float:
        return gap(self.value, self.bound)


@dataclass(frozen=True)
class MendedEscorts(EscortAnswer):
    """`called` are new duties, `ended` such of the present ones that end, `told` the escorts whose duties changed.

    Nobody can do with fewer people told than `told_bound`, unless more are missing; `short_bound` are missing in
    any case, each counted as often as the engagement is important.
    """

    called: tuple[Duty, ...] = ()
    ended: tuple[Duty, ...] = ()
    told: tuple[int, ...] = ()
    told_bound: int = 0
    short_bound: int = 0

    @property
    def proven(self) -> bool:
        return len(self.told) <= self.told_bound
