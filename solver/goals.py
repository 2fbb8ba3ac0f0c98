"""Some acts set anew exactly, while the others stand as they do: one goal is held while the next is brought down."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from ortools.sat.python import cp_model

from solver.bounding import whole
from solver.model.placing import Placing
from solver.plan import Plan
from solver.problem import Problem
from solver.rules import RULES
from solver.rules.rule import BLOCK, BLOCK_RELEASE
from solver.search import quick_solver
from solver.stopping import Stopped, stopping
from solver.wishes import Wish
from solver.wishes.few_moves import FewMoves


class Clock:
    """How much time is left, and whether somebody wants to stop."""

    def __init__(self, seconds: float, cancelled: Callable[[], bool]) -> None:
        self.seconds = seconds
        self.cancelled = cancelled
        self._begun = time.monotonic()

    @property
    def elapsed(self) -> float:
        return time.monotonic() - self._begun

    @property
    def left(self) -> float:
        return max(0.0, self.seconds - self.elapsed)

    @property
    def over(self) -> bool:
        return self.left == 0.0 or self.cancelled()


@dataclass(frozen=True)
class Lowered:
    """The best plan found for a goal, if any, and what is proven of the goal in this neighbourhood, from below.

    `bound` is infinite where no plan meets what was asked.
    """

    plan: Plan | None
    bound: float


class Anew:
    """A model in which `free` are set and everything else stands as in `held`, otherwise in the current plan.

    Without wishes, rules that only warn are left out too: that is enough for the first two goals.
    """

    def __init__(
        self, problem: Problem, free: Iterable[int], wishes: Iterable[Wish] = (), held: Plan | None = None
    ) -> None:
        wishes, free = tuple(wishes), frozenset(free)
        rules = RULES if wishes else [rule for rule in RULES if rule.level_in(problem) in (BLOCK, BLOCK_RELEASE)]
        rules = [rule for rule in rules if wishes or not rule.always_priced]
        self.model = Placing(problem, rules=rules, wishes=wishes, free=free, held=held or Plan(problem.current))
        standing = len(self.model.held.by_act)
        placed = cp_model.LinearExpr.sum([self.model.present(act.id) for act in self.model.acts])
        self.unplaced: Any = len(problem.acts) - standing - placed
        self.moves: Any = FewMoves().cost(self.model)
        self.value: Any = self.model.objective

    def at_most(self, goal: Any, most: int) -> None:
        self.model.cp.add(goal <= most)

    def hint(self, plan: Plan) -> None:
        self.model.hint(plan)

    def lower(
        self, goal: Any, seconds: float, stopped: Stopped, workers: int, seed: int, *, linear: bool = False
    ) -> Lowered:
        """Brings the goal down for so many seconds at most, and goes on from there the next time.

        `linear` has the engine see more of it as linear: for proofs where little is left to choose.
        """
        cp = self.model.cp
        cp.minimize(goal)
        solver = quick_solver(seed)
        solver.parameters.num_workers = 1 if linear else workers  # several workers choose for themselves
        solver.parameters.linearization_level = 2 if linear else 1
        solver.parameters.max_time_in_seconds = max(0.01, seconds)
        with stopping(solver.stop_search, stopped):
            status = solver.solve(cp)
        if status == cp_model.INFEASIBLE:
            return Lowered(None, math.inf)
        bound = whole(solver.best_objective_bound)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return Lowered(None, bound)
        cp.clear_hints()
        for index, number in enumerate(solver.response_proto.solution):
            cp.add_hint(cp.get_int_var_from_proto_index(index), number)
        return Lowered(self.model.read(solver), bound)
