"""Forms of parking places, stops and gates."""

from __future__ import annotations

from typing import Any

from flask import g
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import ValidationError

from festival_ops.programme.forms.base import RowForm
from festival_ops.programme.forms.fields import NameField, source_field, status_field
from festival_ops.programme.models import Venue
from festival_ops.traffic.forms.fields import capacities_field, latitude_field, longitude_field
from festival_ops.traffic.kinds import ANYBODY, STOPS, USERS
from festival_ops.traffic.models import Junction, Segment
from festival_ops.traffic.sense import gate_faults, points_fault
from festival_ops.web.access import Secrecy
from festival_ops.web.fields import ChoiceField, CountField, TextField, YesField
from festival_ops.web.row_fields import OneRowField

# Metres along a segment.
FARTHEST = 100_000


class ParkingPlaceForm(RowForm):
    name = NameField(_("Name"))
    name_en = TextField(_("Name in English"))
    users = ChoiceField(_("For whom"), choices=USERS, default=ANYBODY)
    capacities = capacities_field()
    segment = OneRowField(_("On the segment"), of=Segment, secrecy=Secrecy.ROADS)
    latitude = latitude_field()
    longitude = longitude_field()
    source = source_field()
    status = status_field()

    def validate_latitude(self, field: Any) -> None:
        self._whole_place(field)

    def validate_longitude(self, field: Any) -> None:
        self._whole_place(field)

    def _whole_place(self, field: Any) -> None:
        """Said beside the one that is filled in."""
        if field.data is None or self.latitude.process_errors or self.longitude.process_errors:
            return
        if self.latitude.data is None or self.longitude.data is None:
            raise ValidationError(gettext("A place on the map needs both latitude and longitude."))
        if field is self.latitude and (fault := points_fault(g.edition, [(self.longitude.data, self.latitude.data)])):
            raise ValidationError(fault)


class StopPlaceForm(RowForm):
    name = NameField(_("Name"))
    name_en = TextField(_("Name in English"))
    kind = ChoiceField(_("Kind of stop"), choices=STOPS)
    segment = OneRowField(_("On the segment"), of=Segment, secrecy=Secrecy.ROADS, required=True)
    source = source_field()
    status = status_field()


class GateForm(RowForm):
    name = NameField(_("Name"))
    name_en = TextField(_("Name in English"))
    venue = OneRowField(_("Venue"), of=Venue, required=True)
    junction = OneRowField(
        _("Junction"), of=Junction, secrecy=Secrecy.ROADS, hint=_("Empty for a gate that stands along a segment.")
    )
    segment = OneRowField(_("Along the segment"), of=Segment, secrecy=Secrecy.ROADS)
    metres = CountField(_("Metres from the segment's first junction"), most=FARTHEST)
    emergency = YesField(_("Emergency way in"), hint=_("Fire engines and ambulances count on it at all times."))
    source = source_field()
    status = status_field()

    def validate(self, extra_validators: Any = None) -> bool:
        sound = super().validate(extra_validators)
        if any(field.process_errors for field in self.asked):
            return False
        length = self.segment.data.length if self.segment.data else None
        for key, fault in gate_faults(self.data, length):
            self[key].errors = [*self[key].errors, fault]
            sound = False
        return bool(sound)
