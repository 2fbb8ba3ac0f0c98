"""What we would like of an order: a short parade, variety, and little change. Costs are sixtieths of the weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from solver.parade.problem import ParadeProblem
from solver.parade.walk import SECONDS, March


@dataclass(frozen=True)
class Wishes:
    """`seconds` until the last tail is at the end, `alike` pairs of one kind behind each other, and `changed`: how many
    walk behind somebody else than now, the head of the parade and its end included."""

    seconds: int
    alike: int
    changed: int

    def cost(self, problem: ParadeProblem) -> int:
        return problem.tail * self.seconds + SECONDS * (problem.alike * self.alike + problem.changed * self.changed)


def wishes(problem: ParadeProblem, order: Sequence[int]) -> Wishes:
    kinds = [problem.unit(id).kind for id in order]
    alike = sum(bool(one) and one == other for one, other in pairwise(kinds))
    changed = len(_links(order) - _links(problem.current)) if problem.current else 0
    return Wishes(March.of(problem, order).seconds if order else 0, alike, changed)


def _links(order: Sequence[int]) -> set[tuple[int, int]]:
    return set(pairwise((0, *order, 0)))
