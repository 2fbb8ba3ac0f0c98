"""What we would like of an order: a short parade, variety, and little change. Costs are sixtieths of the weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from solver.parade.problem import SECONDS, ParadeProblem
from solver.parade.walk import March, cleared

# The head of the parade and its end, as if one more unit walked between them.
ENDS = 0


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


def prices(problem: ParadeProblem) -> Mapping[tuple[int, int], int]:
    """What it costs that one walks directly behind another: along an order they add up to the cost of its wishes."""
    ids = [ENDS, *(unit.id for unit in problem.units)]
    return {(one, other): _price(problem, one, other) for one in ids for other in ids if one != other}


def _price(problem: ParadeProblem, one: int, other: int) -> int:
    price = problem.changed * SECONDS if problem.current and (one, other) not in _links(problem.current) else 0
    if other == ENDS:
        return price + problem.tail * cleared(problem.unit(one), problem.metres)
    if one == ENDS:
        # Every order begins once: what the halts of the whole parade take.
        return price + problem.tail * SECONDS * sum(halt.minutes for halt in problem.halts)
    kind = problem.unit(one).kind
    alike = problem.alike * SECONDS if kind and kind == problem.unit(other).kind else 0
    return price + alike + problem.tail * problem.apart_by(one, other)


def _links(order: Sequence[int]) -> set[tuple[int, int]]:
    return set(pairwise((ENDS, *order, ENDS)))
