"""What people are asked of roads: the issue of a notice, and a state said from the street."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from flask import g
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, ValidationError
from wtforms.validators import AnyOf

from festival_ops.database import now
from festival_ops.programme.forms.fields import ClockField
from festival_ops.traffic.kinds import STATES
from festival_ops.web.fields import ParagraphField, TextField
from festival_ops.web.forms import Form

# So long after it happened somebody may still say when a street was opened.
LATEST = timedelta(hours=12)


class RoadNoticeForm(Form):
    """`version` is the stamp of what its sender read, `days` are the days of which it tells."""

    days = HiddenField()
    recipients = ParagraphField(_("Recipients"), most=2000, hint=_("One a line; they stand at the end of the notice."))
    recipients_en = ParagraphField(_("Recipients in English"), most=2000)

    def given(self, language: str) -> list[str]:
        """Those of the notice in this language; what is not said in English is told as in Vietnamese."""
        own = self.recipients_en.data if language == "en" else ""
        return [line.strip(" -;.") for line in (own or self.recipients.data or "").splitlines() if line.strip(" -;.")]

    @property
    def wanted(self) -> list[date]:
        try:
            return [date.fromisoformat(day) for day in (self.days.data or "").split()]
        except ValueError:
            return []


class StreetForm(Form):
    """A state as the traffic lead says it from the street: now, or at an hour that has just passed."""

    state = HiddenField(validators=[AnyOf([name for name, _title in STATES])])
    reason = TextField(_("Why, or by whom"), most=500)
    clock = ClockField(_("At"))

    @property
    def at(self) -> datetime | None:
        """The last time at which a clock showed this hour."""
        if self.clock.data is None:
            return None
        moment = now()
        today = g.edition.local(moment).replace(hour=self.clock.data.hour, minute=self.clock.data.minute, second=0)
        return today if today <= moment else today - timedelta(days=1)

    def validate_clock(self, field: Any) -> None:
        if self.at is not None and now() - self.at > LATEST:
            raise ValidationError(gettext("This hour is yet to come; please say when it happened."))
