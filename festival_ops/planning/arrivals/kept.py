"""Slots as they are written down, for whatever follows from them: rides ask for their hour."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from festival_ops.planning.guest_rides.moves import ALONE, ON, TO, Move
from festival_ops.planning.models import GateArrivals
from festival_ops.planning.rides.hours import Window
from festival_ops.programme.models import Edition

# A car waits at most so long near the gate for its turn, and its people are out so long after it.
EARLY, CLEAR = timedelta(minutes=5), timedelta(minutes=10)
# Cars of one delegation that come from further hotels, or straight from another ceremony, are numbered beyond these.
HOTELS, STRAIGHT = 10**6, 10**12


@dataclass(frozen=True)
class Stop:
    """Where a car stops, so many seconds from the start of the ceremony."""

    gate: int
    seconds: int


def car_of(purpose: str, key: str) -> int:
    """The number of the car that brings these people to a ceremony; the same as long as they come from there. `key` is
    that of their move. Below nought it is a guest's who belongs to no delegation."""
    if key.startswith(ALONE):
        return -car_of(purpose, key.removeprefix(ALONE))
    delegation, _what, *ends = key.split(":")
    if purpose == ON:
        return STRAIGHT * int(ends[0]) + int(delegation)
    return HOTELS * int(ends[1]) + int(delegation) if len(ends) > 1 else int(delegation)


def stops_of(session: Session, edition: Edition) -> dict[tuple[int, int], Stop]:
    """By ceremony and car."""
    rows = select(GateArrivals).where(GateArrivals.edition_id == edition.id)
    return {
        (row.ceremony_id, car): Stop(gate, seconds) for row in session.scalars(rows) for car, gate, seconds in row.slots
    }


def at_their_slots(
    moves: Iterable[Move], stops: Mapping[tuple[int, int], Stop], starts: Mapping[int, datetime]
) -> list[Move]:
    """Whoever has a slot asks to be brought to it, instead of at any hour at which the doors are open."""
    return [_at_slot(move, stops, starts) for move in moves]


def _at_slot(move: Move, stops: Mapping[tuple[int, int], Stop], starts: Mapping[int, datetime]) -> Move:
    ceremony = move.ceremony
    if ceremony is None or move.purpose not in (TO, ON) or ceremony.id not in starts:
        return move
    stop = stops.get((ceremony.id, car_of(move.purpose, move.key)))
    if stop is None:
        return move
    at = starts[ceremony.id] + timedelta(seconds=stop.seconds)
    delivery = Window(at - EARLY, max(at, min(at + CLEAR, move.delivery.ends)))
    way = move.delivery.starts - move.pickup.starts
    begins = move.pickup.starts if move.purpose == ON else delivery.starts - way
    return replace(move, pickup=Window(min(begins, delivery.starts), delivery.ends), delivery=delivery)
