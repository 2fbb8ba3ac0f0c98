"""Forms of troupes, their contacts, the people they share, and parties of guests."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import ValidationError
from wtforms.validators import Regexp

from festival_ops.programme.forms.base import RowForm, readable
from festival_ops.programme.forms.fields import (
    ClockField,
    KnownField,
    MinutesField,
    MomentField,
    NameField,
    source_field,
    status_field,
)
from festival_ops.programme.models import Performance, Troupe
from festival_ops.programme.sense import stay_fault
from festival_ops.web.fields import CountField, TextField
from festival_ops.web.row_fields import ManyRowsField, OneRowField


class StayForm(RowForm):
    """Somebody who arrives and departs."""

    def validate_departs(self, field: Any) -> None:
        arrives: Any = self["arrives"]
        if readable(field, arrives) and (fault := stay_fault(arrives.data, field.data)):
            raise ValidationError(fault)


class TroupeForm(StayForm):
    name = NameField(_("Name"))
    name_en = TextField(_("Name in English"))
    short_name = TextField(_("Short name"), most=14, hint=_("For the timeline, at most 14 letters."))
    country = KnownField(_("Country"), of=Troupe, most=80)
    size = CountField(_("People"), least=1, most=5000)
    languages = TextField(_("Languages"), most=100)
    arrives = MomentField(_("Arrival"))
    departs = MomentField(_("Departure"))
    hotel_area = KnownField(_("Hotel area"), of=Troupe, most=120)
    shows_a_day = CountField(
        _("Shows a day at most"), least=1, most=20, hint=_("Leave it empty to follow the rule of the edition.")
    )
    rest = MinutesField(
        _("Rest between shows"), most=1440, hint=_("In minutes; empty follows the rule of the edition.")
    )
    latest = ClockField(
        _("Latest end"), hint=_("For example 22:30; an hour before the cut-off belongs to the night before.")
    )
    source = source_field()
    status = status_field()


class ContactForm(RowForm):
    troupe = OneRowField(_("Troupe"), of=Troupe, required=True)
    name = TextField(_("Name"), required=True)
    duty = TextField(_("Duty"), most=100, hint=_("For example head of the troupe, interpreter, technician."))
    phone = TextField(_("Phone"), most=40)
    email = TextField(_("Email"), most=255)

    def validate_phone(self, field: Any) -> None:
        Regexp(r"\+?[0-9][0-9 ().-]{5,}", message=gettext("“%(phone)s” is not a phone number.", phone=field.data))(
            self, field
        )

    def validate_email(self, field: Any) -> None:
        Regexp(r"[^@\s]+@[^@\s]+\.[^@\s]+$", message=gettext("“%(email)s” is not an email address.", email=field.data))(
            self, field
        )


class PersonForm(RowForm):
    name = NameField(_("Name"), hint=_("The family name first, as it is written in the passport."))
    name_en = TextField(_("Name in English"))
    troupes = ManyRowsField(_("Troupes"), of=Troupe, required=True)

    def validate_troupes(self, field: Any) -> None:
        if len(field.data) < 2:
            raise ValidationError(gettext("Only somebody who plays in two troupes or more needs to be named here."))


class PartyForm(StayForm):
    code = NameField(_("Code"), most=40, hint=_("A code name; who they are is not kept here."))
    arrives = MomentField(_("Arrival"))
    departs = MomentField(_("Departure"))
    performances = ManyRowsField(_("Attends"), of=Performance)
