"""The form of a standard."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import ValidationError

from festival_ops.programme.forms.base import RowForm, readable
from festival_ops.programme.forms.fields import NameField, source_field, status_field
from festival_ops.security.forms.demand import check_leaders
from festival_ops.security.kinds import CAUSES, CROWD, PLACES, REACHES, RISKS, VENUE
from festival_ops.security.models import Qualification
from festival_ops.security.sense import per_fault, share_fault
from festival_ops.web.access import Secrecy
from festival_ops.web.fields import ChoiceField, CountField, TextField
from festival_ops.web.row_fields import OneRowField


class StandardForm(RowForm):
    name = NameField(_("Name"))
    name_en = TextField(_("Name in English"))
    kind = ChoiceField(_("Kind of place"), choices=PLACES, hint=_("It holds for every post of this kind."))
    risk = ChoiceField(_("Risk"), choices=[("", _("Every class")), *RISKS])
    cause = ChoiceField(
        _("Cause"),
        choices=CAUSES,
        default=CROWD,
        hint=_("Whatever the programme causes is asked only of posts that follow the show."),
    )
    qualification = OneRowField(_("Qualification"), of=Qualification, secrecy=Secrecy.GUARDED, required=True)
    count = CountField(_("People"), required=True, default=1, least=1, most=5000)
    per = CountField(
        _("For each"),
        least=1,
        most=1_000_000,
        hint=_(
            "250 asks for so many for every 250 people expected; empty asks for so many whenever the cause is there."
        ),
    )
    reach = ChoiceField(
        _("Counted together"),
        choices=REACHES,
        default=VENUE,
        hint=_(
            "A gate in front of several venues counts the shows of its sector: the venues at which its posts stand."
        ),
    )
    share = CountField(
        _("Share of it (%)"),
        required=True,
        default=100,
        least=1,
        most=100,
        hint=_("How much of the crowd these posts take together; they divide it among themselves."),
    )
    lead = CountField(_("Minutes before the show"), required=True, default=0, most=720)
    tail = CountField(_("Minutes after the show"), required=True, default=0, most=720)
    one_leader_for = CountField(
        _("One leader for"), least=1, most=5000, hint=_("So many people have one among them who leads; or empty.")
    )
    reason = TextField(
        _("Reason"),
        required=True,
        most=300,
        hint=_("Whose number it is: no law gives one, so say which plan, experience or assessment it comes from."),
    )
    source = source_field()
    status = status_field()

    def validate_cause(self, field: Any) -> None:
        """Said beside the one that is filled in."""
        if self.per.data is None and not self.per.process_errors and (fault := per_fault(field.data, None)):
            raise ValidationError(fault)

    def validate_per(self, field: Any) -> None:
        if readable(field) and (fault := per_fault(self.cause.data, field.data)):
            raise ValidationError(fault)

    def validate_share(self, field: Any) -> None:
        if fault := share_fault(self.per.data, field.data):
            raise ValidationError(fault)

    def validate_one_leader_for(self, field: Any) -> None:
        check_leaders(self, field)
