"""The form of an edition."""

from __future__ import annotations

import re
from typing import Any
from zoneinfo import available_timezones

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import select
from wtforms import ValidationError

from festival_ops.database import db
from festival_ops.programme.forms.base import RowForm, readable
from festival_ops.programme.forms.fields import ClockField, DayField, NameField, source_field
from festival_ops.programme.models import Edition, Performance
from festival_ops.web.fields import ChoiceField, TextField

MOST_DAYS = 92
MODES = [("walk", _("On foot")), ("coach", _("By coach")), ("car", _("By car"))]
GRIDS = [(5, _("5 minutes")), (10, _("10 minutes")), (15, _("15 minutes"))]


class EditionForm(RowForm):
    name = NameField(_("Name"))
    name_en = TextField(_("Name in English"))
    slug = TextField(
        _("Short address"),
        required=True,
        most=60,
        hint=_("Stands in the address of every page, for example hue-2026: small letters, digits and dashes."),
    )
    first_day = DayField(_("First day"), required=True)
    last_day = DayField(_("Last day"), required=True)
    zone = TextField(_("Time zone"), required=True, most=60, default="Asia/Ho_Chi_Minh")
    cutoff = ClockField(
        _("A festival day ends at"),
        required=True,
        default=Edition.__table__.c.cutoff.default.arg,
        hint=_("What begins before this hour still belongs to the evening before, for example 04:00."),
    )
    grid = ChoiceField(_("Shows begin every"), choices=GRIDS, coerce=int, default=5)
    travel_mode = ChoiceField(_("Troupes travel"), choices=MODES, default="coach")
    source = source_field()

    def validate_slug(self, field: Any) -> None:
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", field.data):
            raise ValidationError(
                gettext("“%(slug)s” cannot stand in an address; use small letters, digits and dashes.", slug=field.data)
            )
        if self.row is not None and field.data != self.row.slug:
            raise ValidationError(
                gettext(
                    "The address stays “%(slug)s”: calendars and printed codes lead to it. Name and dates may change.",
                    slug=self.row.slug,
                )
            )
        taken = db.session.scalar(select(Edition).where(Edition.slug == field.data))
        if taken is not None and taken is not self.row:
            raise ValidationError(gettext("“%(slug)s” is the address of %(name)s.", slug=taken.slug, name=taken.name))

    def validate_zone(self, field: Any) -> None:
        if field.data not in available_timezones():
            raise ValidationError(
                gettext("“%(zone)s” is not a time zone; write it as Asia/Ho_Chi_Minh.", zone=field.data[:60])
            )

    def validate_cutoff(self, field: Any) -> None:
        if readable(field) and field.data.hour >= 12:
            raise ValidationError(gettext("A festival day ends in the night or the morning, before 12:00."))

    def validate_last_day(self, field: Any) -> None:
        if not readable(field, self.first_day):
            return
        days = (field.data - self.first_day.data).days + 1
        if days < 1:
            raise ValidationError(gettext("The last day comes before the first."))
        if days > MOST_DAYS:
            raise ValidationError(
                gettext("These are %(days)d days; an edition has at most %(most)d.", days=days, most=MOST_DAYS)
            )
        self._keep_what_is_announced(field)

    def _keep_what_is_announced(self, field: Any) -> None:
        if self.row is None:
            return
        announced = db.session.execute(
            select(Performance.name, Performance.announced_starts)
            .where(Performance.edition_id == self.row.id, Performance.announced_starts.is_not(None))
            .order_by(Performance.announced_starts)
        )
        for name, starts in announced:
            day = self.row.festival_day(starts)
            if not self.first_day.data <= day <= field.data:
                raise ValidationError(
                    gettext(
                        "“%(name)s” is announced for %(day)s, outside these days.", name=name, day=f"{day:%d/%m/%Y}"
                    )
                )
