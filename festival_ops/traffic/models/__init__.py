"""The traffic room's tables."""

from festival_ops.traffic.models.closures import Closure, ClosureSegment, ClosureState
from festival_ops.traffic.models.network import Junction, Segment, Street
from festival_ops.traffic.models.places import Gate, ParkingCapacity, ParkingPlace, StopPlace

__all__ = [
    "Closure",
    "ClosureSegment",
    "ClosureState",
    "Gate",
    "Junction",
    "ParkingCapacity",
    "ParkingPlace",
    "Segment",
    "StopPlace",
    "Street",
]
