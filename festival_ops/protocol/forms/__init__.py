"""The forms of the protocol room: the contract with people, as the models are the contract with the database."""

from festival_ops.protocol.forms.delegations import DelegationForm, GuestForm
from festival_ops.protocol.forms.escorts import EscortForm
from festival_ops.protocol.forms.legs import LegForm
from festival_ops.protocol.forms.lodging import LodgingForm
from festival_ops.protocol.forms.places import AllotmentForm, GuestPlaceForm
from festival_ops.protocol.forms.precedence import GuestGroupForm, PrecedenceSetForm

__all__ = [
    "AllotmentForm",
    "DelegationForm",
    "EscortForm",
    "GuestForm",
    "GuestGroupForm",
    "GuestPlaceForm",
    "LegForm",
    "LodgingForm",
    "PrecedenceSetForm",
]
