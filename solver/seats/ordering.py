"""Who sits in a better chair than somebody of a higher rank, where that one might sit too.

A guest might sit on every chair that meets his or her own needs (`solver.seats.fitting`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from solver.seats.plan import SeatingPlan
from solver.seats.problem import FIXED, PLAIN, STEP_FREE, Kind, SeatingProblem


@dataclass(frozen=True)
class Pairs:
    """Of which pairs a rule speaks: the lower one is `placed` so, and they are of the same group, of two, or (None) of
    any. The higher one has no chair that a person has fixed."""

    placed: str
    same_group: bool | None = None


@dataclass(frozen=True)
class Passed:
    """A guest sits so many chairs of the side before another one of a higher rank."""

    guest: int
    other: int
    chairs: int


@dataclass(frozen=True)
class _Sitting:
    """`seat` is number `number` of the side in the order of honour."""

    guest: int
    kind: Kind
    seat: int
    number: int


def passed(problem: SeatingProblem, plan: SeatingPlan, pairs: Pairs, about: Collection[int] | None) -> Iterator[Passed]:
    """For each guest who passes others by more than the group's leeway, the one who is passed by the most chairs. With
    `about`, those are told who pass one of these, or are one of these."""
    if about is None:
        for side in _by_side(problem, plan):
            yield from _all(problem, side, pairs)
        return
    for id in set(about) & problem.placed.keys():
        if problem.placed[id] == pairs.placed:
            yield from _passing(problem, plan, id, pairs.same_group)
        if problem.placed[id] != FIXED:
            yield from _passed(problem, plan, id, _lower(problem, id, pairs))


def behind(problem: SeatingProblem, plan: SeatingPlan, about: Collection[int] | None) -> Iterator[Passed]:
    """For each guest on a fixed chair who is passed by more than the leeway, the one who passes by the most chairs."""
    for line in (line for (_, placed), line in problem.lines.items() if placed == FIXED):
        for id in line.guests:
            lower = [other for placed in (PLAIN, STEP_FREE, FIXED) for other in _lower(problem, id, Pairs(placed))]
            some = lower if about is None or id in about else set(lower).intersection(about)
            if any(True for _ in _passed(problem, plan, id, some)):
                yield max(_passed(problem, plan, id, lower), key=lambda one: (one.chairs, -one.guest))


def leeway(problem: SeatingProblem, guest: int, group: str) -> int:
    """By how many chairs the guest may pass somebody of that group: only inside a group there is any."""
    return problem.leeways[guest] if problem.kinds[guest][0] == group else 0


def _by_side(problem: SeatingProblem, plan: SeatingPlan) -> list[list[_Sitting]]:
    """From the highest rank; who sits on the side of the others is not compared."""
    sides: dict[str, list[_Sitting]] = {}
    seats, numbers, kinds = plan.seats, problem.numbers, problem.kinds
    for guest in problem.compared:
        seat = seats.get(guest.id)
        number = None if seat is None else numbers[guest.side].get(seat)
        if seat is not None and number is not None:
            sides.setdefault(guest.side, []).append(_Sitting(guest.id, kinds[guest.id], seat, number))
    return list(sides.values())


def _all(problem: SeatingProblem, side: list[_Sitting], pairs: Pairs) -> Iterator[Passed]:
    """Of those who are alike only who sits farthest back can be passed by the most."""
    last: dict[Kind, _Sitting] = {}
    for one in side:
        if problem.placed[one.guest] == pairs.placed:
            found, most = None, 0
            for (group, might), other in last.items():
                chairs = other.number - one.number
                alike = pairs.same_group in (None, group == one.kind[0])
                if alike and one.seat in might and chairs > max(most, leeway(problem, one.guest, group)):
                    found, most = other, chairs
            if found is not None:
                yield Passed(one.guest, found.guest, most)
        if problem.placed[one.guest] != FIXED and (one.kind not in last or last[one.kind].number < one.number):
            last[one.kind] = one


def _passing(problem: SeatingProblem, plan: SeatingPlan, id: int, same_group: bool | None) -> Iterator[Passed]:
    """Whom one guest passes: the one by the most chairs."""
    guest, seats, standing = problem.guest(id), plan.seats, problem.standings[id]
    numbers, seat = problem.numbers[guest.side], seats.get(id, 0)
    if seat not in numbers:
        return
    number, most, whom = numbers[seat], 0, None
    for placed in (PLAIN, STEP_FREE):
        line = problem.lines[guest.side, placed]
        for other in line.higher(standing, problem.spans, same_group=same_group):
            chairs = numbers.get(seats.get(other, 0), 0) - number
            if chairs > most and seat in problem.might[other] and chairs > leeway(problem, id, problem.kinds[other][0]):
                most, whom = chairs, other
    if whom is not None:
        yield Passed(id, whom, most)


def _lower(problem: SeatingProblem, id: int, pairs: Pairs) -> tuple[int, ...]:
    """Those `pairs` has who are compared with one guest and rank lower."""
    line, standing = problem.lines[problem.guest(id).side, pairs.placed], problem.standings[id]
    return line.lower(standing, problem.spans, same_group=pairs.same_group)


def _passed(problem: SeatingProblem, plan: SeatingPlan, id: int, lower: Iterable[int]) -> Iterator[Passed]:
    """Who of them passes one guest."""
    numbers, seats = problem.numbers[problem.guest(id).side], plan.seats
    might, group = problem.might[id], problem.kinds[id][0]
    number = numbers.get(seats.get(id, 0), 0)
    for other in lower:
        seat = seats.get(other, 0)
        chairs = number - numbers.get(seat, number)
        if chairs > 0 and seat in might and chairs > leeway(problem, other, group):
            yield Passed(other, id, chairs)


__all__ = ["Pairs", "Passed", "behind", "leeway", "passed"]
