"""What can be read but makes no sense in this edition, each as a sentence. Forms and imports ask the same questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any, Protocol

from flask_babel import gettext as _

from festival_ops.programme import lunar
from festival_ops.programme.grammar import Spanning, show_clock
from festival_ops.programme.models import Edition

# Nobody is brought to a rehearsal earlier than that.
_REHEARSED = timedelta(days=30)


class Leg(Protocol):
    @property
    def offset(self) -> int: ...
    @property
    def minutes(self) -> int: ...


def hours_faults(edition: Edition, hours: Iterable[Spanning], *, within_a_day: bool = False) -> list[str]:
    """Days outside the edition; with `within_a_day` also ends that come before their start or after the cut-off."""
    faults = _days_outside(edition, hours)
    for row in hours:
        if (
            within_a_day
            and row.starts is not None
            and row.ends is not None
            and _too_late(edition, row.starts, row.ends)
        ):
            faults.append(
                _(
                    "%(starts)s–%(ends)s ends before it starts; a festival day lasts until %(cutoff)s.",
                    starts=show_clock(row.starts),
                    ends=show_clock(row.ends, ending=True),
                    cutoff=show_clock(edition.cutoff),
                )
            )
    return list(dict.fromkeys(faults))


def day_fault(edition: Edition, moment: datetime) -> str | None:
    """Whether a show may start then at all."""
    day = edition.festival_day(moment)
    if edition.first_day <= day <= edition.last_day:
        return None
    return _outside(edition, day)


def lunar_fault(text: str) -> str | None:
    if not text or lunar.read(text):
        return None
    return _("“%(text)s” is no lunar date; write its day and month, as 5/5 or 15/8.", text=text)


def stay_fault(arrives: datetime | None, departs: datetime | None) -> str | None:
    if arrives is not None and departs is not None and departs <= arrives:
        return _("The departure comes before the arrival.")
    return None


def route_faults(legs: Sequence[Leg], minutes: int | None) -> list[str]:
    """A parade's way: two stops or more, in the order in which they are reached, all within its length."""
    if not legs:
        return []
    faults = []
    if len(legs) < 2:
        faults.append(_("A parade needs two stops or more; one stop is an ordinary performance."))
    if legs[0].offset != 0:
        faults.append(_("The first stop begins with the parade: write +0."))
    if any(later.offset <= earlier.offset for earlier, later in pairwise(legs)):
        faults.append(_("The stops must stand in the order in which they are reached, each later than the one before."))
    if any(leg.minutes < 1 for leg in legs):
        faults.append(_("Each stop lasts at least a minute."))
    longest = max(leg.offset + leg.minutes for leg in legs)
    if minutes is not None and longest > minutes:
        faults.append(
            _(
                "The way takes %(longest)d minutes but the performance only %(minutes)d; one of them is wrong.",
                longest=longest,
                minutes=minutes,
            )
        )
    return faults


def length_faults(
    minutes: int | None, shortest: int | None, longest: int | None, *, parade: bool
) -> Iterator[tuple[str, str]]:
    """A length is open between two bounds, or not at all; each fault with the bound it is about."""
    for name, bound in (("shortest", shortest), ("longest", longest)):
        if bound is not None and parade:
            yield name, _("A parade lasts as long as its way; leave this empty.")
    if (shortest is None) != (longest is None):
        yield (
            "longest" if shortest is None else "shortest",
            _("Give both the shortest and the longest length, or none."),
        )
    if minutes is not None and shortest is not None and shortest > minutes:
        yield "shortest", _("It is planned with %(minutes)d minutes, which is less.", minutes=minutes)
    if minutes is not None and longest is not None and longest < minutes:
        yield "longest", _("It is planned with %(minutes)d minutes, which is more.", minutes=minutes)


def _too_late(edition: Edition, starts: time, ends: time) -> bool:
    _first, last = edition.span(edition.first_day, starts, ends)
    return last > edition.at(edition.first_day, edition.cutoff) + timedelta(days=1)


def _days_outside(edition: Edition, hours: Iterable[Spanning]) -> list[str]:
    days = sorted({row.on for row in hours if row.on and not edition.first_day <= row.on <= edition.last_day})
    return [_outside(edition, day) for day in days]


def _outside(edition: Edition, day: date) -> str:
    return _(
        "%(day)s is not a day of this edition, which lasts from %(first)s to %(last)s.",
        day=f"{day:%d/%m/%Y}",
        first=f"{edition.first_day:%d/%m/%Y}",
        last=f"{edition.last_day:%d/%m/%Y}",
    )


def rehearsal_faults(edition: Edition, facts: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The key at fault, and why. What could not be read is None and asked for elsewhere."""
    if facts.get("performance") is None and facts.get("work") is None:
        yield "performance", _("Say what is rehearsed: a performance, or a work.")
    elif facts.get("performance") is not None and facts.get("work") is not None:
        yield "work", _("A rehearsal is of a performance or of a work, not of both.")
    starts = facts.get("starts")
    if isinstance(starts, datetime):
        day = edition.local(starts).date()
        if not edition.first_day - _REHEARSED <= day <= edition.last_day:
            told = f"{day:%d/%m/%Y}"
            yield "starts", _("%(day)s is far from the days of the edition; is the year right?", day=told)
