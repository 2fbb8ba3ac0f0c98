"""Forms of junctions, streets and segments."""

from __future__ import annotations

from typing import Any

from flask import g
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import ValidationError

from festival_ops.programme.forms.base import RowForm, readable
from festival_ops.programme.forms.fields import NameField, source_field, status_field
from festival_ops.traffic.forms.fields import latitude_field, line_field, longitude_field
from festival_ops.traffic.kinds import SEGMENT_KINDS, STREET
from festival_ops.traffic.models import Junction, Street
from festival_ops.traffic.sense import points_fault
from festival_ops.web.access import Secrecy
from festival_ops.web.fields import ChoiceField, NumberField, TextField, YesField
from festival_ops.web.row_fields import OneRowField


class JunctionForm(RowForm):
    name = NameField(_("Name"))
    name_en = TextField(_("Name in English"))
    latitude = latitude_field(required=True)
    longitude = longitude_field(required=True)
    source = source_field()
    status = status_field()

    def validate_latitude(self, field: Any) -> None:
        if readable(self.latitude, self.longitude):
            if fault := points_fault(g.edition, [(self.longitude.data, self.latitude.data)]):
                raise ValidationError(fault)


class StreetForm(RowForm):
    name = NameField(_("Name"))
    name_en = TextField(_("Name in English"))
    source = source_field()
    status = status_field()


class SegmentForm(RowForm):
    code = NameField(_("Code"), most=20, hint=_("Short, as on the map, for example LL-3."))
    street = OneRowField(_("Street"), of=Street, secrecy=Secrecy.ROADS, required=True)
    first = OneRowField(_("From"), of=Junction, secrecy=Secrecy.ROADS, required=True)
    second = OneRowField(_("To"), of=Junction, secrecy=Secrecy.ROADS, required=True)
    kind = ChoiceField(_("Kind of road"), choices=SEGMENT_KINDS, default=STREET)
    one_way = YesField(_("One way"), hint=_("Vehicles may only drive from the first junction to the second."))
    width = NumberField(_("Width in metres"), least=0.5, most=100)
    geometry = line_field()
    source = source_field()
    status = status_field()

    def validate_second(self, field: Any) -> None:
        if readable(self.first, field) and self.first.data is field.data:
            raise ValidationError(gettext("It begins at this junction too; a segment lies between two."))

    def validate_geometry(self, field: Any) -> None:
        if readable(field) and (fault := points_fault(g.edition, field.data)):
            raise ValidationError(fault)
