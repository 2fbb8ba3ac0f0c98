"""What people are asked about the roster: who is away, and what a release of it should say."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import ValidationError

from festival_ops.planning.roster.repair import HOURS
from festival_ops.programme.forms.fields import MomentField
from festival_ops.security.forms.people import ABSENCES
from festival_ops.security.models import Officer
from festival_ops.security.models.people import UNWANTED
from festival_ops.web.access import Secrecy
from festival_ops.web.fields import ChoiceField, CountField, ParagraphField, TextField, YesField
from festival_ops.web.forms import Form
from festival_ops.web.row_fields import ManyRowsField

_REASONS = [reason for reason in ABSENCES if reason[0] != UNWANTED]


class RosterRepairForm(Form):
    """Without people only the needs and absences that are on record count."""

    officers = ManyRowsField(_("People"), of=Officer, secrecy=Secrecy.GUARDED)
    kind = ChoiceField(_("Why they are away"), choices=_REASONS, default="ill")
    starts = MomentField(_("Away from"))
    ends = MomentField(_("Away to"))
    note = TextField(_("Note"), most=300)
    hours = CountField(
        _("Hold duties that begin within so many hours"),
        required=True,
        most=240,
        default=HOURS,
        hint=_("Counted from now. Nobody's duty changes so soon, unless that person is away."),
    )

    def validate_officers(self, field: Any) -> None:
        if field.data and not (self.starts.data and self.ends.data):
            raise ValidationError(gettext("Please say from when to when they are away."))

    def validate_ends(self, field: Any) -> None:
        if self.starts.data and field.data <= self.starts.data:
            raise ValidationError(gettext("It ends before it starts."))


class RosterReleaseForm(Form):
    """`version` is the stamp of what its sender read."""

    note = ParagraphField(_("What people should know about this release"), most=2000)
    short = YesField(_("It is released although people or leaders are missing"))
