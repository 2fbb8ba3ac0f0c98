"""What ways that must stay open leave of the starts of acts that close roads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import reduce
from itertools import combinations
from operator import and_

from solver.minutes import Tally, earlier, first, last, runs, stretch, union
from solver.network import Way
from solver.problem import MINUTES_A_DAY, Act, Problem, Slot, Span
from solver.spans import in_both, joined
from solver.ways import LONGEST, asked_for

# Nights of a build lie before the first minute that a set of minutes knows.
LATER = LONGEST

# What an act closes of each course, in minutes from one origin.
Closings = list[list[Span]]


class Passage:
    """One way with the minutes in which each of its courses is closed by what stands; all are counted `LATER`."""

    def __init__(self, problem: Problem, way: Way) -> None:
        self.way = way
        self._problem = problem
        self._asked = _minutes(asked_for(problem, way))
        self._shut = [_minutes(span for _, span in problem.network.shut_on(way, course)) for course in way.courses]
        self._closed = [Tally() for _ in way.courses]

    def add(self, act: Act, starts: int) -> None:
        for tally, spans in zip(self._closed, self._held(act, starts), strict=True):
            for span in spans:
                tally.add(_minutes([span]), 1)

    def remove(self, act: Act, starts: int) -> None:
        for tally, spans in zip(self._closed, self._held(act, starts), strict=True):
            for span in spans:
                tally.take(_minutes([span]), 1)

    def room(self, act: Act, whole: int) -> int:
        """The starts at which the act, with what stands, leaves a course open whenever the way is asked for."""
        closed = [shut | tally.above(0) for shut, tally in zip(self._shut, self._closed, strict=True)]
        follow, nights = self._closings(act, by_clock=False), self._closings(act, by_clock=True)
        if not any(nights):
            return self._leaving_one(follow, closed, whole)
        free = 0
        for index in range(self._problem.day_of(first(whole)), self._problem.day_of(last(whole)) + 1) if whole else ():
            day, midnight = self._problem.day(index), index * MINUTES_A_DAY
            built = [_minutes(span.later(midnight) for span in spans) for spans in nights]
            if not self._cut(closed, built):
                taken = [minutes | own for minutes, own in zip(closed, built, strict=True)]
                free |= self._leaving_one(follow, taken, whole & stretch(day.starts, day.ends))
        return free

    def _leaving_one(self, closings: Closings, closed: list[int], free: int) -> int:
        for own in _choices([place for place, spans in enumerate(closings) if spans]):
            others = self._others(closed, own)
            for span in _together([closings[place] for place in own]) if others else ():
                free &= earlier(runs(_EVERY & ~others, span.ends - span.starts), span.starts + LATER)
        return free

    def _cut(self, closed: list[int], built: list[int]) -> bool:
        """Whether what is closed on the nights of a build leaves no course open with what stands."""
        for own in _choices([place for place, minutes in enumerate(built) if minutes]):
            if reduce(and_, (built[place] for place in own), self._others(closed, own)):
                return True
        return False

    def _others(self, closed: list[int], own: tuple[int, ...]) -> int:
        """When the way is asked for and every course but these is closed."""
        return reduce(and_, (minutes for place, minutes in enumerate(closed) if place not in own), self._asked)

    def _held(self, act: Act, starts: int) -> Closings:
        midnight = self._problem.midnight_of(starts)
        courses = self.way.courses
        return [joined(it.span(starts, midnight) for it in self.way.closings(act, course)) for course in courses]

    def _closings(self, act: Act, *, by_clock: bool) -> Closings:
        """In minutes from the start of the show, or from the midnight of its day."""
        courses = self.way.courses
        return [
            joined(it.span(0, 0) for it in self.way.closings(act, course) if it.by_clock == by_clock)
            for course in courses
        ]


# Beyond the minutes of any edition nothing is closed.
_EVERY = stretch(-(10**9), 10**9)


def _minutes(spans: Iterable[Span]) -> int:
    return union(span.later(LATER) for span in spans)


def _choices(places: list[int]) -> Iterator[tuple[int, ...]]:
    """Every set of the courses that the act closes by itself; what else is closed closes the others."""
    for size in range(1, len(places) + 1):
        yield from combinations(places, size)


def _together(closings: list[list[Span]]) -> list[Span]:
    held = closings[0]
    for spans in closings[1:]:
        held = in_both(held, spans)
    return held


class Passages:
    """All ways that some rules keep open, by the acts that close their roads."""

    def __init__(self, problem: Problem, ways: list[Way]) -> None:
        self._problem = problem
        self._of: dict[int, list[Passage]] = defaultdict(list)
        for way in ways:
            passage = Passage(problem, way)
            for act in problem.acts:
                if way.closes(act):
                    self._of[act.id].append(passage)

    def add(self, slot: Slot) -> None:
        for passage in self._of.get(slot.act, ()):
            passage.add(self._problem.act(slot.act), slot.starts)

    def remove(self, slot: Slot) -> None:
        for passage in self._of.get(slot.act, ()):
            passage.remove(self._problem.act(slot.act), slot.starts)

    def room(self, act: int, whole: int) -> int:
        for passage in self._of.get(act, ()):
            whole = passage.room(self._problem.act(act), whole)
        return whole
