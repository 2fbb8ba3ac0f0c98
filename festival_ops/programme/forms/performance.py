"""The form of a performance: what it is, who plays, where and when it may stand, and what it needs."""

from __future__ import annotations

from typing import Any

from flask import g
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import ValidationError

from festival_ops.programme import grammar
from festival_ops.programme.forms.asked import missing_features, needs_field, stops_field
from festival_ops.programme.forms.base import RowForm, readable
from festival_ops.programme.forms.fields import (
    FeaturesField,
    KnownField,
    MinutesField,
    MomentField,
    NameField,
    PartsField,
    near,
    source_field,
    status_field,
)
from festival_ops.programme.models import PerformanceWindow, Stage, Troupe, Work
from festival_ops.programme.sense import day_fault, hours_faults, length_faults, lunar_fault, route_faults
from festival_ops.web.fields import ChoiceField, CountField, TextField, YesField
from festival_ops.web.row_fields import ManyRowsField, OneRowField

LOUDNESS = [
    (0, _("0 – unamplified")),
    (1, _("1 – quiet")),
    (2, _("2 – loud")),
    (3, _("3 – very loud")),
]


LENGTH_HINT = _("Only where the length is open; it can be changed at the board then.")


class PerformanceForm(RowForm):
    code = NameField(_("Code"), most=40, hint=_("Short and never used twice, for example KM-01."))
    name = NameField(_("Name"))
    name_en = TextField(_("Name in English"))
    short_name = TextField(_("Short name"), most=14, hint=_("For the timeline, at most 14 letters."))
    work = OneRowField(_("Work"), of=Work)
    troupes = ManyRowsField(_("Troupes"), of=Troupe)
    minutes = MinutesField(_("Length of the show"), required=True, least=1, most=1440)
    shortest = MinutesField(_("At the shortest"), least=1, most=1440, hint=LENGTH_HINT)
    longest = MinutesField(_("At the longest"), least=1, most=1440, hint=LENGTH_HINT)
    get_in = MinutesField(_("Get-in before"), required=True, default=0)
    get_out = MinutesField(_("Get-out after"), required=True, default=0)
    stages = ManyRowsField(_("Allowed stages"), of=Stage, hint=_("Choose none to allow every stage."))
    features = FeaturesField(_("Features it wants"))
    windows = PartsField(
        _("Days and hours"),
        part=PerformanceWindow,
        facts=("on", "starts", "ends", "strict", "weight"),
        read=lambda text: grammar.parse_windows(text, near()),
        show=lambda rows: grammar.show_windows(rows, near()),
        hint=_("One a line: 08/06 19:30–22:00, 09/06, from 19:00; as a wish: prefer 09/06 until 21:00 ×3."),
    )
    lunar = TextField(
        _("Lunar date"),
        most=5,
        hint=_("Only for a rite that is bound to it: day/month of the lunar calendar, for example 5/5."),
    )
    stops = stops_field()
    needs = needs_field()
    genre = KnownField(_("Genre"), of=Work, most=40)
    audience = KnownField(_("Audience it is for"), of=Work, most=100)
    crowd = CountField(_("Expected audience"), least=1, hint=_("Leave it empty when it is not known."))
    loudness = ChoiceField(_("Loudness"), choices=LOUDNESS, coerce=int, default=2)
    needs_quiet = YesField(_("Needs quiet around it"))
    public = YesField(_("Stands in the public programme"), default=True)
    fixed = YesField(_("Announced and fixed"), hint=_("It must stand exactly as announced below."))
    announced_stage = OneRowField(_("Announced stage"), of=Stage)
    announced_starts = MomentField(_("Announced start"))
    source = source_field()
    status = status_field()

    groups = (
        (
            _("What is shown"),
            (
                "code",
                "name",
                "name_en",
                "short_name",
                "work",
                "troupes",
                "minutes",
                "shortest",
                "longest",
                "get_in",
                "get_out",
            ),
        ),
        (_("Where and when it may stand"), ("stages", "features", "windows", "lunar", "stops")),
        (_("What it needs and whom it draws"), ("needs", "genre", "audience", "crowd", "loudness", "needs_quiet")),
        (_("What is announced"), ("public", "fixed", "announced_stage", "announced_starts")),
        (_("Where this is known from"), ("source", "status")),
    )

    def validate_features(self, field: Any) -> None:
        if readable(field) and (fault := missing_features(field.data)):
            raise ValidationError(fault)

    def validate_windows(self, field: Any) -> None:
        faults = hours_faults(g.edition, field.data) if readable(field) else []
        if faults:
            raise ValidationError(" ".join(faults))

    def validate_lunar(self, field: Any) -> None:
        if readable(field) and (fault := lunar_fault(field.data)):
            raise ValidationError(fault)

    def validate_stops(self, field: Any) -> None:
        minutes = self.minutes.data if readable(self.minutes) else None
        faults = route_faults(field.data, minutes) if readable(field) else []
        if faults:
            raise ValidationError(" ".join(faults))

    def validate_shortest(self, field: Any) -> None:
        self._sound_length(field)

    def validate_longest(self, field: Any) -> None:
        self._sound_length(field)

    def _sound_length(self, field: Any) -> None:
        asked = (self.minutes, self.shortest, self.longest)
        if any(other.process_errors for other in (*asked, self.stops)):
            return
        for name, fault in length_faults(*(other.data for other in asked), parade=bool(self.stops.data)):
            if name == field.short_name:
                raise ValidationError(fault)

    def validate_fixed(self, field: Any) -> None:
        silent = [f for f in (self.announced_stage, self.announced_starts) if f.data is None and not f.process_errors]
        if field.data and silent:
            raise ValidationError(gettext("A fixed performance needs its announced stage and start."))

    def validate_announced_stage(self, field: Any) -> None:
        stage, stops = field.data, self.stops.data if readable(self.stops) else []
        if stage is None:
            return
        if stops and stops[0].stage is not stage:
            raise ValidationError(
                gettext("The parade begins at %(stop)s; announce it there.", stop=stops[0].stage.name)
            )
        if not stops and self.stages.data and stage not in self.stages.data:
            raise ValidationError(
                gettext("%(stage)s is not among the allowed stages; allow it or announce another.", stage=stage.name)
            )

    def validate_announced_starts(self, field: Any) -> None:
        if readable(field) and (fault := day_fault(g.edition, field.data)):
            raise ValidationError(fault)
