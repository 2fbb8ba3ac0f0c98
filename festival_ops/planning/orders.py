"""What the board sends when somebody drops something: checked before anybody acts on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from solver.saved import parsed, read

MOST = 60
IDS, MINUTES, LENGTHS = range(1, 2**31), range(-100_000, 1_000_001), range(1, 1441)
# A stage and a minute.
Where = tuple[int, ...]
Order = TypeVar("Order")


@dataclass(frozen=True)
class MoveOrder:
    """One performance: where its mover saw it and where it is to go, as (stage, minute) or nowhere."""

    act: int
    seen: Where | None
    to: Where | None


@dataclass(frozen=True)
class MoveOrders:
    moves: tuple[MoveOrder, ...]

    @property
    def acts(self) -> list[int]:
        return [move.act for move in self.moves]


@dataclass(frozen=True)
class LengthOrder:
    """A performance, the minutes that it lasted where its sender saw it, and those that it is to last."""

    act: int
    seen: int
    to: int


def read_length(sent: bytes) -> LengthOrder | None:
    order = _read(LengthOrder, sent)
    return order if order and order.act in IDS and order.seen in LENGTHS and order.to in LENGTHS else None


def read_orders(sent: bytes) -> MoveOrders | None:
    """None where the order cannot be read, or names a performance twice."""
    orders = _read(MoveOrders, sent)
    if orders is None or not 0 < len(orders.moves) <= MOST or not all(map(_may_be, orders.moves)):
        return None
    return orders if len(set(orders.acts)) == len(orders.acts) else None


def _read(kind: type[Order], sent: bytes) -> Order | None:
    try:
        return read(kind, parsed(sent.decode()), "order")
    except ValueError:
        return None


def _may_be(move: MoveOrder) -> bool:
    return move.act in IDS and all(_is_place(where) for where in (move.seen, move.to) if where is not None)


def _is_place(where: Where) -> bool:
    return len(where) == 2 and where[0] in IDS and where[1] in MINUTES
