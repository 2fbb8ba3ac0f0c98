"""The forms of the security room: the contract with people, as the models are the contract with the database."""

from festival_ops.security.forms.demand import NeedForm, ShiftForm
from festival_ops.security.forms.desk import OwnAbsenceForm, OwnOfficerForm, PromiseForm
from festival_ops.security.forms.forces import ForceForm
from festival_ops.security.forms.people import (
    AbsenceForm,
    AgencyForm,
    OfficerForm,
    QualificationForm,
    SquadForm,
)
from festival_ops.security.forms.posts import PostForm, SectorForm
from festival_ops.security.forms.standards import StandardForm

__all__ = [
    "AbsenceForm",
    "AgencyForm",
    "ForceForm",
    "NeedForm",
    "OfficerForm",
    "OwnAbsenceForm",
    "OwnOfficerForm",
    "PostForm",
    "PromiseForm",
    "QualificationForm",
    "SectorForm",
    "ShiftForm",
    "SquadForm",
    "StandardForm",
]
