"""What a move costs by the people it concerns and the notice they have of it, not weighted."""

from __future__ import annotations

from collections.abc import Iterator

from solver.problem import MINUTES_A_DAY, Problem, Slot, Span

# With less notice than so many minutes a move costs so many times as much, the longest notice first.
SHORT_NOTICE = ((7 * MINUTES_A_DAY, 2), (MINUTES_A_DAY, 4), (120, 8))


def leaving(problem: Problem, slot: Slot) -> int:
    """What leaving the slot for a later one, or for none, costs."""
    return people(problem, slot) * _haste(problem, slot.starts)


def people(problem: Problem, slot: Slot) -> int:
    """Hundreds of people, artists and crowd together, and one for the act itself."""
    return 1 + (problem.artists(slot.act) + (problem.act(slot.act).crowd or 0)) // 100


def hastening(problem: Problem, slot: Slot) -> Iterator[tuple[Span, int]]:
    """Spans of earlier starts that leave less notice than the slot does, and what each costs beside `leaving`."""
    factor = _haste(problem, slot.starts)
    for notice, times in SHORT_NOTICE if problem.now is not None else ():
        if times > factor:
            yield Span(problem.horizon.starts, (problem.now or 0) + notice), people(problem, slot) * (times - factor)
            factor = times


def _haste(problem: Problem, minute: int) -> int:
    if problem.now is None:
        return 1
    return max((times for notice, times in SHORT_NOTICE if minute - problem.now < notice), default=1)
