"""Working days of Vietnamese offices, for deadlines of notices and applications.

Saturdays, Sundays and the public holidays of the Labour Code 2019 (article 112) do not count, nor the next working day
in lieu of a holiday on a weekend (article 111). What is settled anew each year is reckoned on the safe side: both
1 and 3 September with National Day, and Tết from two days before it to its fourth day. Days that the Government
exchanges by decree are given by whoever asks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from festival_ops.programme.lunar import lunar

SOLAR = frozenset({(1, 1), (30, 4), (1, 5), (2, 9)})
# One of them goes with National Day.
BESIDE = frozenset({(1, 9), (3, 9)})
# Tết, and the Hùng Kings' day.
LUNAR = frozenset({(1, 1), (2, 1), (3, 1), (4, 1), (10, 3)})
WEEKEND = 5
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Exchanged:
    """Working days that are `off` by a decision of the Government, and weekend days `worked` instead."""

    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()


NONE = Exchanged()


def is_holiday(day: date) -> bool:
    return _named(day) or _in_lieu(day)


def is_working(day: date, exchanged: Exchanged = NONE) -> bool:
    return day in exchanged.worked or (day.weekday() < WEEKEND and not is_holiday(day) and day not in exchanged.off)


def working_days_before(day: date, count: int, exchanged: Exchanged = NONE) -> date:
    """The last day on which as many whole working days lie before that day, counting itself."""
    while count:
        day -= DAY
        count -= is_working(day, exchanged)
    return day


def working_days_between(first: date, last: date, exchanged: Exchanged = NONE) -> int:
    """Whole working days from the first day, counting itself, to the last, not counting it."""
    return sum(is_working(first + DAY * count, exchanged) for count in range((last - first).days))


def holidays_between(first: date, last: date, exchanged: Exchanged = NONE) -> list[date]:
    """Days from the first to the last, both included, on which offices are closed, but for Saturdays and Sundays."""
    days = (first + DAY * count for count in range((last - first).days + 1))
    return [day for day in days if day.weekday() < WEEKEND and not is_working(day, exchanged)]


@cache
def _named(day: date) -> bool:
    if (day.day, day.month) in SOLAR | BESIDE:
        return True
    eves = (lunar(day + DAY), lunar(day + 2 * DAY))
    if any((eve.day, eve.month) == (1, 1) for eve in eves):
        return True
    told = lunar(day)
    return not told.leap and (told.day, told.month) in LUNAR


@cache
def _in_lieu(day: date) -> bool:
    """Whether it stands in for one of the holidays that fell on the weekend before it."""
    gone, owed, back = 0, 0, day
    while back.weekday() < WEEKEND and not _named(back):
        gone, back = gone + 1, back - DAY
    while back.weekday() >= WEEKEND or _named(back):
        owed += back.weekday() >= WEEKEND and _named(back) and (back.day, back.month) not in BESIDE
        back -= DAY
    return 0 < gone <= owed
