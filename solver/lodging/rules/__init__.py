"""The table of contents of what must be true of rooms, in the order in which people read it."""

from solver.lodging.rules.class_at_least import ClassAtLeast
from solver.lodging.rules.housed import Housed
from solver.lodging.rules.kept import Kept
from solver.lodging.rules.one_hotel import OneHotel
from solver.lodging.rules.one_room_each import OneRoomEach
from solver.lodging.rules.rooms_free import RoomsFree
from solver.lodging.rules.rule import LodgingRule
from solver.lodging.rules.sharing_agreed import SharingAgreed
from solver.lodging.rules.step_free import StepFree

LODGING_RULES: tuple[LodgingRule, ...] = (
    Housed(),
    OneRoomEach(),
    RoomsFree(),
    ClassAtLeast(),
    StepFree(),
    SharingAgreed(),
    Kept(),
    OneHotel(),
)

__all__ = ["LODGING_RULES", "LodgingRule"]
