"""The forms of the programme: the contract with people, as the models are the contract with the database."""

from festival_ops.programme.forms.blackout import BlackoutForm
from festival_ops.programme.forms.edition import EditionForm
from festival_ops.programme.forms.order import PrecedenceForm
from festival_ops.programme.forms.people import ContactForm, PartyForm, PersonForm, TroupeForm
from festival_ops.programme.forms.performance import PerformanceForm
from festival_ops.programme.forms.permit import ExchangedDayForm, PermitForm
from festival_ops.programme.forms.places import EquipmentForm, NeighboursForm, StageForm, TravelForm, VenueForm
from festival_ops.programme.forms.rehearsal import RehearsalForm
from festival_ops.programme.forms.works import AudienceClashForm, WorkForm

__all__ = [
    "AudienceClashForm",
    "BlackoutForm",
    "ContactForm",
    "EditionForm",
    "EquipmentForm",
    "ExchangedDayForm",
    "NeighboursForm",
    "PartyForm",
    "PerformanceForm",
    "PermitForm",
    "PersonForm",
    "PrecedenceForm",
    "RehearsalForm",
    "StageForm",
    "TravelForm",
    "TroupeForm",
    "VenueForm",
    "WorkForm",
]
