"""The table of contents of what we would like of a seating."""

from solver.seats.wishes.delegations_compact import DelegationsCompact
from solver.seats.wishes.few_changes import FewChanges
from solver.seats.wishes.free_edges import FreeEdges
from solver.seats.wishes.in_the_picture import InThePicture
from solver.seats.wishes.near_the_front import NearTheFront
from solver.seats.wishes.wish import SeatWish

SEAT_WISHES: tuple[SeatWish, ...] = (
    InThePicture(),
    DelegationsCompact(),
    NearTheFront(),
    FreeEdges(),
    FewChanges(),
)

__all__ = ["SEAT_WISHES", "SeatWish"]
