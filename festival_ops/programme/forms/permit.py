"""The forms of permits and of exchanged working days."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import ValidationError

from festival_ops.programme.forms.base import RowForm, readable
from festival_ops.programme.forms.fields import DayField, KnownField, source_field
from festival_ops.programme.models import ExchangedDay, Performance, Permit
from festival_ops.programme.working_days import WEEKEND
from festival_ops.web.fields import ChoiceField, CountField, TextField, YesField
from festival_ops.web.row_fields import ManyRowsField

KINDS = [
    ("festival", _("Festival")),
    ("show", _("Approval of shows")),
    ("contest", _("Contest")),
    ("road", _("Road or pavement")),
    ("fireworks", _("Fireworks")),
    ("drones", _("Drones")),
    ("fire", _("Fire safety")),
    ("visa", _("Visas")),
    ("press", _("Foreign press")),
    ("other", _("Other")),
]
STATES = [
    ("to file", _("To be filed")),
    ("filed", _("Filed")),
    ("granted", _("Granted")),
    ("refused", _("Turned down")),
]


class PermitForm(RowForm):
    name = TextField(_("What is asked for"), required=True, most=200, hint=_("For example: fireworks at the opening."))
    name_en = TextField(_("Name in English"), most=200)
    kind = ChoiceField(_("Kind"), choices=KINDS, default="other")
    authority = KnownField(
        _("Authority"), of=Permit, required=True, most=200, hint=_("Who receives it and decides about it.")
    )
    lead = CountField(
        _("Days before"), required=True, most=365, hint=_("So many days lie between it and the first day it is for.")
    )
    working = YesField(_("Counted in working days"), default=True)
    state = ChoiceField(_("Where it stands"), choices=STATES, default="to file")
    number = TextField(_("Number of the decision"), most=100)
    since = DayField(_("Granted from"), hint=_("The first day it is granted for; leave it empty if it names none."))
    until = DayField(_("Granted until"), hint=_("The last day it is granted for."))
    performances = ManyRowsField(_("Performances"), of=Performance, hint=_("Choose none to mean the whole festival."))
    note = TextField(_("Note"), most=300)

    def validate_until(self, field: Any) -> None:
        if readable(field, self.since) and field.data < self.since.data:
            raise ValidationError(gettext("It would end before it begins."))


class ExchangedDayForm(RowForm):
    off = DayField(_("Day off"), required=True, hint=_("The working day on which offices are closed."))
    worked = DayField(_("Worked instead"), hint=_("The Saturday or Sunday on which offices are open for it, if any."))
    source = source_field()

    def validate_off(self, field: Any) -> None:
        if not readable(field):
            return
        if field.data.weekday() >= WEEKEND:
            raise ValidationError(gettext("This is a Saturday or Sunday; only a working day can be exchanged."))
        if self.another(ExchangedDay, ExchangedDay.off == field.data):
            raise ValidationError(gettext("This day is recorded already; change that entry."))

    def validate_worked(self, field: Any) -> None:
        if readable(field) and field.data.weekday() < WEEKEND:
            raise ValidationError(gettext("This is a working day anyway; choose a Saturday or Sunday."))
