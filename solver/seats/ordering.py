"""Who sits in a better chair than somebody of a higher rank, where that one might sit too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from solver.seats.facts import Guest
from solver.seats.plan import SeatingPlan
from solver.seats.problem import SeatingProblem


@dataclass(frozen=True)
class Passed:
    """A guest sits so many chairs of the side before another one of a higher rank."""

    guest: int
    other: int
    chairs: int


@dataclass(frozen=True)
class _Sitting:
    guest: Guest
    group: str
    blocks: tuple[int, ...]
    block: int
    number: int

    def passes(self, higher: _Sitting) -> int:
        """By how many chairs, in a block in which the higher one might sit."""
        return higher.number - self.number if self.block in higher.blocks else 0


def passed(problem: SeatingProblem, plan: SeatingPlan, *, same_group: bool, about: set[int] | None) -> list[Passed]:
    """For each guest who passes others by more than the group's leeway, the one who is passed by the most chairs. With
    `about`, those are told who pass one of these, or are one of these."""
    found: list[Passed] = []
    for sitting in _by_side(problem, plan):
        found.extend(
            _all(problem, sitting, same_group) if about is None else _some(problem, sitting, same_group, about)
        )
    return found


def leeway(problem: SeatingProblem, guest: Guest, *, same_group: bool) -> int:
    """Only inside a group there is any."""
    return problem.group_of(guest).leeway if same_group else 0


def _by_side(problem: SeatingProblem, plan: SeatingPlan) -> list[list[_Sitting]]:
    """From the highest rank; who sits on the side of the others is not compared."""
    sides: dict[str, list[_Sitting]] = {}
    seats, numbers, ranks = plan.seats, problem.numbers, problem.classes
    for guest in problem.compared:
        seat = seats.get(guest.id)
        number = None if seat is None else numbers[guest.side].get(seat)
        if seat is not None and number is not None:
            group, blocks = ranks[guest.id]
            sides.setdefault(guest.side, []).append(_Sitting(guest, group, blocks, problem.seat(seat).block, number))
    return list(sides.values())


def _all(problem: SeatingProblem, sitting: list[_Sitting], same_group: bool) -> Iterator[Passed]:
    """Of each group and its blocks only who sits farthest back can be passed by the most."""
    last: dict[tuple[str, tuple[int, ...]], _Sitting] = {}
    for one in sitting:
        higher = [other for (group, _), other in last.items() if (group == one.group) == same_group]
        yield from _most(problem, one, higher, same_group)
        kind = one.group, one.blocks
        if kind not in last or last[kind].number < one.number:
            last[kind] = one


def _some(problem: SeatingProblem, sitting: list[_Sitting], same_group: bool, about: set[int]) -> Iterator[Passed]:
    for index, one in enumerate(sitting):
        if one.guest.id in about:
            higher = [other for other in sitting[:index] if (other.group == one.group) == same_group]
            yield from _most(problem, one, higher, same_group)
            for lower in sitting[index + 1 :]:
                if (lower.group == one.group) == same_group and lower.guest.id not in about:
                    yield from _most(problem, lower, [one], same_group)


def _most(problem: SeatingProblem, one: _Sitting, higher: list[_Sitting], same_group: bool) -> Iterator[Passed]:
    other = max(higher, key=one.passes, default=None)
    if other is not None and one.passes(other) > leeway(problem, one.guest, same_group=same_group):
        yield Passed(one.guest.id, other.guest.id, one.passes(other))


__all__ = ["Passed", "leeway", "passed"]
