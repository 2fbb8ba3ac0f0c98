"""When each unit of a parade steps off and passes: every unit keeps its own pace, and waits before it steps off until
nobody will stand in its way.

Seconds are counted from the minute at which the parade starts: those of the walk, in which the halts of the whole
parade take no time, or those of the clock.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

from solver.parade.problem import SECONDS, ParadeProblem, Unit


@dataclass(frozen=True)
class Pause:
    """All stand still for `seconds` at this second of the walk."""

    at: int
    seconds: int


def step_offs(problem: ParadeProblem, order: Sequence[int]) -> dict[int, int]:
    """The earliest second of the walk at which each unit may step off in this order."""
    found = {order[0]: 0} if order else {}
    for before, behind in pairwise(order):
        found[behind] = found[before] + problem.apart_by(before, behind)
    return found


def cleared(unit: Unit, metres: int) -> int:
    """Seconds of the walk from its step-off until its tail has left a place."""
    return ceil(unit.departs(metres + unit.length))


def pauses_of(problem: ParadeProblem, first: Unit) -> tuple[Pause, ...]:
    """The halts of the whole parade if this unit leads it."""
    return tuple(Pause(ceil(first.arrives(each.metres)), SECONDS * each.minutes) for each in problem.halts)


def clocked(problem: ParadeProblem, order: Sequence[int], second: int) -> int:
    """The second of the clock at a second of the walk."""
    pauses = pauses_of(problem, problem.unit(order[0]))
    return second + sum(each.seconds for each in pauses if each.at < second)


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
    """A parade in its order; `begins` are seconds of the walk, `steps_off` those of the clock."""

    problem: ParadeProblem
    order: tuple[int, ...]
    begins: Mapping[int, int]
    pauses: tuple[Pause, ...]

    @classmethod
    def of(cls, problem: ParadeProblem, order: Sequence[int]) -> March:
        pauses = pauses_of(problem, problem.unit(order[0])) if order else ()
        return cls(problem, tuple(order), step_offs(problem, order), pauses)

    @property
    def steps_off(self) -> Mapping[int, int]:
        return {id: int(self._clock(Fraction(second))) for id, second in self.begins.items()}

    def passing(self, id: int, metres: float) -> Passing:
        unit, at = self.problem.unit(id), round(metres)
        comes = self._clock(self.begins[id] + unit.arrives(at))
        leaves = self._clock(self.begins[id] + unit.departs(at + unit.length))
        return Passing(self.problem.starts + floor(comes / SECONDS), self.problem.starts + ceil(leaves / SECONDS))

    def whole(self, metres: float) -> Passing:
        """From the head of the first unit to the tail of the last."""
        return Passing(self.passing(self.order[0], metres).comes, self.passing(self.order[-1], metres).leaves)

    def course(self, id: int, behind: int = 0) -> list[tuple[Fraction, Fraction]]:
        """Where a unit walks or stands, from corner to corner of its course: the minute of the clock and the metres at
        which its head is, or whoever walks so many metres behind it, from the start of the way to its end."""
        unit, begins = self.problem.unit(id), self.begins[id]
        heads = {behind, self.problem.metres + behind, *(each.metres for each in unit.halts)}
        turns = [
            (begins + when, Fraction(head))
            for head in sorted(heads)
            for when in (unit.arrives(head), unit.departs(head))
            if behind <= head <= self.problem.metres + behind
        ]
        for pause in self.pauses:
            turns += _standing(turns, pause)
        return [(self._clock(when) / SECONDS, head - behind) for when, head in sorted(turns)]

    @property
    def seconds(self) -> int:
        """Until the last tail has reached the end of the way."""
        last = self.order[-1]
        return ceil(self._clock(Fraction(self.begins[last] + cleared(self.problem.unit(last), self.problem.metres))))

    def _clock(self, second: Fraction) -> Fraction:
        return second + sum(each.seconds for each in self.pauses if each.at < second)


def _standing(turns: Sequence[tuple[Fraction, Fraction]], pause: Pause) -> list[tuple[Fraction, Fraction]]:
    """Where somebody with this course stands during the pause: just before it and just after."""
    for (early, start), (late, end) in pairwise(turns):
        if early <= pause.at < late:
            head = start + (end - start) * (pause.at - early) / (late - early)
            return [(Fraction(pause.at), head), (pause.at + Fraction(1, 1000), head)]
    return []
