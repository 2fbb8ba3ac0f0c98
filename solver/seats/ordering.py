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


def passed(problem: SeatingProblem, plan: SeatingPlan, *, same_group: bool, about: set[int] | None) -> Iterator[Passed]:
    """For each guest who passes others by more than the group's leeway, the one who is passed by the most chairs. With
    `about`, those are told who pass one of these, or are one of these."""
    if about is not None:
        for id in about & problem.rivals.keys():
            yield from _passing(problem, plan, id, same_group)
            yield from _passed(problem, plan, id, same_group)
        return
    for sitting in _by_side(problem, plan):
        yield from _all(problem, sitting, same_group)


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
        higher = (other for (group, _), other in last.items() if (group == one.group) == same_group)
        other = max(higher, key=one.passes, default=None)
        if other is not None and one.passes(other) > leeway(problem, one.guest, same_group=same_group):
            yield Passed(one.guest.id, other.guest.id, one.passes(other))
        kind = one.group, one.blocks
        if kind not in last or last[kind].number < one.number:
            last[kind] = one


def _passing(problem: SeatingProblem, plan: SeatingPlan, id: int, same_group: bool) -> Iterator[Passed]:
    """Whom one guest passes: the one by the most chairs."""
    guest, seats = problem.guest(id), plan.seats
    numbers, seat = problem.numbers[guest.side], seats.get(id, 0)
    if seat not in numbers:
        return
    block, number = problem.seat(seat).block, numbers[seat]
    most, whom = leeway(problem, guest, same_group=same_group), None
    for other in problem.rivals[id].higher[same_group]:
        chairs = numbers.get(seats.get(other, 0), 0) - number
        if chairs > most and block in problem.classes[other][1]:
            most, whom = chairs, other
    if whom is not None:
        yield Passed(id, whom, most)


def _passed(problem: SeatingProblem, plan: SeatingPlan, id: int, same_group: bool) -> Iterator[Passed]:
    """Who passes one guest."""
    guest, seats = problem.guest(id), plan.seats
    numbers, blocks = problem.numbers[guest.side], problem.classes[id][1]
    number = numbers.get(seats.get(id, 0), 0)
    allowed = leeway(problem, guest, same_group=same_group)
    for other in problem.rivals[id].lower[same_group]:
        seat = seats.get(other, 0)
        chairs = number - numbers.get(seat, number)
        if chairs > allowed and problem.seat(seat).block in blocks:
            yield Passed(other, id, chairs)


__all__ = ["Passed", "leeway", "passed"]
