"""Seats a ceremony: rank by rank first, then part by part for as long as there is time, with a bound."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from random import Random

from solver.seats.costs import costs, refused, worth
from solver.seats.engine import DONE, OPTIMAL, solved
from solver.seats.model import SeatingModel
from solver.seats.pieces import cheapest, pieces
from solver.seats.plan import SeatingAnswer, SeatingPlan
from solver.seats.possible import Possible, possible
from solver.seats.problem import SeatingProblem
from solver.seats.seed import seeded
from solver.seats.windows import CHAIRS, Part, around, somewhere
from solver.stopping import Stopped

PROVEN, FOUND, SHORT, STOPPED = "proven", "found", "short", "stopped"
Progress = Callable[[float, int, int], None]
# A piece of so many possible chairs is searched as a whole; what the proof of all of them may take of the time.
WHOLE, PROOF = 9_000, 0.4
# The longest look at one part, in seconds.
A_LOOK = 1.5


def solve(
    problem: SeatingProblem,
    *,
    seconds: float = 20.0,
    seed: int = 0,
    progress: Progress | None = None,
    cancelled: Stopped = lambda: False,
) -> SeatingAnswer:
    """`progress` hears (seconds gone, value, bound) at every step forward."""
    return Search(problem, seconds, seed, progress, cancelled).answer()


def answered(
    problem: SeatingProblem, plan: SeatingPlan, cells: Possible, bound: int, seconds: float, stopped: bool
) -> SeatingAnswer:
    value, by_wish = worth(problem, plan), Counter[str]()
    for cost in costs(problem, plan):
        by_wish[cost.wish] += cost.amount
    unseated = tuple(guest.id for guest in problem.guests if plan.seat_of(guest.id) is None)
    status = SHORT if refused(problem, plan) else PROVEN if value <= bound else STOPPED if stopped else FOUND
    hopeless = tuple(guest for guest in unseated if not cells[guest])
    return SeatingAnswer(status, plan, value, min(bound, value), seconds, dict(by_wish), unseated, hopeless)


class Search:
    """One seating that gets better."""

    def __init__(
        self, problem: SeatingProblem, seconds: float, seed: int, progress: Progress | None, cancelled: Stopped
    ) -> None:
        self.problem, self.seconds, self.seed, self.cancelled = problem, seconds, seed, cancelled
        self.begins = time.monotonic()
        self.chance = Random(seed)
        self.cells: Possible = possible(problem)
        self.plan = seeded(problem, self.cells)
        self.value, self.bound = worth(problem, self.plan), 0
        self._progress = progress
        # Whether every piece has been searched to its end.
        self._complete = False

    def answer(self) -> SeatingAnswer:
        self._repair()
        self._prove()
        while not self._complete and self.value > self.bound and not self._over():
            self._better(somewhere(self.problem, self.plan, self.cells, CHAIRS, self.chance))
        return answered(
            self.problem, self.plan, self.cells, self.bound, time.monotonic() - self.begins, self.cancelled()
        )

    def _over(self) -> bool:
        return self.cancelled() or time.monotonic() - self.begins > self.seconds

    def _repair(self) -> None:
        """Around one breach after the other, each time with more chairs."""
        chairs = CHAIRS
        while not self._over() and (broken := refused(self.problem, self.plan)):
            before = self.value
            for breach in broken:
                if not self._over():
                    self._better(around(self.problem, self.plan, self.cells, breach, chairs, self.chance))
            if self.value >= before:
                if chairs > len(self.problem.seats):
                    return
                chairs *= 2

    def _prove(self) -> None:
        """What each piece costs at least: the small ones are searched as a whole."""
        until = self.begins + PROOF * self.seconds
        bounds, open_pieces = [], 0
        for guests in sorted(pieces(self.problem, self.cells), key=lambda one: sum(len(self.cells[id]) for id in one)):
            least = cheapest(self.problem, guests, self.cells) or 0
            size = sum(len(self.cells[id]) for id in guests)
            if size <= WHOLE and time.monotonic() < until and not self.cancelled():
                found, ended = self._whole(guests, until)
                least, open_pieces = max(least, found), open_pieces + (not ended)
            else:
                open_pieces += 1
            bounds.append(least)
        self._complete = not open_pieces
        self.bound = min(self.value, sum(bounds))
        self._tell()

    def _whole(self, guests: tuple[int, ...], until: float) -> tuple[int, bool]:
        """Takes over the best seating of a piece, if it is found in time; what it costs at least, and whether that is
        proven."""
        own = {id: self.cells[id] if id in set(guests) else () for id in self.cells}
        alone = SeatingModel(
            self.problem, cells=own, base=self.plan, free=guests, firm=not refused(self.problem, self.plan)
        )
        least, ended = self._searched(alone, until - time.monotonic())
        return least - alone.constant, ended

    def _better(self, part: Part) -> None:
        made = SeatingModel(
            self.problem,
            cells=part.cells,
            base=self.plan,
            free=part.free,
            firm=not refused(self.problem, self.plan),
        )
        self._searched(made, min(A_LOOK, self.begins + self.seconds - time.monotonic()))

    def _searched(self, made: SeatingModel, seconds: float) -> tuple[int, bool]:
        """Takes over what it finds where that is better; what the model costs at least, and whether that is proven."""
        made.minimize()
        made.hint(self.plan)
        solver, status = solved(
            made.model, seconds=seconds, seed=self.chance.randrange(1 << 30), cancelled=self.cancelled
        )
        if status in DONE:
            plan = made.plan(solver)
            if (value := worth(self.problem, plan)) < self.value:
                self.plan, self.value = plan, value
                self._tell()
            least = solver.objective_value if status == OPTIMAL else solver.best_objective_bound
            return round(least), status == OPTIMAL
        return made.constant, False

    def _tell(self) -> None:
        if self._progress is not None:
            self._progress(time.monotonic() - self.begins, self.value, self.bound)
