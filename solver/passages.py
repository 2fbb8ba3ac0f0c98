"""What ways that must stay open leave of the starts of acts that close roads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from solver.minutes import Tally, earlier, runs, stretch, union
from solver.network import Way
from solver.problem import Act, Problem, Slot, Span
from solver.spans import in_both, joined
from solver.ways import asked_for


class Passage:
    """One way with the minutes in which each of its courses is closed by what stands."""

    def __init__(self, problem: Problem, way: Way) -> None:
        self.way = way
        self._asked = union(asked_for(problem, way))
        self._shut = [union(span for _, span in problem.network.shut_on(way, course)) for course in way.courses]
        self._closed = [Tally() for _ in way.courses]

    def add(self, act: Act, starts: int) -> None:
        for tally, spans in zip(self._closed, self._closings(act), strict=True):
            for span in spans:
                tally.add(stretch(starts + span.starts, starts + span.ends), 1)

    def remove(self, act: Act, starts: int) -> None:
        for tally, spans in zip(self._closed, self._closings(act), strict=True):
            for span in spans:
                tally.take(stretch(starts + span.starts, starts + span.ends), 1)

    def room(self, act: Act, whole: int) -> int:
        """The starts at which the act, with what stands, leaves a course open whenever the way is asked for."""
        free, closings = whole, self._closings(act)
        closed = [shut | tally.above(0) for shut, tally in zip(self._shut, self._closed, strict=True)]
        for own in _choices([place for place, spans in enumerate(closings) if spans]):
            others = self._asked
            for place, minutes in enumerate(closed):
                others &= minutes if place not in own else -1
            for span in _together([closings[place] for place in own]) if others else ():
                free &= earlier(runs(_EVERY & ~others, span.ends - span.starts), span.starts)
        return free

    def _closings(self, act: Act) -> list[list[Span]]:
        return [joined(span for _, span in self.way.closings(act, course)) for course in self.way.courses]


# Beyond the minutes of any edition nothing is closed.
_EVERY = stretch(-(10**9), 10**9)


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
