"""What the lodging stage answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from solver.lodging.problem import Room
from solver.plan import Fact


@dataclass(frozen=True)
class LodgingPlan:
    """Who has which room."""

    rooms: tuple[Room, ...] = ()

    def of(self, guest: int) -> list[Room]:
        """A guest's rooms; a sound plan has one at most."""
        return self._by_guest.get(guest, [])

    @cached_property
    def _by_guest(self) -> dict[int, list[Room]]:
        held: dict[int, list[Room]] = {}
        for room in self.rooms:
            for guest in room.guests:
                held.setdefault(guest, []).append(room)
        return held


@dataclass(frozen=True)
class Breach:
    """One rule broken, by `amount` guests, rooms or hotels; `facts` fill the rule's sentence, with codes for people."""

    rule: str
    guests: tuple[int, ...] = ()
    amount: int = 1
    level: str = "block"
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True)
class Unhoused:
    """A guest without a room; `reason` is a key of `solver.lodging.reasons.REASONS`, whose sentence the facts fill."""

    guest: int
    reason: str
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True)
class LodgingAnswer:
    """`status` is one of optimal, feasible, stopped. Lower `value` is better; no plan costs less than `bound`.

    `moved` are guests who had a room and have another one, or none.
    """

    status: str
    plan: LodgingPlan
    value: int
    bound: int
    seconds: float
    unhoused: tuple[Unhoused, ...] = ()
    moved: tuple[int, ...] = ()
