"""The form of a guest's nights."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import g
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import or_

from festival_ops.programme.forms.fields import DayField, KnownField, source_field, status_field
from festival_ops.protocol import sense
from festival_ops.protocol.forms.fields import ProtocolForm, guarded, stars_field
from festival_ops.protocol.models import Allotment, Guest, GuestPlace, Lodging
from festival_ops.protocol.rooms import room_faults
from festival_ops.web.fields import TextField, YesField


class LodgingForm(ProtocolForm):
    guest = guarded(_("Guest"), of=Guest, required=True)
    first_night = DayField(_("First night"), required=True)
    last_night = DayField(_("Last night"), required=True, hint=_("The night before the guest leaves."))
    stars = stars_field(_("Class of hotel at least"), _("In stars; empty is what the kind of guests asks for."))
    zone = KnownField(_("Part of the town"), of=GuestPlace, most=80)
    shares_with = guarded(
        _("Shares the room with"),
        of=Guest,
        nothing=_("– nobody –"),
        hint=_("Both have the same hotel; one room is taken for the two."),
    )
    allotment = guarded(_("Rooms of the hotel"), of=Allotment, nothing=_("– no room yet –"))
    room = TextField(_("Room number"), most=20)
    fixed = YesField(
        _("This room is fixed"), hint=_("No search gives the guest another one. A room number fixes it as well.")
    )
    note = TextField(_("Note"), most=300)
    source = source_field()
    status = status_field()

    def faults(self) -> Iterable[tuple[str, str]]:
        yield from sense.lodging_faults(self.data, g.edition)
        first, last, guest = self.first_night.data, self.last_night.data, self.guest.data
        if guest is None or first is None or last is None or last < first:
            return
        meets = (Lodging.first_night <= last, Lodging.last_night >= first)
        if own := self.others(Lodging, Lodging.guest_id == guest.id, *meets):
            told = {"first": f"{own[0].first_night:%d/%m}", "last": f"{own[0].last_night:%d/%m}"}
            yield (
                "first_night",
                gettext("%(guest)s has the nights of %(first)s to %(last)s already.", guest=guest, **told),
            )
        elif (rooms := self.allotment.data) is not None:
            beside = self.others(Lodging, or_(Lodging.allotment_id == rooms.id, *self._same_room()), *meets)
            yield from room_faults(self.data, beside)

    def _same_room(self) -> list[Any]:
        if not self.room.data:
            return []
        return [Lodging.allotment.has(place_id=self.allotment.data.place_id) & (Lodging.room == self.room.data)]
