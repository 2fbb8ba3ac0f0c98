"""Forms of shifts, and of how many people stand at a post during one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import g
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import ValidationError

from festival_ops.programme import grammar
from festival_ops.programme.forms.base import RowForm, readable
from festival_ops.programme.forms.fields import (
    ClockField,
    DayField,
    NameField,
    PartsField,
    near,
    source_field,
    status_field,
)
from festival_ops.security.hours import spans_at
from festival_ops.security.models import Need, Post, Qualification, Shift, ShiftDay
from festival_ops.security.reasons import MOST, reason_given, reason_told
from festival_ops.security.sense import count_fault, outside
from festival_ops.web.access import Secrecy
from festival_ops.web.fields import CountField, TextField
from festival_ops.web.row_fields import OneRowField


@dataclass(frozen=True)
class _On:
    on: date


class ShiftForm(RowForm):
    name = NameField(_("Name"), hint=_("For example Morning 06:00–14:00."))
    name_en = TextField(_("Name in English"))
    starts = ClockField(_("Starts"), required=True, hint=_("For example 22:00."))
    ends = ClockField(
        _("Ends"), required=True, hint=_("For example 06:00. An hour that is not later is the next morning's.")
    )
    days = PartsField(
        _("Days"),
        part=ShiftDay,
        facts=("on",),
        read=lambda text: [_On(day) for day in grammar.parse_days(text, near())],
        show=lambda rows: grammar.show_days((row.on for row in rows), near()),
        hint=_("Festival days on which it runs: 07/06; 09/06–12/06. Empty means every day."),
    )
    source = source_field()
    status = status_field()

    def validate_days(self, field: Any) -> None:
        faults = list(outside(g.edition, [each.on for each in field.data])) if readable(field) else []
        if faults:
            raise ValidationError(" ".join(faults))


class ReasonField(TextField):
    """The text that its reader sees; whoever leaves it as it is leaves what was counted."""

    @staticmethod
    def tell(value: Any) -> str:
        return reason_told(value)

    def process_data(self, value: Any) -> None:
        self.data = reason_told(value)

    def populate_obj(self, obj: Any, name: str) -> None:
        setattr(obj, name, reason_given(getattr(obj, name), self.data))


class NeedForm(RowForm):
    post = OneRowField(_("Post"), of=Post, secrecy=Secrecy.GUARDED, required=True)
    shift = OneRowField(_("Shift"), of=Shift, secrecy=Secrecy.GUARDED, required=True)
    qualification = OneRowField(_("Qualification"), of=Qualification, secrecy=Secrecy.GUARDED, required=True)
    day = DayField(
        _("Only on"), hint=_("A festival day, when this one differs from the others; empty means every day.")
    )
    least = CountField(_("At least"), required=True, most=5000)
    most = CountField(_("At most"), required=True, least=1, most=5000)
    one_leader_for = CountField(
        _("One leader for"), least=1, most=5000, hint=_("So many people have one among them who leads; or empty.")
    )
    reason = ReasonField(
        _("Reason"),
        required=True,
        most=MOST,
        hint=_("Why so many: by risk assessment, or 1 for 250 of 6,100 expected."),
    )
    source = source_field()
    status = status_field()

    def validate_most(self, field: Any) -> None:
        if readable(field, self.least) and (fault := count_fault(self.least.data, field.data)):
            raise ValidationError(fault)

    def validate_qualification(self, field: Any) -> None:
        if not readable(field, self.post, self.shift) or self.day.process_errors:
            return
        place = (Need.post_id == self.post.data.id, Need.shift_id == self.shift.data.id)
        if self.another(
            Need, *place, Need.qualification_id == field.data.id, Need.day.is_not_distinct_from(self.day.data)
        ):
            raise ValidationError(gettext("Post, shift and qualification have such a need already; change that one."))

    def validate_shift(self, field: Any) -> None:
        """A need for every day that no day would have."""
        if readable(field, self.post) and self.day.data is None and not self._manned_on(g.edition.days):
            raise ValidationError(
                gettext(
                    "%(post)s is never manned during this shift; look at its hours and at the days of the shift.",
                    post=self.post.data,
                )
            )

    def validate_day(self, field: Any) -> None:
        if not readable(field):
            return
        if faults := list(outside(g.edition, [field.data])):
            raise ValidationError(" ".join(faults))
        if readable(self.post, self.shift) and not self._manned_on([field.data]):
            raise ValidationError(
                gettext(
                    "%(post)s is not manned during %(shift)s on this day.",
                    post=self.post.data,
                    shift=self.shift.data,
                )
            )

    def _manned_on(self, days: list[date]) -> bool:
        post, shift = self.post.data, self.shift.data
        return any(spans_at(g.edition, post, shift, day) for day in days)

    def validate_one_leader_for(self, field: Any) -> None:
        check_leaders(self, field)


def check_leaders(form: Any, field: Any) -> None:
    """Leaders are asked for among people who need one, and there is a qualification by which to know them."""
    if not readable(field):
        return
    if readable(form.qualification) and form.qualification.data.leads:
        name = form.qualification.data.name
        raise ValidationError(gettext("Those who hold %(name)s lead others themselves.", name=name))
    if not form.another(Qualification, Qualification.leads):
        raise ValidationError(gettext("No qualification is marked as leading others; mark one first."))
