"""What planning's templates may say."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from flask import g, url_for
from flask_babel import gettext as _

from festival_ops.database import db
from festival_ops.planning import telling
from festival_ops.planning.agreed import Agreed, told_of
from festival_ops.planning.board.lettering import fitting
from festival_ops.planning.clock import Clock
from festival_ops.planning.published import Item
from festival_ops.planning.queries import latest_release
from festival_ops.planning.views.area import area
from festival_ops.programme.models import Rehearsal
from festival_ops.traffic.whom import whom_told

TELLS = (
    telling.mark_name,
    telling.level_name,
    telling.change_name,
    telling.difference_name,
    telling.department_name,
    telling.way_name,
)
for tell in (*TELLS, telling.minute_clock):
    area.add_app_template_filter(tell)


@area.app_template_filter("weekday")
def weekday(day: date) -> str:
    """Of a moment the weekday on which it is in the festival's clock."""
    return telling.weekday(g.edition.local(day) if isinstance(day, datetime) else day)


@area.app_template_filter("minute_moment")
def minute_moment(minute: int, clock: Clock | None = None) -> str:
    """By the clock of the edition, or of another that it would have."""
    return telling.minute_moment(clock or Clock.of(g.edition), minute)


@area.app_template_filter("clipped")
def clipped(text: str, room: int, size: int) -> str:
    return fitting((text,), room, size)


@area.app_template_global("act_address")
def act_address(act: int) -> str:
    return url_for("programme.performance_show", id=act)


@area.app_template_global("cost_told")
def cost_told(cost: int) -> str:
    """What a place costs beside another: +12, −3, ±0."""
    return f"+{cost}" if cost > 0 else f"−{-cost}" if cost else "±0"


area.add_app_template_filter(whom_told)


@area.app_template_global("rehearsal_told")
def rehearsal_told(row: Rehearsal) -> str:
    """What calendars know of it."""
    release = latest_release(db.session(), g.edition)
    current = told_of(db.session(), row, release)
    if current is None:
        return ""
    if current and release is not None:
        return _("Calendars of its troupes and its stage show it, as of release %(number)s.", number=release.number)
    return _("Calendars do not know of this yet: it goes out with the next release of the programme.")


@area.app_template_filter("instant")
def instant(kept: str) -> datetime:
    """A moment that was kept as text."""
    return datetime.fromisoformat(kept)


@area.app_template_filter("spoken")
def spoken(item: Item | Agreed | dict[str, Any] | None) -> dict[str, Any] | None:
    """What a notice names, of an item that is about to be released and of one that was."""
    return item.told() if isinstance(item, Item | Agreed) else item
