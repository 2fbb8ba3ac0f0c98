"""Forms of stays and of transfers."""

from __future__ import annotations

from typing import Any

from flask import g
from flask_babel import lazy_gettext as _

from festival_ops.programme.forms.base import RowForm
from festival_ops.programme.forms.fields import MinutesField, MomentField, NameField, source_field, status_field
from festival_ops.programme.models import Performance, Rehearsal, Troupe
from festival_ops.traffic.kinds import CARRYING, LEGS
from festival_ops.traffic.models import RidePlace, Stay
from festival_ops.traffic.ride_sense import OWN_HOURS, far_faults, stay_faults, transfer_faults
from festival_ops.traffic.whom import whom_told
from festival_ops.web.access import Secrecy
from festival_ops.web.fields import ChoiceField, CountField, ManyWordsField, TextField, YesField
from festival_ops.web.row_fields import OneRowField

_SUITCASES = _("In suitcases; instruments count as many as they take the room of.")


def place_field(label: Any, **more: Any) -> OneRowField:
    return OneRowField(label, of=RidePlace, secrecy=Secrecy.ROADS, **more)


class _WhomField(TextField):
    def told(self) -> str:
        return whom_told(self.data or "")


class _Sensible(RowForm):
    """Asks what makes sense only together, once everything could be read."""

    def faults(self) -> Any:
        raise NotImplementedError

    def validate(self, extra_validators: Any = None) -> bool:
        sound = super().validate(extra_validators)
        if any(field.process_errors for field in self.asked):
            return False
        for key, fault in self.faults():
            self[key].errors = [*self[key].errors, fault]
            sound = False
        return bool(sound)


class StayForm(_Sensible):
    name = NameField(_("Group"), hint=_("A troupe or a part of it, or a crew. Never the name of a guest of honour."))
    name_en = TextField(_("Name in English"))
    troupe = OneRowField(
        _("Troupe"), of=Troupe, nothing=_("– none, a crew –"), hint=_("Then it is taken to what the troupe plays.")
    )
    place = place_field(_("Lodging"), required=True)
    people = CountField(_("People"), required=True, least=1, most=2000)
    luggage = CountField(_("Luggage"), empty=0, most=5000, hint=_("In suitcases, when it arrives and leaves."))
    instruments = CountField(
        _("Instruments and costumes"), empty=0, most=5000, hint=_("In suitcases, taken to each show.")
    )
    step_free = YesField(_("Needs a step-free vehicle"))
    arrives = MomentField(
        _("Arrival"), hint=_("Landing or arrival of the train; empty is what the troupe's record says.")
    )
    arrival_place = place_field(_("Place of arrival"), nothing=_("– comes by itself –"))
    arrival_number = TextField(_("Flight or train"), most=40)
    departs = MomentField(
        _("Departure"), hint=_("Take-off or departure of the train; empty is what the troupe's record says.")
    )
    departure_place = place_field(_("Place of departure"), nothing=_("– leaves by itself –"))
    departure_number = TextField(_("Flight or train back"), most=40)
    note = TextField(_("Note"), most=500)
    source = source_field()
    status = status_field()

    def faults(self) -> Any:
        yield from far_faults(g.edition, self.data, "arrives", "departs")
        yield from stay_faults(self.data)


class TransferForm(_Sensible):
    name = NameField(_("Transfer"))
    name_en = TextField(_("Name in English"))
    troupe = OneRowField(_("Troupe"), of=Troupe)
    for_whom = _WhomField(_("Or for whom"), hint=_("A crew in words. Never the name of a guest of honour."))
    stay = OneRowField(_("Group"), of=Stay, secrecy=Secrecy.ROADS, hint=_("Its lodging is the place that is not said."))
    leg = ChoiceField(_("Follows the stay of the group"), choices=LEGS, default="")
    people = CountField(_("People"), required=True, least=1, most=2000)
    luggage = CountField(_("Luggage"), empty=0, most=5000, hint=_SUITCASES)
    origin = place_field(_("From"), nothing=_("– where the show, or the stay, is –"))
    destination = place_field(_("To"), nothing=_("– where the show, or the stay, is –"))
    after_show = OneRowField(_("Fetched after the performance"), of=Performance)
    before_show = OneRowField(_("Brought to the performance"), of=Performance)
    after_rehearsal = OneRowField(_("Fetched after the rehearsal"), of=Rehearsal)
    before_rehearsal = OneRowField(_("Brought to the rehearsal"), of=Rehearsal)
    after_minutes = MinutesField(
        _("Minutes after the end"), default=0, empty=0, most=720, hint=_("Of the get-out, or after the arrival.")
    )
    before_minutes = MinutesField(
        _("Minutes before the call"), default=0, empty=0, most=720, hint=_("Or before the departure.")
    )
    pickup_starts = MomentField(_("Fetched from"), hint=_("Only where it follows nothing."))
    pickup_ends = MomentField(_("Fetched until"), hint=_("Empty is as late as they can be there."))
    delivery_starts = MomentField(_("There from"), hint=_("Empty is as early as they are fetched."))
    delivery_ends = MomentField(_("There until"))
    moves_with = OneRowField(
        _("These hours move with the performance"),
        of=Performance,
        hint=_("Written down for it where it stands now; when it is moved, they move by as much."),
    )
    spread_minutes = MinutesField(_("May differ by"), default=30, empty=0, most=720)
    longest = MinutesField(_("On board at most"), least=1)
    boarding = MinutesField(_("Getting in"), default=5, empty=0, most=120)
    alighting = MinutesField(_("Getting out"), default=5, empty=0, most=120)
    step_free = YesField(_("Needs a step-free vehicle"))
    shared = YesField(_("May share a vehicle with others"), default=True)
    kinds = ManyWordsField(_("Only by these classes"), choices=CARRYING)
    priority = CountField(
        _("Priority"),
        default=5,
        empty=5,
        least=1,
        most=9,
        hint=_("1 to 9; of two that cannot both be served, the higher one is."),
    )
    why = TextField(_("Why"), most=500)
    source = source_field()
    status = status_field()

    def faults(self) -> Any:
        if self.pickup_starts.data and self.delivery_ends.data:
            self.pickup_ends.data = self.pickup_ends.data or self.delivery_ends.data
            self.delivery_starts.data = self.delivery_starts.data or self.pickup_starts.data
        yield from far_faults(g.edition, self.data, *OWN_HOURS)
        yield from transfer_faults(self.data)
