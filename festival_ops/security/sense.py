"""What can be read but makes no sense, each as a sentence. Forms and imports ask the same questions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from festival_ops.programme.models import Edition
from festival_ops.security.kinds import CROWD, FIREWORKS
from festival_ops.security.models import Absence


def outside(edition: Edition, days: Iterable[date]) -> Iterator[str]:
    """The days that are none of the edition's."""
    for day in sorted(day for day in set(days) if not edition.first_day <= day <= edition.last_day):
        yield _(
            "%(day)s is not a day of this edition, which lasts from %(first)s to %(last)s.",
            day=f"{day:%d/%m/%Y}",
            first=f"{edition.first_day:%d/%m/%Y}",
            last=f"{edition.last_day:%d/%m/%Y}",
        )


def count_fault(least: int | None, most: int | None) -> str | None:
    if least is not None and most is not None and most < least:
        return _("At least %(least)d people are needed; this must be %(least)d or more.", least=least)
    return None


def heads_fault(heads: int | None, contingents: Iterable[Any]) -> str | None:
    """An agency cannot promise fewer in all than by function; none in all is the sum."""
    by_function = sum(part.heads for part in contingents)
    if heads is not None and 0 <= heads < by_function:
        return _(
            "By function %(sum)d are promised already; write that number or more, or leave it empty.", sum=by_function
        )
    return None


def limits_fault(day_minutes: int | None, week_minutes: int | None) -> str | None:
    """Nobody may be on duty longer in a day than in a week."""
    if day_minutes is not None and week_minutes is not None and week_minutes < day_minutes:
        return _("On one day %(day)d minutes are allowed; a week cannot allow fewer.", day=day_minutes)
    return None


def month_fault(week_minutes: int | None, month_minutes: int | None) -> str | None:
    if week_minutes is not None and month_minutes is not None and month_minutes < week_minutes:
        return _("In seven days %(week)d minutes are allowed; thirty days cannot allow fewer.", week=week_minutes)
    return None


def run_fault(shortest: int | None, longest: int | None) -> str | None:
    if shortest and longest and shortest > longest:
        return _("At most %(longest)d days in a row are allowed; more than that cannot be wanted.", longest=longest)
    return None


def place_fault(latitude: float | None, longitude: float | None) -> str | None:
    if (latitude is None) != (longitude is None):
        return _("A place on the map needs both latitude and longitude.")
    return None


def phone_fault(phone: str | None) -> str | None:
    if not phone or re.fullmatch(r"\+?[0-9][0-9 ().-]{5,}", phone):
        return None
    return _("“%(phone)s” is not a phone number.", phone=phone)


def squad_fault(squad_agency: str, agency: str) -> str | None:
    if squad_agency == agency:
        return None
    return _("This squad belongs to %(other)s, not to %(agency)s.", other=squad_agency, agency=agency)


def absence_fault(session: Session, name: str, starts: datetime, ends: datetime, *others: Any) -> str | None:
    """`others` are the conditions under which another entry of the same person counts."""
    if ends <= starts:
        return _("It ends before it starts.")
    met = select(Absence.id).where(Absence.starts < ends, Absence.ends > starts, *others)
    if session.scalar(met.limit(1)) is None:
        return None
    return _("%(name)s is noted as away in this time already; change that entry.", name=name)


def per_fault(cause: str | None, per: int | None) -> str | None:
    if cause == CROWD and per is None:
        return _("Say for how many people of the crowd, for example 250.")
    if cause == FIREWORKS and per is not None:
        return _("Fireworks are there or not; leave this empty.")
    return None


def share_fault(per: int | None, share: int | None) -> str | None:
    if per is None and share not in (None, 100):
        return _("Only what is counted can be shared; say for how many, or write 100.")
    return None
