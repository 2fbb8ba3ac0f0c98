"""Forms of works and of the audiences they share."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import ValidationError

from festival_ops.programme.forms.base import RowForm, same_pair
from festival_ops.programme.forms.fields import KnownField, NameField, source_field, status_field
from festival_ops.programme.models import AudienceClash, Work
from festival_ops.web.fields import CountField, TextField, YesField
from festival_ops.web.row_fields import OneRowField


class WorkForm(RowForm):
    name = NameField(_("Name"))
    name_en = TextField(_("Name in English"))
    short_name = TextField(_("Short name"), most=14, hint=_("For the timeline, at most 14 letters."))
    genre = KnownField(_("Genre"), of=Work, most=40)
    audience = KnownField(_("Audience it is for"), of=Work, most=100)
    at_most_a_day = CountField(_("Performances a day at most"), least=1, most=50)
    days_apart = CountField(
        _("Days apart"),
        most=30,
        hint=_("1: never twice on a day; 2: a day between; empty: nothing is asked."),
    )
    other_stages = YesField(_("Each performance on another stage"))
    source = source_field()
    status = status_field()


class AudienceClashForm(RowForm):
    first = OneRowField(_("Work"), of=Work, required=True)
    second = OneRowField(_("Wants the same audience as"), of=Work, required=True)
    weight = CountField(
        _("Weight"), required=True, least=1, most=10, default=1, hint=_("From 1, a pity, to 10, a scandal.")
    )

    def validate_second(self, field: Any) -> None:
        first = self.first.data
        if first is None:
            return
        if first is field.data:
            raise ValidationError(gettext("A work does not compete with itself; choose two works."))
        if self.another(AudienceClash, same_pair(AudienceClash.first_id, AudienceClash.second_id, first, field.data)):
            raise ValidationError(
                gettext(
                    "%(first)s and %(second)s are in the list already; change that entry.",
                    first=first.name,
                    second=field.data.name,
                )
            )
