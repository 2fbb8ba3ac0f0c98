"""What a change has done to the current plan, and what mending it costs at least: arithmetic, no search."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from solver.check import score, value
from solver.ledger import starts_of
from solver.minutes import stretch
from solver.notice import leaving
from solver.plan import Plan, Repaired
from solver.problem import Problem, Slot
from solver.rules import RULES
from solver.rules.placed import UNPLACED
from solver.rules.rule import BLOCK, BLOCK_RELEASE
from solver.scope import EVERYTHING, Scope, held, hit_by, let
from solver.seed import blocking_breaches
from solver.wishes.few_moves import FewMoves

# The acts of breaches that are to stay as they are.
Known = frozenset[tuple[int, ...]]


@dataclass(frozen=True, order=True)
class Worth:
    """What a repaired plan is judged by, in this order; lower is better."""

    unplaced: int
    moves: int
    value: int


class Damage:
    """`problem` holds what is outside the scope; breaches of `known` acts stay.

    `hit` acts have to leave their slots, or may have to; `free` acts may be set anew, of which `first` have no sound
    slot now. `must` are acts that certainly leave their slots.
    """

    def __init__(self, problem: Problem, scope: Scope = EVERYTHING, known: Known | None = None) -> None:
        problem = _without_past_orders(problem)
        broken = blocking_breaches(problem, Plan(problem.current))
        begun = frozenset(acts for acts in broken if all(map(problem.begun, acts)))
        self.known = begun if known is None else known
        self.hit = hit_by(problem, (acts for acts in broken if acts not in self.known))
        self.free = let(problem, scope) | self.hit
        self.problem = problem = held(problem, self.free)
        self.first = frozenset(act for act in self.free if act in self.hit or act not in problem.current_slots)
        self.price = {slot.act: leaving(problem, slot) for slot in problem.current}
        self.must = frozenset(act for act in self.hit if not self._may_stay(problem.current_slots[act]))

    @cached_property
    def cells(self) -> dict[int, dict[int, int]]:
        """For each of `first` and each stage the starts that the rules that block leave it alone."""
        hard = [rule for rule in RULES if rule.level_in(self.problem) in (BLOCK, BLOCK_RELEASE)]
        return starts_of(self.problem, hard, [self.problem.act(act) for act in sorted(self.first)])

    @property
    def least_unplaced(self) -> int:
        """Acts that have no place however the others stand."""
        return sum(not cells for cells in self.cells.values())

    @property
    def least_moves(self) -> int:
        """What the moves of those cost at least that certainly leave their slots."""
        return sum(self.price[act] for act in self.must)

    @property
    def rest(self) -> Plan:
        """The current plan without what was hit: sound, and what every repair can fall back on."""
        return Plan(tuple(slot for slot in self.problem.current if slot.act not in self.hit))

    def sound(self, plan: Plan) -> bool:
        return all(acts in self.known for acts in blocking_breaches(self.problem, plan))

    def worth(self, plan: Plan) -> Worth:
        moves = sum(cost.amount for cost in FewMoves().count(self.problem, plan))
        return Worth(len(self.problem.acts) - len(plan.slots), moves, value(self.problem, plan))

    def moved(self, plan: Plan) -> set[int]:
        """Acts that may move and stand otherwise than now."""
        return {act for act in self.free if plan.slot(act) != self.problem.current_slots.get(act)}

    def answer(self, plan: Plan, seconds: float, status: str, bounds: tuple[int, int]) -> Repaired:
        """`bounds` are proven, of acts without a slot and of moves; where the plan reaches both it is optimal."""
        problem, worth = self.problem, self.worth(plan)
        plan = Plan(tuple(slot for act in problem.acts if (slot := plan.slot(act.id))))
        unplaced = tuple(act.id for act in problem.acts if plan.slot(act.id) is None)
        least = bounds[0] * UNPLACED + bounds[1] * FewMoves().weight_in(problem)
        return Repaired(
            "optimal" if worth.unplaced <= bounds[0] and worth.moves <= bounds[1] else status,
            plan,
            worth.value,
            min(worth.value, least),
            round(seconds, 2),
            score(problem, plan),
            unplaced,
            moved=tuple(slot.act for slot in plan.slots if problem.current_slots.get(slot.act, slot) != slot),
            cancelled=tuple(act for act in unplaced if act in problem.current_slots),
            unplaced_bound=bounds[0],
            moves=worth.moves,
            moves_bound=bounds[1],
        )

    def _may_stay(self, slot: Slot) -> bool:
        return bool(self.cells[slot.act].get(slot.stage, 0) & stretch(slot.starts, slot.starts + 1))


def _without_past_orders(problem: Problem) -> Problem:
    """What should have come before an act that has begun can no longer do so, and does not have to any more."""
    orders = tuple(order for order in problem.precedences if not problem.begun(order.second))
    return problem if len(orders) == len(problem.precedences) else replace(problem, precedences=orders)
