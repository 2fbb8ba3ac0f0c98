"""Forms of vehicles, their drivers, and the places of rides."""

from __future__ import annotations

from typing import Any

from flask import g
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import ValidationError

from festival_ops.programme import grammar
from festival_ops.programme.forms.base import RowForm
from festival_ops.programme.forms.fields import (
    MinutesField,
    NameField,
    PartsField,
    near,
    source_field,
    status_field,
)
from festival_ops.programme.models import Venue
from festival_ops.traffic.kinds import CARRYING, HOTEL, RIDE_PLACES
from festival_ops.traffic.models import Driver, DriverHours, Junction, RidePlace, VehicleHours
from festival_ops.web.access import Act, Secrecy
from festival_ops.web.fields import ChoiceField, CountField, ManyWordsField, TextField, YesField
from festival_ops.web.row_fields import OneRowField


def hours_field(part: type[DriverHours] | type[VehicleHours]) -> PartsField:
    return PartsField(
        _("Available hours"),
        part=part,
        facts=("on", "starts", "ends"),
        read=lambda text: grammar.parse_opening_hours(text, near()),
        show=lambda rows: grammar.show_opening_hours(rows, near()),
        hint=_("One a line: 08/06 18:00–23:00, or 06:00–21:00 for every day. Empty means always."),
    )


def may_read_phones() -> bool:
    """Whoever reads contacts, and whoever writes these numbers down."""
    return bool(g.access.sees_all(Secrecy.CONTACTS) or g.access.may(Act.WRITE, Secrecy.ROADS))


class RidePlaceForm(RowForm):
    name = NameField(_("Name"))
    name_en = TextField(_("Name in English"))
    kind = ChoiceField(_("Kind of place"), choices=RIDE_PLACES, default=HOTEL)
    venue = OneRowField(
        _("Drop-off of the venue"),
        of=Venue,
        nothing=_("– none –"),
        hint=_("Whoever plays on a stage of the venue gets in and out here."),
    )
    junction = OneRowField(
        _("Junction"),
        of=Junction,
        secrecy=Secrecy.ROADS,
        required=True,
        hint=_(
            "Where vehicles reach the place from the network; for a place outside it, the junction that leads there."
        ),
    )
    approach = MinutesField(
        _("Minutes from the junction"),
        default=0,
        empty=0,
        most=600,
        hint=_("For a place outside the network: minutes by road to the junction, in light traffic."),
    )
    address = TextField(_("Address"), most=300)
    source = source_field()
    status = status_field()


class VehicleForm(RowForm):
    name = NameField(_("Name"), hint=_("As it is called on the road, for example Coach 1."))
    name_en = TextField(_("Name in English"))
    plate = TextField(_("Number plate"), most=20)
    kind = ChoiceField(_("Class of vehicle"), choices=CARRYING, default="coach")
    seats = CountField(_("Seats for passengers"), required=True, most=200)
    luggage = CountField(
        _("Room for luggage"),
        required=True,
        most=2000,
        hint=_("In suitcases; instruments count as many as they take the room of."),
    )
    step_free = YesField(_("Step-free vehicle"))
    exempt = YesField(_("Organiser's badge"), hint=_("Passes closures that let vehicles with a badge through."))
    home = OneRowField(
        _("Home"), of=RidePlace, secrecy=Secrecy.ROADS, required=True, hint=_("Every ride begins and ends there.")
    )
    driver = OneRowField(
        _("Its driver"),
        of=Driver,
        secrecy=Secrecy.ROADS,
        nothing=_("– whoever may –"),
        hint=_("Then nobody else drives it."),
    )
    hours = hours_field(VehicleHours)
    note = TextField(_("Note"), most=500)
    source = source_field()
    status = status_field()

    def validate_driver(self, field: Any) -> None:
        if field.data is not None and self.kind.data not in field.data.kinds:
            kind = dict(CARRYING).get(self.kind.data, "")
            raise ValidationError(
                gettext("%(driver)s does not drive this class: %(kind)s.", driver=field.data, kind=kind)
            )


class DriverForm(RowForm):
    """The number is a field only for whoever may read it."""

    name = NameField(_("Name"))
    name_en = TextField(_("Name in English"))
    phone = TextField(
        _("Phone"), most=40, hint=_("Read by those who read contacts, and printed for the vehicle's crew.")
    )
    kinds = ManyWordsField(_("Classes that he or she may drive"), choices=CARRYING)
    hours = hours_field(DriverHours)
    day_minutes = MinutesField(
        _("A day at most"), least=60, hint=_("Minutes at work on one festival day; empty is no limit.")
    )
    stretch_minutes = MinutesField(
        _("In a row at most"), least=30, hint=_("Minutes at the wheel or with passengers; empty is no limit.")
    )
    pause_minutes = MinutesField(_("Pause after that"), default=30, empty=30, most=720)
    note = TextField(_("Note"), most=500)
    source = source_field()
    status = status_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_read_phones():
            del self.phone

    def validate_kinds(self, field: Any) -> None:
        if not field.data:
            raise ValidationError(gettext("Choose at least one class of vehicles."))
