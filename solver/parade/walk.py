"""When each unit of a parade steps off and passes: every unit keeps its own pace, and waits before it steps off until
nobody will stand in its way.

Seconds are counted from the minute at which the parade starts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

from solver.parade.problem import SECONDS, ParadeProblem, Unit


def step_offs(problem: ParadeProblem, order: Sequence[int]) -> dict[int, int]:
    """The earliest second at which each unit may step off in this order."""
    found = {order[0]: 0} if order else {}
    for before, behind in pairwise(order):
        found[behind] = found[before] + problem.apart_by(before, behind)
    return found


def cleared(unit: Unit, metres: int) -> int:
    """Seconds from its step-off until its tail has left a place."""
    return -(-SECONDS * (metres + unit.length) // unit.pace)


def fronts(problem: ParadeProblem, order: Sequence[int]) -> dict[int, int]:
    """How many metres behind the head of the parade each unit begins where all stand as near as their gaps let them.
    On the way they are never nearer to each other than this."""
    found = {order[0]: 0} if order else {}
    for before, behind in pairwise(order):
        found[behind] = found[before] + problem.unit(before).length + problem.unit(behind).gap
    return found


@dataclass(frozen=True)
class Passing:
    """Whole minutes of the edition at which the head of a unit comes to a place and its tail has left it."""

    comes: int
    leaves: int


@dataclass(frozen=True)
class March:
    """A parade in its order."""

    problem: ParadeProblem
    order: tuple[int, ...]
    steps_off: Mapping[int, int]

    @classmethod
    def of(cls, problem: ParadeProblem, order: Sequence[int]) -> March:
        return cls(problem, tuple(order), step_offs(problem, order))

    def passing(self, id: int, metres: float) -> Passing:
        unit, begins = self.problem.unit(id), Fraction(self.steps_off[id], SECONDS)
        at = Fraction(round(metres))
        comes, leaves = begins + at / unit.pace, begins + (at + unit.length) / unit.pace
        return Passing(self.problem.starts + floor(comes), self.problem.starts + ceil(leaves))

    def whole(self, metres: float) -> Passing:
        """From the head of the first unit to the tail of the last."""
        return Passing(self.passing(self.order[0], metres).comes, self.passing(self.order[-1], metres).leaves)

    @property
    def seconds(self) -> int:
        """Until the last tail has reached the end of the way."""
        last = self.order[-1]
        return self.steps_off[last] + cleared(self.problem.unit(last), self.problem.metres)
