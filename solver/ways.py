"""Where closures leave a way without an open course."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from solver.network import Course, Way
from solver.plan import Plan
from solver.problem import Problem

# Ids are never below zero: of what begins together, what has hours of its own comes first.
NOBODY = -1


class Cut(NamedTuple):
    """From this minute on no course is open: `acts` close roads then, and each of `roads` closes a course."""

    minute: int
    acts: tuple[int, ...]
    roads: tuple[int, ...]


class Closure(NamedTuple):
    starts: int
    act: int
    ends: int
    road: int


def cuts(problem: Problem, plan: Plan, way: Way) -> Iterator[Cut]:
    """Each time a closure, or a need for the way, begins and no course is left open, in the order of time.

    What no act has a part in is no matter of the plan.
    """
    closures = [sorted(_closures(problem, plan, way, course)) for course in way.courses]
    begun = {it[:2] for each in closures for it in each} | {(need.starts, NOBODY) for need in way.needed}
    for moment in sorted(begun):
        there = [[it for it in each if it[:2] <= moment and moment[0] < it.ends] for each in closures]
        acts = sorted({it.act for each in there for it in each} - {NOBODY})
        without_acts = moment[1] == NOBODY and all(NOBODY in [it.act for it in each] for each in there)
        if way.needed_at(moment[0]) and all(there) and acts and not without_acts:
            yield Cut(moment[0], tuple(acts), tuple(dict.fromkeys(each[0].road for each in there)))


def _closures(problem: Problem, plan: Plan, way: Way, course: Course) -> Iterator[Closure]:
    for road, shut in problem.network.shut_on(way, course):
        yield Closure(shut.starts, NOBODY, shut.ends, road)
    for slot in plan.slots:
        for road, span in way.closings(problem.act(slot.act), course):
            yield Closure(slot.starts + span.starts, slot.act, slot.starts + span.ends, road)
