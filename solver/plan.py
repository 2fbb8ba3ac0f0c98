"""What the solver answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from solver.problem import Slot


@dataclass(frozen=True)
class Moment:
    """A minute that people read as a clock time on a festival day."""

    minute: int


Fact = str | int | Moment


@dataclass(frozen=True)
class Plan:
    """At most one slot an act; an act without a slot is not placed."""

    slots: tuple[Slot, ...] = ()

    def slot(self, act: int) -> Slot | None:
        return self._by_act.get(act)

    @cached_property
    def _by_act(self) -> dict[int, Slot]:
        return {slot.act: slot for slot in self.slots}


@dataclass(frozen=True)
class Violation:
    """One rule broken by these acts. `facts` fill the rule's sentence; `subject` names the same breach again later."""

    rule: str
    acts: tuple[int, ...]
    facts: Mapping[str, Fact] = field(default_factory=dict)

    @property
    def subject(self) -> str:
        return f"{self.rule}:{'-'.join(str(act) for act in sorted(self.acts))}"


@dataclass(frozen=True)
class Cost:
    """What one wish, or one breach of a rule that is priced, pays at one place of the plan: `amount` is weighted.

    `facts` fill its sentence where somebody asked for it (see `solver.why`).
    """

    wish: str
    acts: tuple[int, ...]
    amount: int
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """`status` is one of optimal, feasible, unknown, stopped. Lower `value` is better; `bound` is proven from below.

    `by_wish` gives the weighted cost per wish, `unplaced` the acts that found no place (each priced above all wishes).
    """

    status: str
    plan: Plan
    value: int
    bound: int
    seconds: float
    by_wish: Mapping[str, int] = field(default_factory=dict)
    unplaced: tuple[int, ...] = ()

    @property
    def gap(self) -> float:
        return gap(self.value, self.bound)


@dataclass(frozen=True)
class Repaired(Answer):
    """How the current plan becomes sound again. Goals in their order: few acts without a slot, few moves, low `value`.

    `moved` stand elsewhere than in the current plan, `cancelled` stand no longer. `moves` is what both cost (the wish
    few-moves, not weighted). No plan leaves fewer than `unplaced_bound` acts without a slot; no plan that leaves as few
    as this one has moves that cost less than `moves_bound`. `status` is optimal where both are reached: the value
    need not be the best there is.
    """

    moved: tuple[int, ...] = ()
    cancelled: tuple[int, ...] = ()
    unplaced_bound: int = 0
    moves: int = 0
    moves_bound: int = 0

    @property
    def proven(self) -> bool:
        return len(self.unplaced) <= self.unplaced_bound and self.moves <= self.moves_bound


@dataclass(frozen=True)
class Progress:
    """How far a search is after `elapsed` seconds; `plan` is given only when it is better than the last one told."""

    elapsed: float
    value: int
    bound: int
    by_wish: Mapping[str, int] = field(default_factory=dict)
    unplaced: tuple[int, ...] = ()
    plan: Plan | None = None

    @property
    def gap(self) -> float:
        return gap(self.value, self.bound)


def gap(value: int, bound: int) -> float:
    """How much better a plan could still be, as a share of the value: 0.0 is proven best."""
    return 0.0 if value <= bound else (value - bound) / max(1, value)
