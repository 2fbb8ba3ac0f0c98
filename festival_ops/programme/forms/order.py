"""The form of an order between two performances: a rehearsal before its show."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import select
from wtforms import ValidationError

from festival_ops.database import db
from festival_ops.programme.forms.base import RowForm, readable
from festival_ops.programme.forms.fields import MinutesField
from festival_ops.programme.models import Performance, Precedence
from festival_ops.web.fields import TextField
from festival_ops.web.row_fields import OneRowField

MOST = 60 * 24 * 92


class PrecedenceForm(RowForm):
    first = OneRowField(_("First"), of=Performance, required=True)
    second = OneRowField(_("Then"), of=Performance, required=True)
    lag = MinutesField(
        _("At least after"), required=True, default=0, most=MOST, hint=_("Minutes from the end of the first.")
    )
    at_most = MinutesField(
        _("At most after"), most=MOST, hint=_("Minutes; leave it empty when any later time will do.")
    )
    note = TextField(_("Note"), most=300)

    def validate_second(self, field: Any) -> None:
        first, second = self.first.data, field.data
        if first is None:
            return
        if first is second:
            raise ValidationError(gettext("A performance cannot come before itself; choose two performances."))
        if self.another(Precedence, Precedence.first_id == first.id, Precedence.second_id == second.id):
            raise ValidationError(
                gettext("%(first)s before %(second)s is already there; change that entry.", first=first, second=second)
            )
        if self._leads(second.id, first.id):
            raise ValidationError(
                gettext(
                    "%(second)s already comes before %(first)s, by itself or through others; both cannot be.",
                    first=first,
                    second=second,
                )
            )

    def validate_at_most(self, field: Any) -> None:
        if readable(field, self.lag) and field.data < self.lag.data:
            raise ValidationError(gettext("The longest wait is shorter than the shortest; exchange or correct them."))

    def _leads(self, start: int, goal: int) -> bool:
        """Whether the other orders of the edition already lead from one performance to the other."""
        rows = select(Precedence).where(Precedence.edition_id == self.first.data.edition_id)
        after: dict[int, list[int]] = {}
        for row in db.session.scalars(rows):
            if row is not self.row:
                after.setdefault(row.first_id, []).append(row.second_id)
        reached, open_ends = {start}, [start]
        while open_ends:
            for later in after.get(open_ends.pop(), ()):
                if later not in reached:
                    reached.add(later)
                    open_ends.append(later)
        return goal in reached
