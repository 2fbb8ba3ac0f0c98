"""The table of contents of what must be true of rides, in the order in which people read it."""

from solver.rides.rules.available import Available
from solver.rides.rules.break_taken import BreakTaken
from solver.rides.rules.capacity import Capacity
from solver.rides.rules.hours_a_day import HoursADay
from solver.rides.rules.licensed import Licensed
from solver.rides.rules.longest_on_board import LongestOnBoard
from solver.rides.rules.not_shared import NotShared
from solver.rides.rules.one_place_at_a_time import OnePlaceAtATime
from solver.rides.rules.pickup_before_delivery import PickupBeforeDelivery
from solver.rides.rules.right_kind import RightKind
from solver.rides.rules.road_open import RoadOpen
from solver.rides.rules.rule import RideRule
from solver.rides.rules.served import Served
from solver.rides.rules.step_free import StepFree
from solver.rides.rules.way_takes_its_time import WayTakesItsTime
from solver.rides.rules.whole_group import WholeGroup
from solver.rides.rules.within_windows import WithinWindows

RIDE_RULES: tuple[RideRule, ...] = (
    # Who is fetched
    Served(),
    WholeGroup(),
    PickupBeforeDelivery(),
    WithinWindows(),
    LongestOnBoard(),
    # By what
    Capacity(),
    StepFree(),
    RightKind(),
    NotShared(),
    # The way
    WayTakesItsTime(),
    RoadOpen(),
    # Vehicles and drivers
    OnePlaceAtATime(),
    Available(),
    Licensed(),
    HoursADay(),
    BreakTaken(),
)

__all__ = ["RIDE_RULES", "RideRule"]
