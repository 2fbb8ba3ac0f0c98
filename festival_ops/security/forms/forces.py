"""Form of a force, with its working time."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import ValidationError

from festival_ops.programme.forms.base import RowForm, readable
from festival_ops.programme.forms.fields import MinutesField, NameField, source_field, status_field
from festival_ops.security.models.people import A_DAY, A_RUN, A_WEEK, REST, WEEKLY_REST
from festival_ops.security.sense import limits_fault, month_fault, run_fault
from festival_ops.web.fields import ChoiceField, CountField, TextField, YesField

KINDS = [
    ("police", _("Police")),
    ("militia", _("Militia")),
    ("guards", _("Security guards")),
    ("volunteers", _("Volunteers")),
    ("medics", _("Medical staff")),
    ("fire", _("Fire and rescue")),
]


class ForceForm(RowForm):
    name = NameField(_("Name"))
    name_en = TextField(_("Name in English"))
    kind = ChoiceField(_("Kind"), choices=KINDS, default="police")
    labour = YesField(
        _("Employees under the Labour Code"),
        hint=_("The limits below then block a roster; for police, army, militia and volunteers they only warn."),
    )
    rest_minutes = MinutesField(
        _("Rest between two duties"),
        required=True,
        default=REST,
        most=2880,
        hint=_("In minutes or as 12h. Labour Code 2019, article 110: at least 12 hours before a change of shift."),
    )
    day_minutes = MinutesField(
        _("On duty a day at most"),
        required=True,
        default=A_DAY,
        least=60,
        hint=_(
            "With hand-overs. Labour Code 2019, articles 105 and 107: 8 hours a day, 10 where the week is limited, "
            "12 with overtime."
        ),
    )
    week_minutes = MinutesField(
        _("On duty in any seven days at most"),
        required=True,
        default=A_WEEK,
        least=60,
        most=10_080,
        hint=_("Labour Code 2019, article 105: 48 hours a week, so 2880 minutes."),
    )
    month_minutes = MinutesField(
        _("On duty in any thirty days at most"),
        least=60,
        most=43_200,
        hint=_("In minutes or as 180h, hand-overs included. Empty means no limit."),
    )
    weekly_rest_minutes = MinutesField(
        _("Rest in a row in any seven days"),
        required=True,
        default=WEEKLY_REST,
        most=4320,
        hint=_("Labour Code 2019, article 111: at least 24 hours in a row. 0 asks for none."),
    )
    longest_run = CountField(
        _("Days on duty in a row at most"),
        required=True,
        default=A_RUN,
        least=1,
        most=60,
        hint=_("Labour Code 2019, article 111: 24 hours of rest in a row each week, so 6 days."),
    )
    shortest_run = CountField(
        _("Days on duty in a row at least"),
        required=True,
        default=1,
        least=1,
        most=60,
        hint=_("A wish: a roster calls nobody for fewer days in a row if it can be helped. 1 leaves it open."),
    )
    source = source_field()
    status = status_field()

    def validate_week_minutes(self, field: Any) -> None:
        if readable(field, self.day_minutes) and (fault := limits_fault(self.day_minutes.data, field.data)):
            raise ValidationError(fault)

    def validate_month_minutes(self, field: Any) -> None:
        if readable(field, self.week_minutes) and (fault := month_fault(self.week_minutes.data, field.data)):
            raise ValidationError(fault)

    def validate_shortest_run(self, field: Any) -> None:
        if readable(field, self.longest_run) and (fault := run_fault(field.data, self.longest_run.data)):
            raise ValidationError(fault)
