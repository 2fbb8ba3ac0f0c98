"""The traffic room's tables."""

from festival_ops.traffic.models.closures import Closure, ClosureSegment, ClosureState, DetourSegment
from festival_ops.traffic.models.network import Junction, Segment, Street
from festival_ops.traffic.models.places import Gate, ParkingCapacity, ParkingPlace, StopPlace
from festival_ops.traffic.models.routes import Route, RouteHours, RouteSegment

__all__ = [
    "Closure",
    "ClosureSegment",
    "ClosureState",
    "DetourSegment",
    "Gate",
    "Junction",
    "ParkingCapacity",
    "ParkingPlace",
    "Route",
    "RouteHours",
    "RouteSegment",
    "Segment",
    "StopPlace",
    "Street",
]
