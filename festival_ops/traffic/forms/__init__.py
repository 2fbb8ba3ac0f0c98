"""The forms of the traffic room: the contract with people, as the models are the contract with the database."""

from festival_ops.traffic.forms.closures import ClosureForm, StateForm
from festival_ops.traffic.forms.network import JunctionForm, SegmentForm, StreetForm
from festival_ops.traffic.forms.parades import ParadeForm, ParadeUnitForm
from festival_ops.traffic.forms.places import GateForm, ParkingPlaceForm, StopPlaceForm
from festival_ops.traffic.forms.routes import RouteForm
from festival_ops.traffic.forms.standards import ClosureStandardForm
from festival_ops.traffic.forms.transfers import StayForm, TransferForm
from festival_ops.traffic.forms.vehicles import DriverForm, RidePlaceForm, VehicleForm

__all__ = [
    "ClosureForm",
    "ClosureStandardForm",
    "DriverForm",
    "GateForm",
    "JunctionForm",
    "ParadeForm",
    "ParadeUnitForm",
    "ParkingPlaceForm",
    "RidePlaceForm",
    "RouteForm",
    "SegmentForm",
    "StateForm",
    "StayForm",
    "StopPlaceForm",
    "StreetForm",
    "TransferForm",
    "VehicleForm",
]
