"""Where one act could stand while everything else stays: the best slots, ranked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from solver.breaks import Group, Reason, set_at
from solver.lifted import Lifted, shut
from solver.model.room import Held
from solver.pieces import Piece, Worth, on_stage, pieces
from solver.plan import Plan, Violation
from solver.problem import Problem, Slot, Span


@dataclass(frozen=True)
class Suggestion:
    """`cost` is how much the plan's value changes (below 0: it gets better); `breaches` are of rules that warn."""

    slot: Slot
    cost: int
    breaches: tuple[Violation, ...] = ()


class Offer(NamedTuple):
    """An act set at a mark, where it breaks only rules that warn."""

    cost: int
    group: Group
    mark: int
    reasons: frozenset[Reason]

    @property
    def slot(self) -> Slot:
        return set_at(self.group, self.mark)[0]

    def suggestion(self, lifted: Lifted) -> Suggestion:
        return Suggestion(self.slot, self.cost, lifted.told(self.group, self.mark, self.reasons))


def suggest(problem: Problem, plan: Plan, act: int, count: int = 10) -> list[Suggestion]:
    """The best slots for an act that break no rule that blocks, cheapest first, then earliest; at most `count`.

    What stands stays as it is. Of every stage and festival day the first and the last of the cheapest starts are looked
    at, so that the slots are worth choosing between. Raises KeyError for an act that the problem does not have.
    """
    lifted = Lifted(problem, Held(problem, plan.slots), (act,))
    worth = Worth(lifted)
    found = [
        offer
        for stage in problem.stages
        for group, marks in _asked(problem, act, stage.id)
        if not shut(problem, group[0], marks)
        for offer in _ends(problem, list(pieces(lifted, worth, group, marks)), group)
    ]
    best = sorted(found, key=lambda it: (it.cost, it.slot.starts, it.slot.stage))[:count]
    return [offer.suggestion(lifted) for offer in best]


def _asked(problem: Problem, act: int, stage: int) -> Iterator[tuple[Group, Span]]:
    """The starts on the grid, and each start off it that somebody gave the act."""
    yield on_stage(act, stage), Span(problem.day(0).starts, problem.day(problem.days - 1).ends)
    given = {slot.starts for slot in (problem.act(act).announced, problem.current_slots.get(act)) if slot}
    given |= {pin.starts for pin in problem.pins_of(act) if pin.starts is not None}
    for minute in sorted(given):
        if minute % problem.grid and 0 <= problem.day_of(minute) < problem.days:
            yield (Slot(act, stage, minute),), Span(0, problem.grid)


def _ends(problem: Problem, found: list[Piece], group: Group) -> Iterator[Offer]:
    """Of every festival day the first and the last of the cheapest; pieces end where days do."""
    days: dict[int, list[tuple[int, Piece]]] = defaultdict(list)
    for piece in found:
        if piece.cost is not None:
            days[problem.day_of(group[0].starts + piece.starts)].append((piece.cost, piece))
    for there in days.values():
        cheapest = min(cost for cost, _ in there)
        alike = [piece for cost, piece in there if cost == cheapest]
        for mark, piece in {alike[0].starts: alike[0], alike[-1].ends - problem.grid: alike[-1]}.items():
            yield Offer(cheapest, group, mark, piece.reasons)
