"""Finds out beside the repair, by minutes and numbers alone, how little any plan leaves out and moves."""

from __future__ import annotations

import math
import queue
from collections.abc import Iterator
from dataclasses import replace

from solver.aides import Aide, Inbox, InChild, InThread
from solver.damage import Damage
from solver.notice import SHORT_NOTICE
from solver.rules import RULES
from solver.rules.placed import UNPLACED
from solver.rules.rule import IGNORE, WARN
from solver.search import Bound, Found
from solver.wishes import WISHES
from solver.wishes.few_moves import FewMoves


class Reckoner:
    """Works on a core of its own, if there is one, from `begin` to `end`."""

    def __init__(self, damage: Damage, seed: int, workers: int) -> None:
        self._damage, self._seed, self._workers = damage, seed, workers
        self._inbox: Inbox = queue.SimpleQueue()
        self._aide: Aide | None = None
        # More than any moves cost.
        self._dearest = SHORT_NOTICE[-1][1] * sum(damage.price.values())

    @property
    def busy(self) -> bool:
        return self._aide is not None and self._aide.busy

    def begin(self, seconds: float) -> None:
        """Once is enough: the next times are ignored."""
        if self._aide is not None:
            return
        problem = self._damage.problem
        levels = {rule.key: IGNORE for rule in RULES if rule.level_in(problem) == WARN}
        weights = {wish.key: int(wish.key == FewMoves.key) for wish in WISHES}
        counted = replace(problem, weights=weights, levels={**problem.levels, **levels})
        self._aide = (InThread if self._workers <= 1 else InChild)(0, counted, self._seed, self._inbox)
        self._aide.begin(Bound(self._damage.rest, seconds))

    def end(self) -> None:
        if self._aide is not None:
            self._aide.end()

    def heard(self) -> Iterator[int]:
        """Bounds that have come in: of a million an act left out and of what moves cost, together."""
        while not self._inbox.empty():
            _, found = self._inbox.get()
            if self._aide is not None and (not isinstance(found, Found) or found.done):
                self._aide.busy = False
            if isinstance(found, Found) and found.bound is not None:
                yield found.bound

    def least_unplaced(self, bound: int) -> int:
        return math.ceil((bound - self._dearest) / UNPLACED)

    def least_moves(self, bound: int, unplaced: int) -> int:
        """Of plans that leave out no more acts than that."""
        return bound - UNPLACED * unplaced
