"""A group that no vehicle holds is parted evenly among as few vehicles as can hold it."""

from __future__ import annotations

from dataclasses import dataclass

from solver.rides.problem import RideProblem, Stop, Transfer

# By turn, the stops in their order, which have no minutes yet.
Draft = dict[int, tuple[Stop, ...]]


@dataclass(frozen=True)
class Part:
    """People of one transfer who share a vehicle, with their share of the luggage."""

    transfer: Transfer
    people: int
    luggage: int


def fewest(problem: RideProblem, transfer: Transfer) -> int | None:
    """How many vehicles the group needs at least; None where however few people are too many for all of them."""
    able = problem.able(transfer)
    for parts in range(1, max(transfer.people, transfer.luggage, 1) + 1):
        people, luggage = -(-transfer.people // parts), -(-transfer.luggage // parts)
        if any(people <= vehicle.seats and luggage <= vehicle.luggage for vehicle in able):
            return parts
    return None


def parted(problem: RideProblem, transfer: Transfer) -> list[Part]:
    """The whole group, or its parts; none where nothing can hold them."""
    count = fewest(problem, transfer) or 0
    return [
        Part(transfer, _share(transfer.people, count, number), _share(transfer.luggage, count, number))
        for number in range(count)
    ]


def _share(whole: int, parts: int, number: int) -> int:
    return whole // parts + (number < whole % parts)


def stops_of(part: Part) -> tuple[Stop, Stop]:
    """Where a part boards and where it alights, at no minute yet."""
    transfer = part.transfer
    return (
        Stop(transfer.id, True, part.people, part.luggage, 0, 0, 0),
        Stop(transfer.id, False, part.people, part.luggage, 0, 0, 0),
    )
