"""The traffic room's tables."""

from festival_ops.traffic.models.closures import Closure, ClosureSegment, ClosureState, DetourSegment
from festival_ops.traffic.models.network import Junction, Segment, Street
from festival_ops.traffic.models.parades import Parade, ParadeHalt, ParadeSegment, ParadeUnit
from festival_ops.traffic.models.places import Gate, ParkingCapacity, ParkingPlace, StopPlace
from festival_ops.traffic.models.ride_places import RidePlace, Stay
from festival_ops.traffic.models.routes import Route, RouteHours, RouteSegment
from festival_ops.traffic.models.standards import ClosureStandard, StandardSegment
from festival_ops.traffic.models.transfers import Transfer
from festival_ops.traffic.models.vehicles import Driver, DriverHours, Vehicle, VehicleHours

__all__ = [
    "Closure",
    "ClosureSegment",
    "ClosureStandard",
    "ClosureState",
    "DetourSegment",
    "Driver",
    "DriverHours",
    "Gate",
    "Junction",
    "Parade",
    "ParadeHalt",
    "ParadeSegment",
    "ParadeUnit",
    "ParkingCapacity",
    "ParkingPlace",
    "RidePlace",
    "Route",
    "RouteHours",
    "RouteSegment",
    "Segment",
    "StandardSegment",
    "Stay",
    "StopPlace",
    "Street",
    "Transfer",
    "Vehicle",
    "VehicleHours",
]
