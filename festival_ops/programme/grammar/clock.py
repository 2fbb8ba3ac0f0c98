"""Clock times, dates, moments and lengths."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, tzinfo

from flask_babel import gettext as _

from festival_ops.programme.grammar.reading import UnreadableError
from festival_ops.words import tidy

DATE = r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}/\d{1,2}(?:/\d{4}|/\d{2})?|\d{1,2}[.-]\d{1,2}[.-]\d{4}"
CLOCK = (
    r"\d{1,2}(?:[:.]\d{2}(?::\d{2})?(?:\s?[ap]m)?|\s?[hg](?:\s?\d{1,2})?|\s?giờ(?:\s?\d{1,2}(?:\s?phút)?)?|\s?[ap]m)"
)
_CLOCK = re.compile(r"(\d{1,2})\s?(?:[:.hg]|giờ)?\s?(\d{1,2})?(?:\s?phút|:\d{2})?\s?([ap]m)?", re.IGNORECASE)
_LENGTH = re.compile(
    r"(?:(\d{1,3})\s?(?:h|g|giờ|hours?|hrs?|:)\s?)?(?:(\d{1,5})\s?(?:'|’|′|p|ph|phút|m|min|mins|minutes?)?)?",
    re.IGNORECASE,
)
_MOMENT = re.compile(rf"(?:ngày\s+)?({DATE})(?:[\sT,]+(?:lúc\s+|at\s+)?({CLOCK}))?", re.IGNORECASE)
_MOMENT_CLOCK_FIRST = re.compile(rf"({CLOCK})[\s,]+(?:ngày\s+|on\s+)?({DATE})", re.IGNORECASE)


def parse_clock(text: str) -> time:
    """`19h30`, `19:30`, `7h`, `7 giờ`, `7:30 PM`; `24:00` is the midnight that ends a day."""
    written = tidy(text)
    match = _CLOCK.fullmatch(written) if re.fullmatch(CLOCK, written, re.IGNORECASE) else None
    if match is None:
        raise UnreadableError(_("“%(text)s” is not a time of day; write it as 19:30 or 19h30.", text=written[:80]))
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "pm" else 0)
    if (hour, minute) == (24, 0):
        return time(0)
    if hour > 23 or minute > 59:
        raise UnreadableError(_("“%(text)s” is not on the clock; hours go from 00:00 to 24:00.", text=written[:80]))
    return time(hour, minute)


def show_clock(clock: time, *, ending: bool = False) -> str:
    """24-hour clock; the midnight that ends something reads 24:00."""
    return "24:00" if ending and clock == time(0) else f"{clock:%H:%M}"


def parse_date(text: str, near: date) -> date:
    """`11/6/2024`, `2024-06-11`, `11/06`: day before month; without a year the one closest to `near`."""
    written = re.sub(r"^ngày\s+", "", tidy(text), flags=re.IGNORECASE)
    if not re.fullmatch(DATE, written):
        raise UnreadableError(_("“%(text)s” is not a date; write it as 08/06 or 08/06/2024.", text=written[:80]))
    parts = [int(part) for part in re.split(r"\D", written)]
    if re.match(r"\d{4}", written):
        found = _calendar(*parts)
    elif len(parts) == 2:
        found = _closest(parts[0], parts[1], near)
    else:
        found = _calendar(parts[2] + 2000 if parts[2] < 100 else parts[2], parts[1], parts[0])
    if found is None:
        raise UnreadableError(
            _("“%(text)s” is not in the calendar; the day comes first, then the month.", text=written[:80])
        )
    return found


def show_date(day: date, near: date) -> str:
    """Without its year when nobody could mistake it."""
    return f"{day:%d/%m}" if _closest(day.day, day.month, near) == day else f"{day:%d/%m}/{day.year:04d}"


def parse_moment(text: str, zone: tzinfo, near: date) -> datetime:
    """`07/06/2024 19:30`, `2024-06-07T19:30`, `19h30 ngày 07/06`, in the clock of the festival."""
    written = tidy(text)
    if match := _MOMENT.fullmatch(written):
        on, clock = match[1], match[2]
    elif match := _MOMENT_CLOCK_FIRST.fullmatch(written):
        clock, on = match[1], match[2]
    else:
        clock = None
    if clock is None:
        raise UnreadableError(
            _("“%(text)s” is not a day with an hour; write it as 07/06/2024 19:30.", text=written[:80])
        )
    day = parse_date(on, near)
    if re.match(r"24\D", clock):
        day += timedelta(days=1)
    return datetime.combine(day, parse_clock(clock), zone)


def show_moment(moment: datetime, zone: tzinfo) -> str:
    local = moment.astimezone(zone)
    return f"{local:%d/%m}/{local.year:04d} {local:%H:%M}"


def parse_minutes(text: str) -> int:
    """A length in minutes: `40`, `40 phút`, `40'`, `1h30`, `1:30`."""
    written = tidy(text)
    match = _LENGTH.fullmatch(written) if re.search(r"\d", written) else None
    if match is None:
        raise UnreadableError(
            _("“%(text)s” is not a length; write it in minutes, as 40, or as 1h30.", text=written[:80])
        )
    return int(match[1] or 0) * 60 + int(match[2] or 0)


def show_minutes(minutes: int) -> str:
    return str(minutes)


def _closest(day: int, month: int, near: date) -> date | None:
    years = range(max(near.year - 1, 1), min(near.year + 1, 9999) + 1)
    found = [candidate for year in years if (candidate := _calendar(year, month, day))]
    return min(found, key=lambda candidate: abs(candidate - near), default=None)


def _calendar(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
