"""The forms of the traffic room: the contract with people, as the models are the contract with the database."""

from festival_ops.traffic.forms.closures import ClosureForm, StateForm
from festival_ops.traffic.forms.network import JunctionForm, SegmentForm, StreetForm
from festival_ops.traffic.forms.places import GateForm, ParkingPlaceForm, StopPlaceForm
from festival_ops.traffic.forms.routes import RouteForm

__all__ = [
    "ClosureForm",
    "GateForm",
    "JunctionForm",
    "ParkingPlaceForm",
    "RouteForm",
    "SegmentForm",
    "StateForm",
    "StopPlaceForm",
    "StreetForm",
]
