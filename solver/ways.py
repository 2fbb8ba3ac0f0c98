"""Where closures leave a way without an open course."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from solver.network import Course, Way
from solver.plan import Plan
from solver.problem import MINUTES_A_DAY, Problem, Span
from solver.spans import in_both, joined, without

# Ids are never below zero: of what begins together, what has hours of its own comes first.
NOBODY = -1
# No show closes a road earlier before its start or later after it; a stage is built on at most fourteen nights.
LONGEST = 16 * MINUTES_A_DAY


class Cut(NamedTuple):
    """From this minute on no course is open: each of `roads` closes one. `acts` have a part in it."""

    minute: int
    acts: tuple[int, ...]
    roads: tuple[int, ...]


class Closure(NamedTuple):
    starts: int
    act: int
    ends: int
    road: int


def cuts(problem: Problem, plan: Plan, way: Way) -> Iterator[Cut]:
    """For each act whose closures begin when no course is left open, and once for all that is no act: the first time.

    What no act has a part in is no matter of the plan.
    """
    closures = [sorted(_closures(problem, plan, way, course)) for course in way.courses]
    asked = asked_for(problem, way)
    begun = {it[:2] for each in closures for it in each} | {(span.starts, NOBODY) for span in asked}
    found: dict[int, list[Cut]] = {}
    for moment in sorted(begun):
        there = [[it for it in each if it[:2] <= moment and moment[0] < it.ends] for each in closures]
        if all(there) and any(span.starts <= moment[0] < span.ends for span in asked):
            acts = {it.act for each in there for it in each} - {NOBODY}
            roads = dict.fromkeys(each[0].road for each in there)
            found.setdefault(moment[1], []).append(Cut(moment[0], tuple(acts), tuple(roads)))
    for first, *others in found.values():
        yield first._replace(acts=tuple(sorted({*first.acts, *(act for other in others for act in other.acts)})))


def asked_for(problem: Problem, way: Way) -> list[Span]:
    """When the way is needed and closures with hours of their own leave a course open."""
    network, horizon = problem.network, problem.horizon
    shut = [Span(horizon.starts - LONGEST, horizon.ends + LONGEST)]
    needed = joined(way.needed) or shut
    for course in way.courses:
        shut = in_both(shut, joined(span for _, span in network.shut_on(way, course)))
    return without(needed, [(span.starts, span.ends) for span in shut])


def _closures(problem: Problem, plan: Plan, way: Way, course: Course) -> Iterator[Closure]:
    for road, shut in problem.network.shut_on(way, course):
        yield Closure(shut.starts, NOBODY, shut.ends, road)
    for slot in plan.slots:
        for closing in way.closings(problem.act(slot.act), course):
            span = closing.span(slot.starts, problem.midnight_of(slot.starts))
            yield Closure(span.starts, slot.act, span.ends, closing.road)
