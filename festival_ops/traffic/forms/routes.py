"""Form of a route that must stay open."""

from __future__ import annotations

from typing import Any

from flask import g
from flask_babel import lazy_gettext as _
from wtforms import ValidationError

from festival_ops.programme import grammar
from festival_ops.programme.forms.base import RowForm, readable
from festival_ops.programme.forms.fields import NameField, PartsField, near, source_field, status_field
from festival_ops.programme.models import Venue
from festival_ops.programme.sense import hours_faults
from festival_ops.traffic.chains import Link
from festival_ops.traffic.forms.fields import chain_field
from festival_ops.traffic.kinds import EMERGENCY, ROUTES
from festival_ops.traffic.models import RouteHours, RouteSegment
from festival_ops.traffic.sense import route_faults
from festival_ops.web.fields import ChoiceField, ParagraphField, TextField
from festival_ops.web.row_fields import OneRowField
from festival_ops.web.telling import called


class RouteForm(RowForm):
    name = NameField(_("Route"))
    name_en = TextField(_("Name in English"))
    kind = ChoiceField(_("Kind of route"), choices=ROUTES, default=EMERGENCY)
    venue = OneRowField(
        _("Way in to the venue"),
        of=Venue,
        nothing=_("– none –"),
        hint=_("Of the emergency ways in to a venue one stays open at all times."),
    )
    chain = chain_field(_("Segments"), RouteSegment)
    hours = PartsField(
        _("Hours in which it is needed"),
        part=RouteHours,
        facts=("on", "starts", "ends"),
        read=lambda text: grammar.parse_opening_hours(text, near()),
        show=lambda rows: grammar.show_opening_hours(rows, near()),
        hint=_("One a line: 08/06 18:00–23:00, or 06:00–21:00 for every day. Empty means always."),
    )
    note = ParagraphField(_("Note"), most=1000)
    source = source_field()
    status = status_field()

    def validate_hours(self, field: Any) -> None:
        faults = hours_faults(g.edition, field.data) if readable(field) else []
        if faults:
            raise ValidationError(" ".join(faults))

    def validate(self, extra_validators: Any = None) -> bool:
        sound = super().validate(extra_validators)
        if any(field.process_errors for field in self.asked):
            return False
        for key, fault in route_faults(
            self.data, [Link(called(it.segment), it.segment.ends) for it in self.chain.data]
        ):
            self[key].errors = [*self[key].errors, fault]
            sound = False
        return bool(sound)
