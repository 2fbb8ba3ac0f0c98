"""Where a party may sit: side by side in one row, or where none is long enough, in rows behind each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from solver.seats.facts import Guest
from solver.seats.problem import SeatingProblem


@dataclass(frozen=True)
class Room:
    """What a party asks for: so many chairs side by side (`rows` is 0), or so many rows of one block."""

    chairs: int
    rows: int = 0


def room(problem: SeatingProblem, party: tuple[Guest, ...]) -> Room:
    """Side by side where any row of the blocks that are for all of them has so many chairs without an aisle."""
    shared = set.intersection(*(set(problem.blocks_of(guest)) for guest in party)) or {one.id for one in problem.blocks}
    longest = max((len(run) for run in problem.runs if run[0].block in shared), default=0)
    if longest >= len(party):
        return Room(len(party))
    widest = max((len(row) for (block, _), row in problem.rows.items() if block in shared), default=1)
    return Room(len(party), -(-len(party) // widest))


def patches(problem: SeatingProblem, asked: Room) -> Iterator[frozenset[int]]:
    """Every set of chairs that is such a room."""
    if not asked.rows:
        for run in problem.runs:
            for start in range(len(run) - asked.chairs + 1):
                yield frozenset(seat.id for seat in run[start : start + asked.chairs])
        return
    for block in problem.blocks:
        numbers = [row for of, row in problem.rows if of == block.id]
        for first in range(min(numbers, default=0), max([*numbers, asked.rows - 1]) - asked.rows + 2):
            rows = (problem.rows.get((block.id, row), ()) for row in range(first, first + asked.rows))
            yield frozenset(seat.id for row in rows for seat in row)
