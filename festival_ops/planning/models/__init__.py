"""Planning's tables."""

from festival_ops.planning.models import own_hours
from festival_ops.planning.models.arrivals import ArrivalChange, ArrivalRun, GateArrivals
from festival_ops.planning.models.attendance import Attendance
from festival_ops.planning.models.board import Move, Presence
from festival_ops.planning.models.demand import DemandTaking
from festival_ops.planning.models.drafting import ClosureTaking, TransferTaking
from festival_ops.planning.models.escorts import EngagementTaking, EscortBook, EscortRun
from festival_ops.planning.models.guest_release import GuestRelease, ReleasedOccasion
from festival_ops.planning.models.guest_rides import GuestStop, GuestTransfer
from festival_ops.planning.models.lodging import RoomChange, RoomRun
from festival_ops.planning.models.parades import ParadeRun
from festival_ops.planning.models.passes import PassTaking, VehiclePass
from festival_ops.planning.models.plan import Pin, Placement, Plan, Proposal, ScenarioLength, SolveRun
from festival_ops.planning.models.release import (
    ExclusiveUse,
    Release,
    ReleasedChange,
    ReleasedItem,
    ReleasedRehearsal,
)
from festival_ops.planning.models.ride_release import ReleasedRide, ReleasedRideStop, RideRelease
from festival_ops.planning.models.rides import Outage, Ride, RideBook, RideChange, RideRun, RideStop
from festival_ops.planning.models.road_notice import RoadNotice
from festival_ops.planning.models.roster import Duty, DutyChange, Roster, RosterRun
from festival_ops.planning.models.roster_release import ReleasedDuty, ReleasedNeed, RosterRelease
from festival_ops.planning.models.rules import GoalOrder, Parameter, RuleLevel, Waiver, WishWeight
from festival_ops.planning.models.seating import Seating, SeatingChange, SeatingRun
from festival_ops.planning.models.signing import RideTelling, Signature, SigningDuty, Telling

__all__ = [
    "ArrivalChange",
    "ArrivalRun",
    "Attendance",
    "ClosureTaking",
    "DemandTaking",
    "Duty",
    "DutyChange",
    "EngagementTaking",
    "EscortBook",
    "EscortRun",
    "ExclusiveUse",
    "GateArrivals",
    "GoalOrder",
    "GuestRelease",
    "GuestStop",
    "GuestTransfer",
    "Move",
    "Outage",
    "ParadeRun",
    "Parameter",
    "PassTaking",
    "Pin",
    "Placement",
    "Plan",
    "Presence",
    "Proposal",
    "Release",
    "ReleasedChange",
    "ReleasedDuty",
    "ReleasedItem",
    "ReleasedNeed",
    "ReleasedOccasion",
    "ReleasedRehearsal",
    "ReleasedRide",
    "ReleasedRideStop",
    "Ride",
    "RideBook",
    "RideChange",
    "RideRelease",
    "RideRun",
    "RideStop",
    "RideTelling",
    "RoadNotice",
    "RoomChange",
    "RoomRun",
    "Roster",
    "RosterRelease",
    "RosterRun",
    "RuleLevel",
    "ScenarioLength",
    "Seating",
    "SeatingChange",
    "SeatingRun",
    "Signature",
    "SigningDuty",
    "SolveRun",
    "Telling",
    "TransferTaking",
    "VehiclePass",
    "Waiver",
    "WishWeight",
    "own_hours",
]
