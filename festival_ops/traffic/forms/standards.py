"""The form of what shows close as a rule."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

from festival_ops.programme.forms.base import RowForm
from festival_ops.programme.forms.fields import (
    ClockField,
    DayField,
    KnownField,
    MinutesField,
    NameField,
    source_field,
    status_field,
)
from festival_ops.programme.models import Performance, Venue
from festival_ops.traffic.chains import Link
from festival_ops.traffic.forms.closures import AROUND, NIGHTS
from festival_ops.traffic.forms.fields import chain_field
from festival_ops.traffic.kinds import ALL, CAUSES, EXEMPTIONS, MEASURES, OFF_THE_ROAD, PARADE, ROUTE, VEHICLES
from festival_ops.traffic.models import StandardSegment
from festival_ops.traffic.sense import standard_faults
from festival_ops.web.fields import ChoiceField, CountField, ManyWordsField, TextField
from festival_ops.web.row_fields import OneRowField
from festival_ops.web.telling import called

CLOSING = [(value, title) for value, title in MEASURES if value not in OFF_THE_ROAD and value != ROUTE]


class ClosureStandardForm(RowForm):
    name = NameField(_("Name"))
    name_en = TextField(_("Name in English"))
    cause = ChoiceField(_("What asks for it"), choices=CAUSES, default=PARADE)
    venue = OneRowField(_("Only at the venue"), of=Venue, nothing=_("– at every venue –"))
    genre = KnownField(
        _("Only of the genre"), of=Performance, column="genre", most=40, hint=_("Ceremonies are known by it.")
    )
    least = CountField(_("From so many people on"), least=1, most=1_000_000, hint=_("The crowd that is expected."))
    since = DayField(_("Valid from"), hint=_("For shows on this day and later; empty means all."))
    measure = ChoiceField(_("Measure"), choices=CLOSING, default=ALL)
    vehicles = ManyWordsField(_("Which vehicles"), choices=VEHICLES)
    exemptions = ManyWordsField(_("Who may pass"), choices=EXEMPTIONS)
    before = MinutesField(_("Minutes before the show"), default=0, empty=0, most=AROUND)
    after = MinutesField(_("Minutes after the show"), default=0, empty=0, most=AROUND)
    nights = CountField(_("Nights before the show"), default=0, empty=0, most=14, hint=NIGHTS)
    night_from = ClockField(_("At night from"), hint=_("For example 22:00."))
    night_until = ClockField(_("At night until"), hint=_("For example 05:00, of the next morning."))
    chain = chain_field(
        _("Segments"),
        StandardSegment,
        hint=_("One code a line. Empty means the way of the parade, or what lies around the gates of the venue."),
    )
    steps = CountField(
        _("Segments away from a gate"),
        required=True,
        default=1,
        most=5,
        hint=_("1 closes what touches the junction at the gate, 2 what touches that as well."),
    )
    crew = CountField(_("People at each way in"), most=100, hint=_("Wherever vehicles could come in."))
    barriers = CountField(_("Barriers at each way in"), most=100)
    reason = TextField(
        _("Reason"), required=True, most=300, hint=_("Whose rule it is, or from which notice it is read.")
    )
    source = source_field()
    status = status_field()

    def validate(self, extra_validators: Any = None) -> bool:
        sound = super().validate(extra_validators)
        if any(field.process_errors for field in self.asked):
            return False
        links = [Link(called(laid.segment), laid.segment.ends) for laid in self.chain.data]
        for key, fault in standard_faults(self.data, links):
            self[key].errors = [*self[key].errors, fault]
            sound = False
        return bool(sound)
