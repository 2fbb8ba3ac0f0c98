"""What people are asked about rides: a search, what has happened, a ride by hand."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import ValidationError
from wtforms.fields.choices import Choice as Option

from festival_ops.programme.forms.fields import MomentField
from festival_ops.traffic.models import Driver, Transfer, Vehicle
from festival_ops.web.access import Secrecy
from festival_ops.web.fields import CountField, ManyWordsField, TextField, YesField
from festival_ops.web.forms import Form
from festival_ops.web.row_fields import ManyRowsField, OneRowField

ROADS = Secrecy.ROADS


class SomeRowsField(ManyRowsField):
    """Any number of rows; only those of `offered` are shown, if any are named."""

    offered: Collection[int] | None = None

    def __init__(self, label: Any, **more: Any) -> None:
        super().__init__(label, **more)
        # Looks like any other of its kind.
        self.type = ManyRowsField.__name__

    def iter_choices(self) -> Iterator[Option]:
        for option in super().iter_choices():
            if self.offered is None or int(option.value) in self.offered or option.selected:
                yield option


class RidesForm(Form):
    whole = YesField(_("All days of the festival, not only this one"))
    seconds = CountField(
        _("Seconds to search"),
        required=True,
        least=1,
        most=1800,
        hint=_("More time finds fewer vehicles and shorter ways."),
    )
    seed = CountField(
        _("Starting number"),
        required=True,
        least=0,
        most=1_000_000,
        hint=_("The same number searches in the same way again; another may find other rides."),
    )


class RideRepairForm(Form):
    """Without an answer only what is on record counts: a show that moved, a road that was closed."""

    transfers = SomeRowsField(_("Transfers that are late or early"), of=Transfer, secrecy=ROADS)
    minutes = CountField(
        _("By how many minutes"), least=-720, most=1440, hint=_("120 is two hours later, −30 half an hour earlier.")
    )
    vehicles = ManyRowsField(_("Vehicles that cannot go out"), of=Vehicle, secrecy=ROADS)
    drivers = ManyRowsField(_("Drivers who are away"), of=Driver, secrecy=ROADS)
    starts = MomentField(_("Away from"))
    ends = MomentField(_("Away to"))
    hold = CountField(
        _("Hold stops that begin within so many minutes"),
        required=True,
        most=1440,
        default=0,
        hint=_("Counted from now. Who boards so soon is not told anything else."),
    )
    note = TextField(_("What happened"), most=300)

    def validate_transfers(self, field: Any) -> None:
        if field.data and not self.minutes.data:
            raise ValidationError(gettext("Please say by how many minutes these transfers are late."))

    def validate_vehicles(self, field: Any) -> None:
        self._dated(field)

    def validate_drivers(self, field: Any) -> None:
        self._dated(field)

    def validate_ends(self, field: Any) -> None:
        if self.starts.data and field.data and field.data <= self.starts.data:
            raise ValidationError(gettext("It ends before it starts."))

    def _dated(self, field: Any) -> None:
        if field.data and not (self.starts.data and self.ends.data):
            raise ValidationError(gettext("Please say from when to when they cannot go out."))


class NewRideForm(Form):
    """A ride by hand for somebody whom nobody fetches yet."""

    transfer = OneRowField(_("Whom it fetches"), of=Transfer, secrecy=ROADS, required=True)
    vehicle = OneRowField(_("Vehicle"), of=Vehicle, secrecy=ROADS, required=True)
    driver = OneRowField(_("Driver"), of=Driver, secrecy=ROADS, nothing=_("– whoever is free –"))


class RideForm(Form):
    """A ride as a hand would have it; the minutes of its stops are asked for beside. `version` is that of the ride."""

    vehicle = OneRowField(_("Vehicle"), of=Vehicle, secrecy=ROADS, required=True)
    driver = OneRowField(_("Driver"), of=Driver, secrecy=ROADS, required=True)
    shift = CountField(
        _("Shift the whole ride by so many minutes"), least=-720, most=720, hint=_("15 is later, −15 earlier.")
    )
    off = ManyWordsField(_("Takes no longer"), choices=())
    take = OneRowField(_("Takes along"), of=Transfer, secrecy=ROADS)
