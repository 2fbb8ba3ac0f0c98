"""How values are told: dates and clocks of the festival, yes and no, rows by name and with a link."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Any

from flask import g
from flask_babel import format_decimal, get_locale
from flask_babel import gettext as _
from markupsafe import Markup, escape
from sqlalchemy import inspect

from festival_ops.database import db
from festival_ops.web.access import Act
from festival_ops.web.addresses import address_of, resource_of
from festival_ops.web.forms import told_by

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?([+-]\d\d:\d\d|Z)?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_CLOCK = re.compile(r"\d\d:\d\d:\d\d")


def fact(field: Any) -> str | Markup:
    """A field's answer on the page of its record: rows as links, the rest in the words of the form."""
    if hasattr(field, "of") or not hasattr(field, "told"):
        return told(field.data)
    return Markup("<br>").join(told_by(field).splitlines()) or "–"


def named(row: Any) -> Markup:
    """A row by its kind and name, or only that there is one, when the person may not know more."""
    resource = resource_of(row.__tablename__)
    if resource is None:
        owner = _owner(row)
        return named(owner) if owner is not None else escape(_("a record kept elsewhere"))
    if not g.access.may(Act.READ, resource.secrecy):
        return escape(_("a record that you may not see"))
    return Markup("{}: {}").format(resource.titles[0], told(row))


def told(value: Any) -> str | Markup:
    """Any value as people read it; a row is a link to its page."""
    match value:
        case None | "":
            return "–"
        case bool():
            return _("Yes") if value else _("No")
        case datetime():
            return moment(value)
        case date():
            return day(value)
        case time():
            return clock(value)
        case int() | float():
            return format_decimal(value)
        case list() | tuple():
            return Markup(", ").join(told(item) for item in value) if value else "–"
        case dict():
            return Markup(" · ").join(told(item) for item in value.values() if item is not None)
        case str():
            return _kept(value)
    return _linked(value)


def called(row: Any) -> str:
    """What the row is called in the reader's language, as far as somebody has said."""
    if hasattr(row, "named_by"):
        return str(row.named_by(by_name))
    return str(row).replace(row.name, by_name(row), 1) if hasattr(row, "name") else str(row)


def lasting(minutes: int) -> str:
    """40 min, 8 h, 7 h 30."""
    return hours(minutes) if minutes >= 60 else _("%(minutes)s min", minutes=minutes)


def hours(minutes: int) -> str:
    """7 h 30, as on a duty list."""
    whole, rest = divmod(minutes, 60)
    return _("%(hours)s h %(minutes)s", hours=whole, minutes=f"{rest:02}") if rest else _("%(hours)s h", hours=whole)


def by_name(row: Any) -> str:
    """Its name alone in the reader's language, also where it is called by a code as well."""
    english = getattr(row, "name_en", "")
    return str(english if english and str(get_locale()) == "en" else row.name)


def day(value: date) -> str:
    """Of a moment the day on which it is in the festival's clock."""
    told = _local(value) if isinstance(value, datetime) else value
    return f"{told.day:02}/{told.month:02}/{told.year:04}"


def clock(value: time | datetime) -> str:
    return f"{_local(value):%H:%M}" if isinstance(value, datetime) else f"{value:%H:%M}"


def moment(value: datetime) -> str:
    local = _local(value)
    return f"{day(local)} {local:%H:%M}"


def _local(value: datetime) -> datetime:
    return value.astimezone(g.edition.tz) if g.get("edition") else value


def _kept(text: str) -> str:
    """A value out of the history, where moments and days are kept as text."""
    if _MOMENT.fullmatch(text):
        return moment(datetime.fromisoformat(text))
    if _DAY.fullmatch(text):
        return day(date.fromisoformat(text))
    return text[:5] if _CLOCK.fullmatch(text) else text


def _linked(row: Any) -> str | Markup:
    address = address_of(row) if hasattr(row, "__tablename__") else None
    return Markup('<a href="{}">{}</a>').format(address, called(row)) if address else escape(called(row))


def _owner(row: Any) -> Any:
    """The row with a page to which a part belongs, and with which it would go."""
    models = {mapper.local_table: mapper.class_ for mapper in inspect(row).mapper.registry.mappers}
    for column in row.__table__.columns:
        for key in column.foreign_keys:
            if key.ondelete == "CASCADE" and resource_of(key.column.table.name) is not None:
                return db.session.get(models[key.column.table], getattr(row, column.key))
    return None
