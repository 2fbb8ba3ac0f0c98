"""What the board sends when somebody drops something: checked before anybody acts on it."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

MOST = 60
Minute = Annotated[int, Field(ge=-100_000, le=1_000_000)]
Length = Annotated[int, Field(ge=1, le=1440)]
Id = Annotated[int, Field(ge=1, le=2**31 - 1)]
Where = tuple[Id, Minute]


class MoveOrder(BaseModel):
    """One performance: where its mover saw it and where it is to go, as (stage, minute) or nowhere."""

    model_config = ConfigDict(extra="forbid", strict=True)

    act: Id
    seen: Where | None
    to: Where | None


class MoveOrders(BaseModel):
    model_config = ConfigDict(extra="forbid")

    moves: Annotated[list[MoveOrder], Field(min_length=1, max_length=MOST)]

    @property
    def acts(self) -> list[int]:
        return [move.act for move in self.moves]


class LengthOrder(BaseModel):
    """A performance, the minutes that it lasted where its sender saw it, and those that it is to last."""

    model_config = ConfigDict(extra="forbid", strict=True)

    act: Id
    seen: Length
    to: Length


def read_length(sent: bytes) -> LengthOrder | None:
    try:
        return LengthOrder.model_validate_json(sent)
    except ValidationError:
        return None


def read_orders(sent: bytes) -> MoveOrders | None:
    """None where the order cannot be read, or names a performance twice."""
    try:
        orders = MoveOrders.model_validate_json(sent)
    except ValidationError:
        return None
    return orders if len(set(orders.acts)) == len(orders.acts) else None
