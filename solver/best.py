"""The best plan so far and what is proven about it: judged here, whoever found it."""

from __future__ import annotations

import time
from collections.abc import Callable

from solver.check import score, value
from solver.plan import Answer, Plan, Progress
from solver.problem import Problem
from solver.seed import blocking_breaches

# Seconds between two reports.
REPORT = 0.5


class Best:
    """Takes plans and bounds, and tells `progress` of better ones, at most twice a second."""

    def __init__(self, problem: Problem, bound: int, progress: Callable[[Progress], None] | None) -> None:
        self.problem = problem
        self.plan = Plan()
        self.value = value(problem, self.plan)
        self.bound = min(bound, self.value)
        self._progress = progress
        self._begun = self._told = time.monotonic()
        self._told_value = self.value + 1

    @property
    def elapsed(self) -> float:
        return time.monotonic() - self._begun

    @property
    def proven(self) -> bool:
        return self.value <= self.bound

    def take(self, plan: Plan) -> bool:
        """Keeps the plan if it is better and breaks no rule that blocks; whether it was kept."""
        worth = value(self.problem, plan)
        if worth >= self.value or blocking_breaches(self.problem, plan):
            return False
        self.plan, self.value = plan, worth
        return True

    def prove(self, bound: int | None) -> None:
        """No plan costs less than this bound."""
        if bound is not None:
            self.bound = max(self.bound, min(bound, self.value))

    def report(self) -> None:
        if self._progress is None or (self.value == self._told_value and time.monotonic() - self._told < REPORT):
            return
        answer = self.answer("feasible")
        better = self.plan if self.value < self._told_value else None
        self._told, self._told_value = time.monotonic(), self.value
        self._progress(Progress(answer.seconds, self.value, self.bound, answer.by_wish, answer.unplaced, better))

    def answer(self, status: str) -> Answer:
        """The answer as it stands; a plan that is proven best is optimal whatever the status says."""
        unplaced = tuple(act.id for act in self.problem.acts if self.plan.slot(act.id) is None)
        return Answer(
            "optimal" if self.proven else status,
            self.plan,
            self.value,
            self.bound,
            round(self.elapsed, 2),
            score(self.problem, self.plan),
            unplaced,
        )
