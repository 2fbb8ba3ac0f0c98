"""The form of days and hours in which nothing is shown."""

from __future__ import annotations

from typing import Any

from flask import g
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import ValidationError

from festival_ops.programme.forms.base import RowForm, readable
from festival_ops.programme.forms.fields import MomentField, source_field
from festival_ops.programme.models import Stage
from festival_ops.web.fields import ChoiceField, TextField, YesField
from festival_ops.web.row_fields import ManyRowsField

KINDS = [
    ("funeral", _("State funeral")),
    ("rain", _("Rain")),
    ("closed", _("Site closed")),
    ("other", _("Other")),
]


class BlackoutForm(RowForm):
    kind = ChoiceField(_("Kind"), choices=KINDS, default="other")
    reason = TextField(_("Reason"), required=True, most=300)
    starts = MomentField(_("From"), required=True)
    ends = MomentField(_("To"), required=True)
    outdoor_only = YesField(_("Only in the open"), hint=_("Stages under a roof go on."))
    stages = ManyRowsField(_("Stages"), of=Stage, hint=_("Choose none to mean every stage."))
    active = YesField(_("In force"), default=True, hint=_("Switched off it waits, for example for rain."))
    source = source_field()

    def validate_ends(self, field: Any) -> None:
        if not readable(field, self.starts):
            return
        if field.data <= self.starts.data:
            raise ValidationError(gettext("It ends before it starts."))
        first, last = g.edition.first_day, g.edition.last_day
        if g.edition.festival_day(self.starts.data) > last or g.edition.festival_day(field.data) < first:
            raise ValidationError(
                gettext(
                    "It lies outside the edition, which lasts from %(first)s to %(last)s.",
                    first=f"{first:%d/%m/%Y}",
                    last=f"{last:%d/%m/%Y}",
                )
            )

    def validate_outdoor_only(self, field: Any) -> None:
        if field.data and self.stages.data and not any(stage.outdoor for stage in self.stages.data):
            raise ValidationError(gettext("All the stages chosen have a roof; it would close nothing."))
