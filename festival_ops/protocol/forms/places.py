"""Forms of hotels and other places of guests, and of the rooms that hotels keep."""

from __future__ import annotations

from collections.abc import Iterable

from flask import g
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from festival_ops.programme.forms.fields import DayField, KnownField, NameField, source_field, status_field
from festival_ops.programme.models import Venue
from festival_ops.protocol import sense
from festival_ops.protocol.forms.fields import ProtocolForm, guarded, stars_field
from festival_ops.protocol.kinds import DOUBLE, HOTEL, PLACES, ROOMS
from festival_ops.protocol.models import Allotment, GuestPlace, Lodging
from festival_ops.protocol.rooms import fullest
from festival_ops.web.fields import ChoiceField, CountField, NumberField, TextField
from festival_ops.web.row_fields import OneRowField


class GuestPlaceForm(ProtocolForm):
    name = NameField(_("Name"))
    name_en = TextField(_("Name in English"))
    kind = ChoiceField(_("Kind of place"), choices=PLACES, default=HOTEL)
    stars = stars_field(_("Stars"), _("Of a hotel, 1 to 5."))
    zone = KnownField(_("Part of the town"), of=GuestPlace, most=80, hint=_("Guests may ask for one."))
    venue = OneRowField(_("Venue"), of=Venue, nothing=_("– none –"), hint=_("Where the place is a venue of shows."))
    address = TextField(_("Address"), most=300)
    latitude = NumberField(_("Latitude"), least=-90, most=90)
    longitude = NumberField(_("Longitude"), least=-180, most=180)
    phone = TextField(_("Phone of the house"), most=40, hint=_("Of the reception, not of a person."))
    note = TextField(_("Note"), most=500)
    source = source_field()
    status = status_field()

    def faults(self) -> Iterable[tuple[str, str]]:
        return sense.place_faults(self.data, g.edition)


class AllotmentForm(ProtocolForm):
    place = guarded(_("Hotel"), of=GuestPlace, required=True)
    kind = ChoiceField(_("Kind of room"), choices=ROOMS, default=DOUBLE)
    rooms = CountField(_("Number of rooms"), required=True, least=1, most=2000)
    step_free = CountField(_("Of these without steps"), empty=0, default=0, most=2000)
    first_night = DayField(_("First night"), required=True)
    last_night = DayField(_("Last night"), required=True, hint=_("The night before the last departure."))
    note = TextField(_("Note"), most=500)
    source = source_field()
    status = status_field()

    def faults(self) -> Iterable[tuple[str, str]]:
        yield from sense.allotment_faults(self.data, g.edition)
        if not isinstance(self.row, Allotment) or not self.rooms.data:
            return
        lodged = self.others(Lodging, Lodging.allotment_id == self.row.id)
        night, used = fullest(lodged)
        if night and used > self.rooms.data:
            told = {"used": used, "night": f"{night:%d/%m}"}
            yield "rooms", gettext("%(used)s of them are given away in the night of %(night)s.", **told)
        first, last = self.first_night.data, self.last_night.data
        if first and last and any(row.first_night < first or row.last_night > last for row in lodged):
            yield "last_night", gettext("Guests have rooms of these on other nights; give them other rooms first.")
