"""Days: single ones, from one to another, and lists of both."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from datetime import date, timedelta

from flask_babel import gettext as _

from festival_ops.programme.grammar.clock import DATE, parse_date, show_date
from festival_ops.programme.grammar.reading import UnreadableError, each

MOST_DAYS = 400

DASH = r"\s*(?:–|—|-|−|~|→|to|until|đến|tới)\s*"
_EVERY_DAY = r"(?:every day|daily|mọi ngày|hằng ngày|hàng ngày)"
_SOME_DAYS = rf"(?:từ\s+|from\s+)?(?:ngày\s+)?({DATE})(?:{DASH}(?:ngày\s+)?({DATE}))?"
_DAYS = re.compile(rf"(?:{_EVERY_DAY}|{_SOME_DAYS})(?:[\s,:]+|$)", re.IGNORECASE)


def parse_days(text: str, near: date) -> list[date]:
    """`08/06; 10/06–12/06`: every day named, once and in order. Nothing, or `every day`, names none."""

    def read(item: str) -> Iterator[date]:
        days, rest = days_in(item, near)
        if rest:
            raise UnreadableError(_("It is not a day; write it as 08/06 or 08/06–10/06."))
        return (day for day in days if day)

    return sorted(each(text, read))


def show_days(days: Iterable[date], near: date) -> str:
    return "; ".join(show_run(first, last, near) for first, last in runs(set(days)))


def days_in(item: str, near: date) -> tuple[list[date | None], str]:
    """The days an item names ([None]: every day) and the rest of it."""
    match = _DAYS.match(item)
    if match is None:
        return [None], item
    rest = item[match.end() :].strip()
    if match[1] is None:
        return [None], rest
    first = parse_date(match[1], near)
    last = parse_date(match[2], near) if match[2] else first
    count = (last - first).days + 1
    if count < 1:
        raise UnreadableError(_("The last day comes before the first."))
    if count > MOST_DAYS:
        raise UnreadableError(_("It spans %(count)d days; at most %(most)d can be read.", count=count, most=MOST_DAYS))
    return [first + timedelta(days=n) for n in range(count)], rest


def runs(days: Set[date | None]) -> Iterator[tuple[date | None, date | None]]:
    if None in days:
        yield None, None
    first = last = None
    for day in sorted(day for day in days if day):
        if last and (day - last).days == 1:
            last = day
            continue
        if first:
            yield first, last
        first = last = day
    if first:
        yield first, last


def show_run(first: date | None, last: date | None, near: date) -> str:
    if first is None or last is None:
        return ""
    if first == last:
        return show_date(first, near)
    return f"{show_date(first, near)}–{show_date(last, near)}"
