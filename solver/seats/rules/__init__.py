"""The table of contents of what must be true of a seating, in the order in which people read it."""

from solver.seats.rules.allowed_blocks import AllowedBlocks
from solver.seats.rules.closed_rows import ClosedRows
from solver.seats.rules.fixed_order import FixedOrder
from solver.seats.rules.group_order import GroupOrder
from solver.seats.rules.held_seats import HeldSeats
from solver.seats.rules.interpreter_near import InterpreterNear
from solver.seats.rules.kept_apart import KeptApart
from solver.seats.rules.kept_together import KeptTogether
from solver.seats.rules.one_chair import OneChair
from solver.seats.rules.own_side import OwnSide
from solver.seats.rules.pinned import Pinned
from solver.seats.rules.rank_order import RankOrder
from solver.seats.rules.rule import SeatRule
from solver.seats.rules.seated import Seated
from solver.seats.rules.speakers_near_aisle import SpeakersNearAisle
from solver.seats.rules.step_free import StepFree
from solver.seats.rules.step_free_order import StepFreeOrder

SEAT_RULES: tuple[SeatRule, ...] = (
    OneChair(),
    Seated(),
    Pinned(),
    HeldSeats(),
    AllowedBlocks(),
    OwnSide(),
    GroupOrder(),
    RankOrder(),
    StepFreeOrder(),
    FixedOrder(),
    ClosedRows(),
    KeptTogether(),
    KeptApart(),
    InterpreterNear(),
    StepFree(),
    SpeakersNearAisle(),
)

__all__ = ["SEAT_RULES", "SeatRule"]
