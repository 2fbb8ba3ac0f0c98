"""What a repair may move: whatever the change has hit, and of the rest what somebody lets it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from solver.plan import Plan
from solver.problem import Pin, Problem, Slot
from solver.rules.pinned import Pinned
from solver.rules.rule import BLOCK, BLOCK_RELEASE
from solver.seed import blocking_breaches


@dataclass(frozen=True)
class Scope:
    """Acts that may leave where they stand; every facet that is given narrows it, and none given is all acts.

    `days` are festival days and `stages` ids, both of where an act stands now; with `unplaced` only acts without a
    slot are set. What starts before the minute `frozen_until` stays. What stands illegally may always move.
    """

    days: tuple[int, ...] = ()
    stages: tuple[int, ...] = ()
    acts: tuple[int, ...] = ()
    unplaced: bool = False
    frozen_until: int | None = None

    def lets(self, problem: Problem, slot: Slot) -> bool:
        """Whether an act that stands here may move though nothing has hit it."""
        return not (
            self.unplaced
            or (self.frozen_until is not None and slot.starts < self.frozen_until)
            or (self.days and problem.day_of(slot.starts) not in self.days)
            or (self.stages and not any(stage in self.stages for stage, _ in problem.places(slot)))
            or (self.acts and slot.act not in self.acts)
        )


EVERYTHING = Scope()


def hit(problem: Problem) -> frozenset[int]:
    """Acts of the current plan that break a rule that blocks, and what must come after them; never what has begun."""
    return hit_by(problem, blocking_breaches(problem, Plan(problem.current)))


def hit_by(problem: Problem, breaches: Iterable[tuple[int, ...]]) -> frozenset[int]:
    """`hit` where the acts of every breach that counts are known already."""
    acts = followed(problem, (act for broken in breaches for act in broken))
    return frozenset(act for act in acts if act in problem.current_slots and not problem.begun(act))


def let(problem: Problem, scope: Scope) -> frozenset[int]:
    """What has no slot, and what the scope lets leave its slot."""
    standing = {slot.act for slot in problem.current if scope.lets(problem, slot) and not problem.begun(slot.act)}
    return frozenset(standing | {act.id for act in problem.acts if act.id not in problem.current_slots})


def movable(problem: Problem, scope: Scope = EVERYTHING) -> frozenset[int]:
    """What a repair in this scope may set anew: what was hit, what has no slot, and what the scope lets."""
    return let(problem, scope) | hit(problem)


def scoped(problem: Problem, scope: Scope) -> Problem:
    """The same festival with everything outside the scope pinned to its slot, for whatever solves it next."""
    return held(problem, movable(problem, scope))


def held(problem: Problem, free: Collection[int]) -> Problem:
    """The same festival with every slot of other acts than these pinned."""
    return pinned(problem, [slot for slot in problem.current if slot.act not in free])


def pinned(problem: Problem, slots: Collection[Slot]) -> Problem:
    """The same festival with these slots pinned.

    Where pins do not block in this edition, they block in the answer, and those of planners are left out of it.
    """
    if not slots:
        return problem
    pins = tuple(Pin(slot.act, stage=slot.stage, starts=slot.starts) for slot in slots)
    if Pinned().level_in(problem) in (BLOCK, BLOCK_RELEASE):
        return replace(problem, pins=(*problem.pins, *pins))
    return replace(problem, pins=pins, levels={**problem.levels, Pinned.key: BLOCK})


def followed(problem: Problem, acts: Iterable[int]) -> set[int]:
    """The acts with all that must come after one of them: without it they may not stand."""
    found = set(acts)
    while more := {order.second for order in problem.precedences if order.first in found} - found:
        found |= more
    return found
