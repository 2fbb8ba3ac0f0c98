"""The lunar calendar and the working days of offices, against dates that were published."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from festival_ops.programme.lunar import LunarDay, held_on, lunar, next_held, read
from festival_ops.programme.working_days import (
    Exchanged,
    holidays_between,
    is_working,
    working_days_before,
    working_days_between,
)

# Tết as it was and will be held in Vietnam; 1985, 2007 and 2030 differ from the Chinese calendar.
TET = ("1968-01-29", "1985-01-21", "2007-02-17", "2020-01-25", "2021-02-12", "2022-02-01", "2023-01-22", "2024-02-10",
       "2025-01-29", "2026-02-17", "2027-02-06", "2030-02-02", "2034-02-19")  # fmt: skip
LEAP = {2001: 4, 2004: 2, 2006: 7, 2009: 5, 2012: 4, 2014: 9, 2017: 6, 2020: 4, 2023: 2, 2025: 6, 2028: 5, 2031: 3,
        2033: 11}  # fmt: skip


@pytest.mark.parametrize("day", TET)
def test_a_lunar_year_begins_at_tet(day: str) -> None:
    tet = date.fromisoformat(day)
    assert lunar(tet) == LunarDay(1, 1)
    assert lunar(tet - timedelta(days=1)).month == 12


def test_leap_months_stand_where_calendars_have_them() -> None:
    days = (date(2000, 1, 1) + timedelta(days=count) for count in range(35 * 365))
    told = ((day, lunar(day)) for day in days)
    assert {day.year: moon.month for day, moon in told if moon.leap and moon.day == 1} == LEAP


def test_every_day_follows_the_day_before() -> None:
    """Months have 29 or 30 days and follow each other, with a leap month after its own."""
    before = lunar(date(2024, 1, 1))
    for count in range(1, 4 * 365):
        now = lunar(date(2024, 1, 1) + timedelta(days=count))
        if now.day == 1:
            assert before.day in (29, 30)
            assert now.month == (before.month if now.leap else before.month % 12 + 1)
        else:
            assert (now.month, now.leap, now.day) == (before.month, before.leap, before.day + 1)
        before = now


def test_lunar_dates_are_read_as_people_write_them() -> None:
    assert [read(text) for text in ("5/5", "05/05", " 15/8 ")] == [LunarDay(5, 5), LunarDay(5, 5), LunarDay(15, 8)]
    assert [read(text) for text in ("", "31/1", "5/13", "0/5", "5-5", "rằm")] == [None] * 6
    assert str(LunarDay(5, 5)) == "5/5"


def test_a_rite_is_held_on_its_day_and_never_in_a_leap_month() -> None:
    assert list(held_on(LunarDay(5, 5), date(2024, 6, 7), 6)) == [date(2024, 6, 10)]
    assert list(held_on(LunarDay(5, 5), date(2024, 6, 14), 6)) == []
    assert next_held(LunarDay(5, 5), date(2024, 6, 13)) == date(2025, 5, 31)
    assert next_held(LunarDay(1, 6), date(2025, 6, 26)) == date(2026, 7, 14)


@pytest.mark.parametrize(
    ("day", "count", "due"),
    [
        ("2024-06-07", 2, "2024-06-05"),
        ("2024-06-10", 1, "2024-06-07"),
        ("2024-06-10", 7, "2024-05-30"),
        # 30 April, 1 May and a weekend before it, and the Monday in lieu of the Hùng Kings' Sunday.
        ("2026-05-04", 2, "2026-04-28"),
        ("2026-04-28", 1, "2026-04-24"),
    ],
)
def test_deadlines_are_counted_in_days_on_which_offices_work(day: str, count: int, due: str) -> None:
    assert working_days_before(date.fromisoformat(day), count) == date.fromisoformat(due)


def test_holidays_between_two_days_are_named() -> None:
    assert holidays_between(date(2026, 4, 24), date(2026, 5, 4)) == [
        date(2026, 4, 27), date(2026, 4, 30), date(2026, 5, 1),
    ]  # fmt: skip
    tet = [date(2024, 2, day) for day in (7, 8, 9, 12, 13, 14, 15, 16)]
    assert [day.day for day in tet if not is_working(day)] == [8, 9, 12, 13, 14, 15]


def test_days_that_the_government_exchanges_count_as_it_decided() -> None:
    """In 2025 Friday 2 May was exchanged for Saturday 26 April."""
    exchanged = Exchanged(frozenset({date(2025, 5, 2)}), frozenset({date(2025, 4, 26)}))
    assert (is_working(date(2025, 5, 2)), is_working(date(2025, 4, 26))) == (True, False)
    assert (is_working(date(2025, 5, 2), exchanged), is_working(date(2025, 4, 26), exchanged)) == (False, True)
    assert working_days_before(date(2025, 5, 5), 3) == date(2025, 4, 28)
    assert working_days_before(date(2025, 5, 5), 3, exchanged) == date(2025, 4, 26)
    assert holidays_between(date(2025, 4, 28), date(2025, 5, 4), exchanged) == [
        date(2025, 4, 30),
        date(2025, 5, 1),
        date(2025, 5, 2),
    ]
    assert working_days_between(date(2025, 4, 25), date(2025, 5, 5)) == 4
    assert working_days_between(date(2025, 4, 25), date(2025, 5, 5), exchanged) == 4
