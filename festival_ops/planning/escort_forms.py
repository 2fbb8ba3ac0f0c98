"""The form of an escort who cannot come after all."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from festival_ops.programme.forms.fields import MomentField
from festival_ops.web.forms import Form


class AwayForm(Form):
    starts = MomentField(_("Away from"), required=True)
    ends = MomentField(_("Until"), required=True)

    def validate(self, extra_validators: Any = None) -> bool:
        sound = super().validate(extra_validators)
        starts, ends = self.starts.data, self.ends.data
        if starts and ends and ends <= starts:
            self.ends.errors = [gettext("The end is before the start.")]
            return False
        return bool(sound)
