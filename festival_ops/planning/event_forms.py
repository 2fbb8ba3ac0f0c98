"""What people are asked about something that has happened, and what the repair after it may move."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from flask import g
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import ValidationError

from festival_ops.planning.forms import DayChoice, minute_of
from festival_ops.planning.rechecks import shift_fault
from festival_ops.programme.forms.base import readable
from festival_ops.programme.forms.fields import MomentField
from festival_ops.programme.models import Stage, Troupe
from festival_ops.web.fields import CountField, TextField, YesField
from festival_ops.web.forms import Form
from festival_ops.web.row_fields import ManyRowsField, OneRowField
from solver.scope import Scope


class EventForm(Form):
    """What every event tells beside its own facts."""

    reason = TextField(
        _("Reason"), required=True, most=300, hint=_("It stands in the change notice and in the history.")
    )

    def fact(self) -> dict[str, Any]:
        return {}

    def scope(self) -> Scope:
        """What the repair may move beside what is hit."""
        return Scope()


class NearForm(EventForm):
    frozen_until = MomentField(
        _("Leave what begins before"), hint=_("Whoever plays sooner keeps their place, if it can be.")
    )

    def scope(self) -> Scope:
        return Scope(frozen_until=minute_of(self.frozen_until.data))


class HoursForm(NearForm):
    starts = MomentField(_("From"), required=True, hint=_("For example 08/06/2024 18:00."))
    ends = MomentField(_("Until"), required=True)

    def validate_ends(self, field: Any) -> None:
        if field.data is not None and self.starts.data is not None and field.data <= self.starts.data:
            raise ValidationError(gettext("The end comes before the beginning."))

    def fact(self) -> dict[str, Any]:
        return {name: self[name].data.astimezone(UTC).isoformat() for name in ("starts", "ends")}


class StageLostForm(HoursForm):
    stage = OneRowField(_("Stage"), of=Stage, required=True)

    def fact(self) -> dict[str, Any]:
        return {"stage": self.stage.data.id, **super().fact()}


class TroupeLateForm(NearForm):
    troupe = OneRowField(_("Troupe"), of=Troupe, required=True)
    arrives = MomentField(_("Arrives at"), required=True, hint=_("For example 08/06/2024 16:30."))

    def fact(self) -> dict[str, Any]:
        arrives = self.arrives.data.astimezone(UTC).isoformat()
        return {"troupe": self.troupe.data.id, "name": self.troupe.data.name, "arrives": arrives}


class DayCancelledForm(NearForm):
    day = DayChoice(_("Festival day"), required=True)

    def fact(self) -> dict[str, Any]:
        return {"day": self.day.data.isoformat()}


class PostponedForm(EventForm):
    days = CountField(
        _("By how many days"),
        required=True,
        least=-365,
        most=1095,
        hint=_("For example 7; −7 puts the festival forward. By whole weeks every show keeps its day of the week."),
        render_kw={"inputmode": "text"},
    )
    staying = ManyRowsField(
        _("Troupes that keep their dates"),
        of=Troupe,
        hint=_("They arrive and leave as booked; all others come along with the festival."),
    )
    along = ManyRowsField(
        _("Stages whose hours go along"),
        of=Stage,
        hint=_(
            "Hours of single days move with the festival, as agreed for it. On all other stages each new day has the "
            "hours of the same day of the week."
        ),
    )
    only = YesField(_("Move only what cannot stand on its new day"))

    def validate_days(self, field: Any) -> None:
        if readable(field) and (fault := shift_fault(g.edition, field.data)):
            raise ValidationError(fault)

    def fact(self) -> dict[str, Any]:
        """The old dates too: once this has come true, the edition no longer knows them."""
        dates = {name: getattr(g.edition, name).isoformat() for name in ("first_day", "last_day")}
        named = {name: [row.id for row in self[name].data] for name in ("staying", "along")}
        return {"days": self.days.data, **named, **dates}

    def scope(self) -> Scope:
        return Scope(unplaced=self.only.data)
