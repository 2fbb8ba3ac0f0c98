"""Forms of venues, stages, equipment, and what lies between places."""

from __future__ import annotations

from typing import Any

from flask import g
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import ValidationError

from festival_ops.programme import grammar
from festival_ops.programme.forms.base import RowForm, readable, same_pair
from festival_ops.programme.forms.fields import (
    FeaturesField,
    MinutesField,
    NameField,
    PartsField,
    near,
    source_field,
    status_field,
)
from festival_ops.programme.models import Neighbours, OpeningHours, QuietHours, Stage, Travel, Venue
from festival_ops.programme.sense import hours_faults
from festival_ops.web.fields import ChoiceField, CountField, NumberField, TextField, YesField
from festival_ops.web.row_fields import OneRowField

HOURS_HINT = _("One a line: 08/06 19:30–23:00, 07/06–12/06 18:00–24:00, or 19:30–23:00 for every day.")
QUIET_HINT = _("One a line, with the loudest that may sound (0 unamplified … 3 very loud): 22:00–06:00 ≤1.")
KINDS = [
    ("sound", _("Sound")),
    ("light", _("Lighting")),
    ("video", _("Video and LED")),
    ("power", _("Power")),
    ("stage", _("Staging and props")),
    ("crew", _("Crew")),
    ("other", _("Other")),
]


class VenueForm(RowForm):
    name = NameField(_("Name"))
    name_en = TextField(_("Name in English"))
    address = TextField(_("Address"), most=300)
    latitude = NumberField(_("Latitude"), hint=_("Degrees north, for example 16.4681."))
    longitude = NumberField(_("Longitude"), hint=_("Degrees east, for example 107.5787."))
    capacity = CountField(_("People inside at once"), least=1, hint=_("Leave it empty when it is not known."))
    source = source_field()
    status = status_field()

    def validate_latitude(self, field: Any) -> None:
        if not readable(field):
            return
        if abs(field.data) > 90:
            swapped = readable(self.longitude) and abs(self.longitude.data) <= 90
            raise ValidationError(
                gettext("Latitude goes from −90 to 90; it seems to be swapped with the longitude.")
                if swapped
                else gettext("Latitude goes from −90 to 90.")
            )
        if self.longitude.data is None and not self.longitude.process_errors:
            raise ValidationError(gettext("A place on the map needs its longitude too."))

    def validate_longitude(self, field: Any) -> None:
        if not readable(field):
            return
        if abs(field.data) > 180:
            raise ValidationError(gettext("Longitude goes from −180 to 180."))
        if self.latitude.data is None and not self.latitude.process_errors:
            raise ValidationError(gettext("A place on the map needs its latitude too."))


class StageForm(RowForm):
    name = NameField(_("Name"))
    name_en = TextField(_("Name in English"))
    short_name = TextField(_("Short name"), most=14, hint=_("For the timeline, at most 14 letters."))
    venue = OneRowField(_("Venue"), of=Venue, required=True)
    capacity = CountField(_("Audience"), least=1, hint=_("Leave it empty when it is not known."))
    outdoor = YesField(_("In the open"), default=True)
    step_free = YesField(_("Reached without steps"))
    features = FeaturesField(_("Features"))
    changeover = MinutesField(_("Changeover between acts"), required=True, default=10, most=600)
    opening_hours = PartsField(
        _("Opening hours"),
        part=OpeningHours,
        facts=("on", "starts", "ends"),
        read=lambda text: grammar.parse_opening_hours(text, near()),
        show=lambda rows: grammar.show_opening_hours(rows, near()),
        hint=HOURS_HINT,
    )
    quiet_hours = PartsField(
        _("Quiet hours"),
        part=QuietHours,
        facts=("on", "starts", "ends", "loudest"),
        read=lambda text: grammar.parse_quiet_hours(text, near()),
        show=lambda rows: grammar.show_quiet_hours(rows, near()),
        hint=QUIET_HINT,
    )
    shelter = OneRowField(
        _("When it rains, shows move to"),
        of=Stage,
        nothing=_("No stage is agreed"),
        hint=_("An indoor stage that stands in for this one."),
    )
    gate = TextField(_("Gate for troupes"))
    contact_point = TextField(_("Contact point on site"))
    source = source_field()
    status = status_field()

    def validate_opening_hours(self, field: Any) -> None:
        faults = hours_faults(g.edition, field.data, within_a_day=True)
        if faults:
            raise ValidationError(" ".join(faults))

    def validate_quiet_hours(self, field: Any) -> None:
        faults = hours_faults(g.edition, field.data)
        if faults:
            raise ValidationError(" ".join(faults))

    def validate_shelter(self, field: Any) -> None:
        if field.data is not None and field.data.outdoor:
            raise ValidationError(gettext("“%(stage)s” is in the open too.", stage=field.data.name))

    def validate_capacity(self, field: Any) -> None:
        venue = self.venue.data
        if readable(field) and venue and venue.capacity and field.data > venue.capacity:
            raise ValidationError(
                gettext(
                    "%(venue)s holds %(most)d people; a stage in it cannot hold %(count)d.",
                    venue=venue.name,
                    most=venue.capacity,
                    count=field.data,
                )
            )


class TravelForm(RowForm):
    origin = OneRowField(_("From"), of=Venue, required=True)
    destination = OneRowField(_("To"), of=Venue, required=True)
    minutes = MinutesField(
        _("Minutes"),
        required=True,
        most=600,
        hint=_("As measured; it holds both ways unless the way back has its own."),
    )
    note = TextField(_("Note"), most=300, hint=_("Who measured it, when, and how they travelled."))

    def validate_destination(self, field: Any) -> None:
        origin = self.origin.data
        if origin is None:
            return
        if origin is field.data:
            raise ValidationError(gettext("A way leads from one venue to another; these are the same."))
        if self.another(Travel, Travel.origin_id == origin.id, Travel.destination_id == field.data.id):
            raise ValidationError(
                gettext(
                    "The way from %(origin)s to %(destination)s is already there; change that one.",
                    origin=origin.name,
                    destination=field.data.name,
                )
            )


class NeighboursForm(RowForm):
    first = OneRowField(_("Stage"), of=Stage, required=True)
    second = OneRowField(_("Neighbour"), of=Stage, required=True)
    note = TextField(_("Note"), most=300)

    def validate_second(self, field: Any) -> None:
        first = self.first.data
        if first is None:
            return
        if first is field.data:
            raise ValidationError(gettext("A stage is not its own neighbour; choose two stages."))
        if self.another(Neighbours, same_pair(Neighbours.first_id, Neighbours.second_id, first, field.data)):
            raise ValidationError(
                gettext("%(first)s and %(second)s are neighbours already.", first=first.name, second=field.data.name)
            )


class EquipmentForm(RowForm):
    name = NameField(_("Name"))
    name_en = TextField(_("Name in English"))
    kind = ChoiceField(_("Kind"), choices=KINDS, default="other")
    stock = CountField(_("In stock"), required=True, most=100_000)
    venue = OneRowField(_("Only at"), of=Venue, nothing=_("– the whole edition –"))
    source = source_field()
    status = status_field()
