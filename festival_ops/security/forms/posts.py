"""Forms of sectors and posts."""

from __future__ import annotations

from typing import Any

from flask import g
from flask_babel import lazy_gettext as _
from wtforms import ValidationError

from festival_ops.programme import grammar
from festival_ops.programme.forms.base import RowForm, readable
from festival_ops.programme.forms.fields import MinutesField, NameField, PartsField, near, source_field, status_field
from festival_ops.programme.models import Venue
from festival_ops.programme.sense import hours_faults
from festival_ops.security.kinds import PLACES, PLAIN_PLACE, PLAIN_RISK, RISKS
from festival_ops.security.models import PostHours, Sector
from festival_ops.security.models.posts import HANDOVER
from festival_ops.security.sense import phone_fault, place_fault
from festival_ops.web.access import Secrecy
from festival_ops.web.fields import ChoiceField, CountField, NumberField, ParagraphField, TextField, YesField
from festival_ops.web.row_fields import OneRowField


class SectorForm(RowForm):
    name = NameField(_("Name"))
    name_en = TextField(_("Name in English"))
    ring = CountField(
        _("Ring"), required=True, least=1, most=5, default=1, hint=_("From 1, the innermost, to 5, the outermost.")
    )
    phone = TextField(
        _("Phone of the command"),
        most=40,
        hint=_("Printed on duty cards and told in the calendars of everybody on duty in the sector."),
    )
    source = source_field()
    status = status_field()

    def validate_phone(self, field: Any) -> None:
        if fault := phone_fault(field.data):
            raise ValidationError(fault)


class PostForm(RowForm):
    code = NameField(_("Code"), most=20, hint=_("Short, as on the map and in radio traffic, for example C01."))
    name = NameField(_("Name"))
    name_en = TextField(_("Name in English"))
    sector = OneRowField(_("Sector"), of=Sector, secrecy=Secrecy.GUARDED, required=True)
    venue = OneRowField(_("Venue"), of=Venue, nothing=_("– none, it stands by itself –"))
    latitude = NumberField(_("Latitude"), least=-90, most=90, hint=_("Leave it empty to take the place of the venue."))
    longitude = NumberField(_("Longitude"), least=-180, most=180)
    hours = PartsField(
        _("Hours in which it is manned"),
        part=PostHours,
        facts=("on", "starts", "ends"),
        read=lambda text: grammar.parse_opening_hours(text, near()),
        show=lambda rows: grammar.show_opening_hours(rows, near()),
        hint=_("One a line: 08/06 18:00–23:00, or 16:00–01:00 for every day. Empty means around the clock."),
    )
    handover_minutes = MinutesField(
        _("Minutes of hand-over"),
        required=True,
        default=HANDOVER,
        most=60,
        hint=_("Whoever relieves others is there so long before they leave. It counts as duty."),
    )
    follows_show = YesField(
        _("Follows the show"), hint=_("How many people it needs moves with the programme; relief times never do.")
    )
    kind = ChoiceField(
        _("Kind of place"),
        choices=PLACES,
        default=PLAIN_PLACE,
        hint=_("The standards of this kind say how many people it asks for."),
    )
    risk = ChoiceField(_("Risk"), choices=RISKS, default=PLAIN_RISK)
    tasks = ParagraphField(_("Tasks"), most=2000)
    source = source_field()
    status = status_field()

    def validate_latitude(self, field: Any) -> None:
        self._whole_place(field)

    def validate_longitude(self, field: Any) -> None:
        self._whole_place(field)

    def _whole_place(self, field: Any) -> None:
        """Said beside the one that is filled in."""
        if self.latitude.process_errors or self.longitude.process_errors or field.data is None:
            return
        if fault := place_fault(self.latitude.data, self.longitude.data):
            raise ValidationError(fault)

    def validate_hours(self, field: Any) -> None:
        faults = hours_faults(g.edition, field.data) if readable(field) else []
        if faults:
            raise ValidationError(" ".join(faults))
