"""The best plan that a time allows: a first plan in seconds, then better ones, and how much better any could be.

The constructor's plan is annealed by shakes, in two processes on disjoint days where there are two; towards the end
small neighbourhoods are set anew exactly. Where the whole festival fits one model, one process tries to prove it.
"""

from __future__ import annotations

import queue
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from solver.aides import Aide, InChild, InThread, Inbox, Lost
from solver.check import check, costs, score, value
from solver.neighbourhoods import Neighbourhood, Neighbourhoods
from solver.outline import Outline
from solver.plan import Answer, Plan
from solver.problem import Problem
from solver.search import Anneal, Found, Prove, Settle, Task
from solver.seed import blocking_breaches, legal, seed as first_plan

# Acts with a choice up to which one model of all of them is worth a process of its own.
PROVABLE = 200
# Shares of the time: until when plans are annealed, and from when the whole festival is searched at once.
ANNEALED, PROVING = 0.65, 0.12
# Seconds of one task with two workers (with one: half), shakes and effort of one task where rounds are counted.
SLICE, SHAKES, EFFORT = 1.5, 300, 2.0
# Seconds between two looks at the clock, and between two reports.
LOOK, REPORT = 0.05, 0.5


@dataclass(frozen=True)
class Progress:
    """How far a search is; `plan` is given when it is better than the one told before. Lower `value` is better."""

    elapsed: float
    value: int
    bound: int
    gap: float
    by_wish: dict[str, int]
    unplaced: int
    plan: Plan | None = None


def solve(
    problem: Problem,
    *,
    seconds: float,
    seed: int = 0,
    workers: int = 2,
    start: Plan | None = None,
    progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    rounds: int | None = None,
) -> Answer:
    """The best plan found in so many seconds (a little more for the last look), or until `cancelled`.

    The plan breaks no rule that blocks; acts for which no place was found are listed. With `rounds` and one worker
    the search does a fixed amount of work and gives the same plan for the same problem and seed, as long as the
    seconds do not run out.
    """
    search = _Search(problem, seconds, seed, progress, cancelled, rounds)
    aides = _aides(problem, seed, workers, search.inbox)
    try:
        search.begin(start)
        search.run(aides)
    finally:
        for aide in aides:
            aide.end()
    return search.answer()
