"""A good order quickly, by moving units about: the search for the best begins from it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from itertools import pairwise
from math import log
from random import Random

from solver.parade.check import check
from solver.parade.plan import ParadePlan
from solver.parade.problem import ParadeProblem
from solver.parade.wishes import ENDS, prices
from solver.stopping import Stopped

# What a breach weighs while units are moved about, and how hot the search begins: both in sixtieths of the weights.
BREACH = 30_000
HOTTEST = 2000.0
COOLEST = 5.0


def seeded(problem: ParadeProblem, *, seconds: float, seed: int = 0, cancelled: Stopped = lambda: False) -> ParadePlan:
    """The cheapest order it meets; it may break rules. Simulated annealing from the present order."""
    chance, priced = Random(seed), prices(problem)

    def price(order: Sequence[int]) -> int:
        return sum(map(priced.__getitem__, pairwise((ENDS, *order, ENDS))))

    here = list(problem.current or (unit.id for unit in problem.units))
    cost = price(here) + _breaches(problem, here)
    best, least = here, cost
    began = time.monotonic()
    while (gone := (time.monotonic() - began) / seconds) < 1 and not cancelled():
        there = _moved(here, chance)
        most = cost - log(1 - chance.random()) * HOTTEST * (COOLEST / HOTTEST) ** gone
        dear = price(there)
        # Rules are only asked about what the wishes let pass.
        if dear <= most and (dear := dear + _breaches(problem, there)) <= most:
            here, cost = there, dear
            if cost < least:
                best, least = here, cost
    return ParadePlan(tuple(best))


def _moved(order: Sequence[int], chance: Random) -> list[int]:
    """One unit, or a few behind each other, put elsewhere; or two that change places."""
    found = list(order)
    one, other = chance.randrange(len(found)), chance.randrange(len(found))
    if chance.random() < 0.5:
        found[one], found[other] = found[other], found[one]
        return found
    block = found[one : one + chance.choice((1, 1, 2, 3))]
    rest = found[:one] + found[one + len(block) :]
    at = min(other, len(rest))
    return [*rest[:at], *block, *rest[at:]]


def _breaches(problem: ParadeProblem, order: Sequence[int]) -> int:
    return BREACH * len(check(problem, ParadePlan(tuple(order))))
