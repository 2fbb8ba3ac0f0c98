"""Where a plan puts people and when: what several rules read from it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from solver.plan import Plan
from solver.problem import Act, Problem, Rehearsal, Slot, Span

Stay = tuple[Span, Slot]


class Stays:
    """Some slots in order of time, so that those about a certain time are found without looking at the others."""

    def __init__(self, stays: Iterable[Stay]) -> None:
        self.all = sorted(stays, key=lambda stay: stay[0].starts)
        self._starts = [span.starts for span, _ in self.all]
        self._longest = max((span.ends - span.starts for span, _ in self.all), default=0)

    def meeting(self, starts: int, ends: int) -> list[Stay]:
        """Those that are there at some time from `starts` to before `ends`."""
        first, last = bisect_right(self._starts, starts - self._longest), bisect_left(self._starts, ends)
        return [stay for stay in self.all[first:last] if stay[0].ends > starts]


def shown_places(problem: Problem, slot: Slot) -> Iterator[tuple[int, Span]]:
    """Every (stage id, span) in which the show itself is there: no get-in, no get-out."""
    act = problem.act(slot.act)
    if not act.route:
        yield slot.stage, problem.shown(slot)
    for leg in act.route:
        begins = slot.starts + leg.offset
        yield leg.stage, Span(begins, begins + leg.minutes)


def walk_off(problem: Problem, slot: Slot) -> Span:
    """When the audience leaves."""
    ends = problem.shown(slot).ends
    return Span(ends, ends + problem.settings.clearing)


def stays_by_stage(problem: Problem, plan: Plan) -> dict[int, list[Stay]]:
    """For every stage in use its occupied spans in order of time; a parade has one for each leg."""
    stays: dict[int, list[Stay]] = {}
    for slot in plan.slots:
        for stage, span in problem.places(slot):
            stays.setdefault(stage, []).append((span, slot))
    for there in stays.values():
        there.sort(key=lambda stay: (stay[0].starts, stay[1].act))
    return stays


def shows_by_stage(problem: Problem, plan: Plan) -> dict[int, list[Stay]]:
    """For every stage in use the spans in which something is shown there."""
    shows: dict[int, list[Stay]] = {}
    for slot in plan.slots:
        for stage, span in shown_places(problem, slot):
            shows.setdefault(stage, []).append((span, slot))
    return shows


def pairs_in_time(plan: Plan, groups: Mapping[int, Iterable[int]]) -> Iterator[tuple[int, Slot, Slot]]:
    """Every two placed acts of one group, once each, the one that starts first in front, with their (first) group."""
    told = set()
    for group, acts in groups.items():
        slots = sorted((slot for act in acts if (slot := plan.slot(act))), key=lambda slot: (slot.starts, slot.act))
        for first, second in combinations(slots, 2):
            if (first.act, second.act) not in told:
                told.add((first.act, second.act))
                yield group, first, second


def overdrawn(uses: Iterable[tuple[Span, int, int]], stock: int) -> Iterator[tuple[tuple[int, ...], int, int]]:
    """Of (span, act, quantity): each time one begins and more than the stock is in use, who uses, how much, and when.

    Acts are in the order in which they began; the last of them is the one that begins.
    """
    running: list[tuple[Span, int, int]] = []
    for use in sorted(uses, key=lambda use: (use[0].starts, use[1])):
        running = [other for other in running if other[0].ends > use[0].starts] + [use]
        total = sum(quantity for _, _, quantity in running)
        if total > stock:
            yield tuple(act for _, act, _ in running), total, use[0].starts


def by_day(problem: Problem, plan: Plan, acts: Iterable[int]) -> list[list[Slot]]:
    """The slots of the acts, one list for each festival day that has any, each in order of time."""
    days: dict[int, list[Slot]] = {}
    for slot in sorted((slot for act in acts if (slot := plan.slot(act))), key=lambda slot: (slot.starts, slot.act)):
        days.setdefault(problem.day_of(slot.starts), []).append(slot)
    return list(days.values())


def whom(problem: Problem, act: Act, kept: Rehearsal) -> str | None:
    """Who plays in the act and rehearses, by name: a troupe, or else somebody who plays in several."""
    if both := set(act.troupes).intersection(kept.troupes):
        return problem.troupe(min(both)).name
    shared = (
        it for it in problem.persons if set(it.troupes) & set(act.troupes) and set(it.troupes) & set(kept.troupes)
    )
    return next((person.name for person in shared), None)
