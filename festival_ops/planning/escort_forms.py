"""The forms of an escort who cannot come after all, and of what an escort tells protocol."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms.fields.choices import SelectChoice

from festival_ops.planning.escorts.desk import Desk
from festival_ops.programme.forms.fields import MomentField
from festival_ops.protocol.kinds import NEWS
from festival_ops.web.fields import ChoiceField, TextField
from festival_ops.web.forms import Form
from festival_ops.web.telling import called


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


class NoteForm(Form):
    """Offers the delegations whose names the escort knows."""

    kind = ChoiceField(_("What is it about?"), choices=NEWS, required=True)
    delegation = ChoiceField(_("Delegation"), choices=())
    text = TextField(_("In your words"), most=500, hint=_("For example: forty minutes late, two suitcases missing."))

    def __init__(self, desk: Desk, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = {going.row.delegation_id: going.row.delegation for going in desk.goings if desk.knows(going)}
        none = SelectChoice(value="", label=gettext("– none of them –"))
        self.delegation.choices = [none, *(SelectChoice(value=str(id), label=called(row)) for id, row in rows.items())]
