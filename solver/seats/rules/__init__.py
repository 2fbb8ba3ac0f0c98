"""The table of contents of what must be true of a seating, in the order in which people read it."""

from solver.seats.rules.allowed_blocks import AllowedBlocks
from solver.seats.rules.held_seats import HeldSeats
from solver.seats.rules.own_side import OwnSide
from solver.seats.rules.pinned import Pinned
from solver.seats.rules.rule import SeatRule
from solver.seats.rules.speakers_near_aisle import SpeakersNearAisle
from solver.seats.rules.step_free import StepFree

SEAT_RULES: tuple[SeatRule, ...] = (
    Pinned(),
    HeldSeats(),
    AllowedBlocks(),
    OwnSide(),
    StepFree(),
    SpeakersNearAisle(),
)

__all__ = ["SEAT_RULES", "SeatRule"]
