"""The forms of an agency's desk: the same questions, asked of the agency's own rows alone."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

from festival_ops.security.forms.people import AbsenceForm, OfficerForm, PromisingForm, contingents_field
from festival_ops.security.models import Agency, Officer, Squad
from festival_ops.security.own import own, own_agencies
from festival_ops.web.access import Secrecy
from festival_ops.web.fields import CountField, TextField
from festival_ops.web.row_fields import OneRowField


class OwnOfficerForm(OfficerForm):
    agency = OneRowField(_("Agency"), of=Agency, secrecy=Secrecy.GUARDED, required=True, among=own)
    squad = OneRowField(_("Squad"), of=Squad, secrecy=Secrecy.GUARDED, among=own)
    # What the office knows or keeps of them.
    home_venue = source = status = None  # type: ignore[assignment]

    def __init__(self, *args: Any, obj: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, obj=obj, **kwargs)
        agencies = own_agencies()
        if obj is None and not self.is_submitted() and len(agencies) == 1:
            self.agency.data = agencies[0]


class OwnAbsenceForm(AbsenceForm):
    officer = OneRowField(_("Person"), of=Officer, secrecy=Secrecy.GUARDED, required=True, among=own)


class PromiseForm(PromisingForm):
    heads = CountField(
        _("People promised"), most=100_000, hint=_("How many you will send; their names can be filled in later.")
    )
    contingents = contingents_field(_("Of them by function"))
    contact_point = TextField(_("Contact point"), hint=_("Whom to ask at your agency, by duty."))
