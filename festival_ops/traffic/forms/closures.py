"""Forms of a closure and of its state."""

from __future__ import annotations

from typing import Any

from flask import g
from flask_babel import lazy_gettext as _

from festival_ops.programme.forms.base import RowForm
from festival_ops.programme.forms.fields import (
    ClockField,
    DayField,
    MinutesField,
    MomentField,
    NameField,
    source_field,
    status_field,
)
from festival_ops.programme.models import Performance, Permit
from festival_ops.traffic.chains import Link
from festival_ops.traffic.forms.fields import chain_field
from festival_ops.traffic.forms.vehicles import may_read_phones
from festival_ops.traffic.kinds import ALL, EXEMPTIONS, MEASURES, STATES, VEHICLES
from festival_ops.traffic.models import ClosureSegment, DetourSegment
from festival_ops.traffic.sense import closure_faults, far_closure_faults
from festival_ops.web.fields import ChoiceField, CountField, ManyWordsField, ParagraphField, TextField
from festival_ops.web.forms import Form
from festival_ops.web.row_fields import OneRowField
from festival_ops.web.telling import called

AROUND = 2880
NIGHTS = _("Of a stage build: it holds by the clock on so many nights before the day of the show.")


class ClosureForm(RowForm):
    """Who is reached how is a field only for whoever may read it."""

    name = NameField(_("Title of the closure"))
    name_en = TextField(_("Title in English"))
    measure = ChoiceField(_("Measure"), choices=MEASURES, default=ALL)
    chain = chain_field(_("Segments"), ClosureSegment)
    place = TextField(
        _("Place in words"), most=300, hint=_("Where no segment is drawn: a ground, a ring road, the airspace.")
    )
    place_en = TextField(_("Place in words in English"), most=300)
    vehicles = ManyWordsField(_("Which vehicles"), choices=VEHICLES)
    exemptions = ManyWordsField(_("Who may pass"), choices=EXEMPTIONS)
    performance = OneRowField(
        _("Follows the performance"),
        of=Performance,
        nothing=_("– none, it has hours of its own –"),
        hint=_("Its hours are reckoned from the plan, and move when the show moves."),
    )
    before = MinutesField(_("Minutes before the show"), default=0, empty=0, most=AROUND)
    after = MinutesField(_("Minutes after the show"), default=0, empty=0, most=AROUND)
    nights = CountField(_("Nights before the show"), default=0, empty=0, most=14, hint=NIGHTS)
    night_from = ClockField(_("At night from"), hint=_("For example 22:00."))
    night_until = ClockField(_("At night until"), hint=_("For example 05:00, of the next morning."))
    starts = MomentField(_("From"))
    ends = MomentField(_("Until"), hint=_("Empty means until it is finished."))
    last_day = DayField(_("Last day of a series"), hint=_("It holds at the same hours on every day until then."))
    detour = ParagraphField(_("Way round"), most=1000)
    detour_en = ParagraphField(_("Way round in English"), most=1000)
    detour_chain = chain_field(_("Segments of the way round"), DetourSegment)
    detour_approved_by = TextField(
        _("Way round approved by"), hint=_("Which office approved it; empty while nobody has.")
    )
    detour_approved_on = DayField(_("Way round approved on"))
    crew = CountField(_("People needed"), most=5000)
    barriers = CountField(_("Barriers needed"), most=5000)
    duty = TextField(
        _("Who answers for it at the barrier"),
        most=200,
        hint=_("Name of the duty, for example: post 4 at Phú Xuân bridge. Read by those who read contacts."),
    )
    phone = TextField(_("Phone at the barrier"), most=40, hint=_("Never printed, and told to nobody outside."))
    permit = OneRowField(_("Permit"), of=Permit)
    note = ParagraphField(_("Note"), most=1000)
    source = source_field()
    status = status_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_read_phones():
            del self.duty
            del self.phone

    def validate(self, extra_validators: Any = None) -> bool:
        sound = super().validate(extra_validators)
        unread = [field for field in self.asked if field.process_errors]
        if unread:
            return False
        faults = closure_faults(self.data, _links(self.chain), _links(self.detour_chain))
        for key, fault in (*faults, *far_closure_faults(g.edition, self.data)):
            field = self[key]
            field.errors = [*field.errors, fault]
            sound = False
        return bool(sound)


def _links(field: Any) -> list[Link]:
    return [Link(called(laid.segment), laid.segment.ends) for laid in field.data]


class StateForm(Form):
    state = ChoiceField(_("New state"), choices=STATES)
    reason = TextField(_("Why, or by whom"), required=True, most=500)
