"""Where a plan puts people and when: what several rules read from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from solver.plan import Plan
from solver.problem import Problem, Slot, Span

Stay = tuple[Span, Slot]


def shown_places(problem: Problem, slot: Slot) -> Iterator[tuple[int, Span]]:
    """Every (stage id, span) in which the show itself is there: no get-in, no get-out."""
    act = problem.act(slot.act)
    if not act.route:
        yield slot.stage, problem.shown(slot)
    for leg in act.route:
        begins = slot.starts + leg.offset
        yield leg.stage, Span(begins, begins + leg.minutes)


def stays_by_stage(problem: Problem, plan: Plan) -> dict[int, list[Stay]]:
    """For every stage in use its occupied spans in order of time; a parade has one for each leg."""
    stays: dict[int, list[Stay]] = {}
    for slot in plan.slots:
        for stage, span in problem.places(slot):
            stays.setdefault(stage, []).append((span, slot))
    for there in stays.values():
        there.sort(key=lambda stay: (stay[0].starts, stay[1].act))
    return stays


def pairs_in_time(plan: Plan, groups: Iterable[Iterable[int]]) -> Iterator[tuple[Slot, Slot]]:
    """Every two placed acts of one group, once each, the one that starts first in front."""
    told = set()
    for group in groups:
        slots = sorted((slot for act in group if (slot := plan.slot(act))), key=lambda slot: (slot.starts, slot.act))
        for first, second in combinations(slots, 2):
            if (first.act, second.act) not in told:
                told.add((first.act, second.act))
                yield first, second
