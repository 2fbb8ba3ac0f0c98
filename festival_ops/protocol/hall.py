"""The chairs of a ceremony: which there are, what they are called and where they stand.

A block on a side of the hall is numbered from the middle outwards, one across the middle from the left. Blocks of one
side that share rows stand beside each other in the order of their positions. Lengths are centimetres; `x` grows towards
the right hand of those who sit, and 0 is the middle.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from festival_ops.protocol.ceremony_kinds import ACROSS, BOTH, INNER, LEFT, OUTER
from festival_ops.protocol.models import SeatBlock

WIDTH, DEPTH, AISLE = 60, 100, 150
# A chair keeps its number whatever becomes of the chairs around it.
_ROWS, _PLACES = 200, 100


@dataclass(frozen=True)
class Chair:
    """`row` counts from the stage, `number` is that of the place in its block's row."""

    id: int
    block: int
    code: str
    row: int
    number: int
    x: int
    side: str
    aisle: bool
    step_free: bool
    held: bool

    @property
    def label(self) -> str:
        return f"{self.code}-{self.row}-{self.number}"

    @property
    def at(self) -> str:
        return f"{self.row}-{self.number}"


def chairs_of(blocks: Iterable[SeatBlock]) -> list[Chair]:
    """Of all blocks, row by row in each."""
    laid = list(blocks)
    return [chair for block in laid for chair in _chairs(block, _begins(block, laid))]


def chair_id(block: int, row: int, number: int) -> int:
    return (block * _ROWS + row) * _PLACES + number


def places_in(block: SeatBlock) -> set[str]:
    """Every place that the block's rows and numbers allow, as 1-4."""
    return {f"{row}-{number}" for row in rows_of(block) for number in range(1, block.places + 1)}


def rows_of(block: SeatBlock) -> range:
    return range(block.first_row, block.first_row + block.rows)


def _chairs(block: SeatBlock, begins: int) -> Iterator[Chair]:
    missing, step_free, held = set(block.missing), set(block.step_free), set(block.held)
    for row in rows_of(block):
        for number in range(1, block.places + 1):
            at = f"{row}-{number}"
            if at in missing:
                continue
            aisle = (number == 1 and block.aisle in (INNER, BOTH)) or (
                number == block.places and block.aisle in (OUTER, BOTH)
            )
            x = begins + (-1 if block.lies == LEFT else 1) * ((number - 1) * WIDTH + WIDTH // 2)
            id = chair_id(block.id, row, number)
            marks = {"aisle": aisle, "step_free": at in step_free, "held": at in held}
            yield Chair(id, block.id, block.code, row, number, x, block.side, **marks)


def _begins(block: SeatBlock, blocks: list[SeatBlock]) -> int:
    """Where the edge of the first place is."""
    if block.lies == ACROSS:
        return -block.places * WIDTH // 2
    reach = AISLE // 2
    for other in blocks:
        if not set(rows_of(other)) & set(rows_of(block)):
            continue
        if other.lies == ACROSS:
            reach = max(reach, other.places * WIDTH // 2 + AISLE)
        elif other.lies == block.lies and (other.position, other.id) < (block.position, block.id):
            reach = max(reach, abs(_begins(other, blocks)) + other.places * WIDTH + AISLE)
    return -reach if block.lies == LEFT else reach
