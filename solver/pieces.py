"""The marks of a lifted group cut into pieces on which the same rules break and the plan's value is the same."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from solver.breaks import Break, Fine, Group, Reason, on_grid, set_at, up
from solver.lifted import Lifted
from solver.prices import Prices
from solver.problem import Problem, Slot, Span

NONE: frozenset[Reason] = frozenset()


class Piece(NamedTuple):
    """Marks on the grid from `starts` to before `ends`; `cost` is None where a rule that blocks is broken."""

    starts: int
    ends: int
    reasons: frozenset[Reason]
    cost: int | None


class Worth:
    """What the plan's value becomes with the lifted acts set again, against the plan they were lifted from."""

    def __init__(self, lifted: Lifted) -> None:
        self._lifted = lifted
        self._by_act = lifted.held.by_act

    @cached_property
    def _prices(self) -> Prices:
        prices = Prices(_wanting(self._lifted.problem, self._lifted.acts), self._lifted.held)
        for slot in self._by_act.values():
            prices.add(slot)
        return prices

    @cached_property
    def _steps(self) -> dict[int, list[int]]:
        return {act: [starts for _, starts, _ in self._prices.steps(act)] for act in self._lifted.acts}

    @cached_property
    def _now(self) -> int:
        """What the lifted acts paid where they stood, or for standing nowhere."""
        stood = self._lifted.stood
        absent = set(self._lifted.acts) - {slot.act for slot in stood}
        missing = sum(self._prices.unplaced[act] + self._prices.moved(act) for act in absent)
        return missing + self._wishes(stood) + self._lifted.fined(stood)

    def change(self, group: Group, mark: int, fines: Iterable[Fine]) -> int:
        """How much dearer (below 0: cheaper) the plan is with the group set at the mark."""
        fined = sum(fine.amount for fine in fines if fine.starts <= mark < fine.ends)
        return self._wishes(set_at(group, mark)) + fined - self._now

    def turns(self, group: Group) -> Iterator[int]:
        """The marks at which what the group pays for wishes may turn; on the days of the edition all of them."""
        problem = self._lifted.problem
        evenings = [self._prices.evening(day) for day in range(problem.days)]
        for slot in group:
            starts = [*self._steps[slot.act], *(it for span in evenings for it in (span.starts, span.ends))]
            stays = problem.current_slots.get(slot.act)
            if stays and stays.stage == slot.stage:
                starts += [stays.starts, stays.starts + 1]
            yield from (minute - slot.starts for minute in starts)

    def _wishes(self, slots: Group) -> int:
        if len(slots) == 1:
            return self._prices.of(slots[0])
        paid = 0
        for slot in slots:
            paid += self._prices.of(slot)
            self._by_act[slot.act] = slot
            self._prices.add(slot)
        for slot in slots:
            self._prices.remove(slot)
            del self._by_act[slot.act]
        return paid


def pieces(lifted: Lifted, worth: Worth, group: Group, marks: Span) -> Iterator[Piece]:
    """All marks on the grid within the span, cut; the group stays inside the problem's horizon there."""
    grid = lifted.problem.grid
    marks = on_grid(marks, grid)
    if marks.starts >= marks.ends:
        return
    breaks, fines = lifted.broken(group, marks)
    cuts: list[int] | None = None
    for starts, ends, reasons in _swept(breaks, marks, grid):
        if any(rank in lifted.blocking for rank, _ in reasons):
            yield Piece(starts, ends, reasons, None)
            continue
        if cuts is None:
            turns = [*worth.turns(group), *(minute for fine in fines for minute in (fine.starts, fine.ends))]
            cuts = sorted({up(turn, grid) for turn in turns})
        inside = (cut for cut in cuts[bisect_right(cuts, starts) :] if cut < ends)
        for begins, until in pairwise((starts, *inside, ends)):
            yield Piece(begins, until, reasons, worth.change(group, begins, fines))


def _swept(breaks: Iterable[Break], marks: Span, grid: int) -> Iterator[tuple[int, int, frozenset[Reason]]]:
    """The marks on the grid cut wherever a reason begins or ends."""
    changes: dict[int, list[tuple[Reason, int]]] = defaultdict(list)
    for it in breaks:
        starts, ends = up(max(it.starts, marks.starts), grid), up(min(it.ends, marks.ends), grid)
        if starts < ends:
            changes[starts].append((it.reason, 1))
            changes[ends].append((it.reason, -1))
    active: Counter[Reason] = Counter()
    for starts, ends in pairwise(sorted({marks.starts, marks.ends, *changes})):
        for reason, change in changes.get(starts, ()):
            active[reason] += change
        yield starts, ends, frozenset(reason for reason, count in active.items() if count) if active else NONE


def _wanting(problem: Problem, acts: Iterable[int]) -> Problem:
    """The problem with only the acts that wishes weigh against some acts."""
    near = {*acts, *(act for clash in problem.clashes for act in (clash.first, clash.second))}
    return replace(problem, acts=tuple(problem.act(act) for act in sorted(near)))


def on_stage(act: int, stage: int) -> Group:
    """One act on a stage; its marks are the starts of its show."""
    return (Slot(act, stage, 0),)
