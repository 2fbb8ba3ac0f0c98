"""Roads, when they are closed, and the ways over them that must stay open.

Times are whole minutes from the midnight that begins the edition's first day; a span is end-exclusive.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from solver.facts import Act, Closing, Span

# The kind of a way by which help comes; every other kind is a route of its own name.
EMERGENCY = "emergency"


@dataclass(frozen=True)
class Road:
    """A stretch of road that is closed or open as a whole. `width` is in metres; None is unknown."""

    id: int
    name: str
    width: int | None = None


@dataclass(frozen=True)
class Shut:
    """A closure with hours of its own. The kinds of ways in `passes` are let through."""

    road: int
    starts: int
    ends: int
    passes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Course:
    """One choice of roads that leads all the way; closed when one of them is."""

    roads: tuple[int, ...]


@dataclass(frozen=True)
class Way:
    """What must get through in the `needed` spans (none named: always), by one of its courses.

    An emergency way in to a venue has as courses its ways in; a bus line its route and each approved detour.
    """

    id: int
    name: str
    kind: str
    courses: tuple[Course, ...]
    needed: tuple[Span, ...] = ()

    def closes(self, act: Act) -> bool:
        """Whether the act closes a road of one of the courses."""
        return any(True for course in self.courses for _ in self.closings(act, course))

    def closings(self, act: Act, course: Course) -> Iterator[Closing]:
        """What of the act closes the course."""
        for closing in act.closes:
            if closing.road in course.roads and self.kind not in closing.passes:
                yield closing

    def needed_at(self, minute: int) -> bool:
        return not self.needed or any(span.starts <= minute < span.ends for span in self.needed)


@dataclass(frozen=True)
class Network:
    roads: tuple[Road, ...] = ()
    shut: tuple[Shut, ...] = ()
    ways: tuple[Way, ...] = ()

    def road(self, id: int) -> Road:
        return self._roads[id]

    def shut_on(self, way: Way, course: Course) -> Iterator[tuple[int, Span]]:
        """The roads of the course that closures with hours of their own close, and when."""
        for shut in self.shut:
            if shut.road in course.roads and way.kind not in shut.passes:
                yield shut.road, Span(shut.starts, shut.ends)

    @cached_property
    def _roads(self) -> dict[int, Road]:
        return {road.id: road for road in self.roads}
