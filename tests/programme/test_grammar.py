"""What planners write in cells and fields is read, and what we write back is read again as the same."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from festival_ops.programme import grammar
from festival_ops.programme.grammar import Hours, Need, QuietSpan, Stop, UnreadableError, Window

NEAR = date(2024, 6, 7)
HUE = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.mark.parametrize(
    ("written", "clock"),
    [
        ("19:30", time(19, 30)),
        ("19h30", time(19, 30)),
        ("19g30", time(19, 30)),
        ("19.30", time(19, 30)),
        ("7h", time(7)),
        ("7 giờ", time(7)),
        ("7 giờ 15 phút", time(7, 15)),
        ("19H", time(19)),
        ("7:30 PM", time(19, 30)),
        ("12 am", time(0)),
        ("19:30:00", time(19, 30)),
        ("24:00", time(0)),
        ("24h", time(0)),
        (" 9:05 ", time(9, 5)),
    ],
)
def test_clock_times_as_people_write_them(written: str, clock: time) -> None:
    assert grammar.parse_clock(written) == clock


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("11/6/2024", date(2024, 6, 11)),
        ("11/06", date(2024, 6, 11)),
        ("2024-06-11", date(2024, 6, 11)),
        ("ngày 11/6/24", date(2024, 6, 11)),
        ("11.6.2024", date(2024, 6, 11)),
        ("11-6-2024", date(2024, 6, 11)),
    ],
)
def test_dates_as_people_write_them(written: str, day: date) -> None:
    assert grammar.parse_date(written, NEAR) == day


def test_a_date_without_its_year_is_the_one_closest_to_the_edition() -> None:
    assert grammar.parse_date("02/01", date(2025, 12, 30)) == date(2026, 1, 2)
    assert grammar.parse_date("30/12", date(2026, 1, 2)) == date(2025, 12, 30)
    assert grammar.parse_date("29/02", date(2025, 3, 1)) == date(2024, 2, 29)


@pytest.mark.parametrize(
    "written", ["07/06/2024 19:30", "2024-06-07T19:30", "2024-06-07 19:30:00", "19h30 ngày 07/06", "19:30, 7/6/2024"]
)
def test_moments_as_people_write_them(written: str) -> None:
    assert grammar.parse_moment(written, HUE, NEAR) == datetime(2024, 6, 7, 12, 30, tzinfo=UTC)


def test_twenty_four_hours_is_the_midnight_that_ends_the_day() -> None:
    assert grammar.parse_moment("07/06 24:00", HUE, NEAR) == datetime(2024, 6, 8, 0, 0, tzinfo=HUE)


@pytest.mark.parametrize(
    ("written", "minutes"),
    [("40", 40), ("40 phút", 40), ("40'", 40), ("1h30", 90), ("1:30", 90), ("2h", 120), ("1 giờ 30 phút", 90)],
)
def test_lengths_as_people_write_them(written: str, minutes: int) -> None:
    assert grammar.parse_minutes(written) == minutes


def test_opening_hours_as_people_write_them() -> None:
    text = "08/06 19:30–23:00; 9/6 18h-24h\nmọi ngày 8:00 đến 10:00; 10/06 09:00–11:00, 14:00–17:00"
    assert grammar.parse_opening_hours(text, NEAR) == [
        Hours(None, time(8), time(10)),
        Hours(date(2024, 6, 8), time(19, 30), time(23)),
        Hours(date(2024, 6, 9), time(18), time(0)),
        Hours(date(2024, 6, 10), time(9), time(11)),
        Hours(date(2024, 6, 10), time(14), time(17)),
    ]


def test_a_run_of_days_is_read_and_shown_in_one_line() -> None:
    hours = grammar.parse_opening_hours("07/06–09/06 18:00–24:00; 11/06 18:00–24:00", NEAR)
    assert [row.on.day for row in hours if row.on] == [7, 8, 9, 11]
    assert grammar.show_opening_hours(hours, NEAR) == "07/06–09/06 18:00–24:00\n11/06 18:00–24:00"


def test_quiet_hours_carry_the_loudest_that_may_sound() -> None:
    assert grammar.parse_quiet_hours("22:00–06:00 ≤1; 08/06 12:00-13:30 tối đa 0\n13:30–14:00", NEAR) == [
        QuietSpan(None, time(13, 30), time(14), 1),
        QuietSpan(None, time(22), time(6), 1),
        QuietSpan(date(2024, 6, 8), time(12), time(13, 30), 0),
    ]


def test_windows_are_strict_or_wishes_in_either_language() -> None:
    text = "08/06; từ 19:00; 09/06 đến 21:00\nưu tiên 09/06 19:00–21:00 ×3; prefer until 20:00 (2); prefer 10/06"
    assert grammar.parse_windows(text, NEAR) == [
        Window(None, time(19), None),
        Window(date(2024, 6, 8), None, None),
        Window(date(2024, 6, 9), None, time(21)),
        Window(None, None, time(20), strict=False, weight=2),
        Window(date(2024, 6, 9), time(19), time(21), strict=False, weight=3),
        Window(date(2024, 6, 10), None, None, strict=False, weight=1),
    ]


def test_stops_needs_names_and_features() -> None:
    assert grammar.parse_stops("Ngọ Môn +0 20\nSân khấu số 3 +35 40'; Cầu +1h30 1h") == [
        Stop("Ngọ Môn", 0, 20),
        Stop("Sân khấu số 3", 35, 40),
        Stop("Cầu", 90, 60),
    ]
    assert grammar.parse_needs("LED wall × 2; 3 x Máy phát điện\nDàn âm thanh") == [
        Need("LED wall", 2),
        Need("Máy phát điện", 3),
        Need("Dàn âm thanh", 1),
    ]
    assert grammar.parse_names("Double Impro Cie, Wallonie-Bruxelles;  Đoàn Huế ;\n Đoàn Huế") == [
        "Double Impro Cie, Wallonie-Bruxelles",
        "Đoàn Huế",
    ]
    assert grammar.parse_features("Sàn gỗ, LED; led") == ["Sàn gỗ", "LED"]


def test_counts_and_yes() -> None:
    assert [grammar.parse_count(text) for text in ("6100", "6.100", "6,100", " 20 000 ")] == [6100, 6100, 6100, 20000]
    assert [grammar.parse_yes(text) for text in ("Có", "x", "yes", "Không", "no", "")] == [True] * 3 + [False] * 3


@pytest.mark.parametrize(
    ("read", "sentences"),
    [
        (
            lambda: grammar.parse_opening_hours("08/06 19:30–23:00\n09/06 25:00–26:00; 10/06 19:30", NEAR),
            (
                "“09/06 25:00–26:00”: “25:00” is not on the clock; hours go from 00:00 to 24:00.",
                "“10/06 19:30”: It needs an hour from and an hour to; write it as 08/06 19:30–23:00.",
            ),
        ),
        (
            lambda: grammar.parse_opening_hours("31/06 19:30–23:00", NEAR),
            ("“31/06 19:30–23:00”: “31/06” is not in the calendar; the day comes first, then the month.",),
        ),
        (
            lambda: grammar.parse_opening_hours("12/06–07/06 19:30–23:00", NEAR),
            ("“12/06–07/06 19:30–23:00”: The last day comes before the first.",),
        ),
        (
            lambda: grammar.parse_quiet_hours("22:00–06:00 ≤9", NEAR),
            ("“22:00–06:00 ≤9”: Loudness goes from 0 (unamplified) to 3 (very loud).",),
        ),
        (
            lambda: grammar.parse_windows("prefer 08/06 ×11; mọi ngày; buổi tối", NEAR),
            (
                "“prefer 08/06 ×11”: The weight of a wish goes from 1 (nice) to 10 (badly wanted).",
                "“mọi ngày”: It names neither a day nor an hour.",
                "“buổi tối”: It is neither a day nor hours; write it as 08/06 19:30–22:00, from 19:00 or until 22:00.",
            ),
        ),
        (
            lambda: grammar.parse_stops("Ngọ Môn"),
            (
                (
                    "“Ngọ Môn”: A stop needs its stage, the minutes after the start and its length; "
                    "write it as Ngọ Môn +35 40."
                ),
            ),
        ),
        (
            lambda: grammar.parse_needs("LED wall × 0"),
            ("“LED wall × 0”: Nothing is needed of it; leave the line out or write a number from 1.",),
        ),
        (
            lambda: grammar.parse_needs("LED wall × 1; LED wall × 2"),
            ("The same equipment stands in the list twice; write one line with the sum.",),
        ),
        (
            lambda: grammar.parse_moment("07/06/2024", HUE, NEAR),
            ("“07/06/2024” is not a day with an hour; write it as 07/06/2024 19:30.",),
        ),
        (lambda: grammar.parse_minutes("long"), ("“long” is not a length; write it in minutes, as 40, or as 1h30.",)),
        (lambda: grammar.parse_count("many"), ("“many” is not a whole number; write it as 6100.",)),
        (lambda: grammar.parse_yes("maybe"), ("“maybe” is neither yes nor no; write “có” or “không”.",)),
        (
            lambda: grammar.parse_names("x" * 5000),
            (f"“{'x' * 80}”: The item has 5000 letters; at most 400 can be read.",),
        ),
        (lambda: grammar.parse_names("x;" * 600), ("The list has 600 items; at most 500 can be read.",)),
    ],
)
def test_what_cannot_be_read_is_told_item_by_item(read, sentences: tuple[str, ...]) -> None:
    with pytest.raises(UnreadableError) as fault:
        read()
    assert fault.value.sentences == sentences


def test_a_long_run_of_days_is_refused() -> None:
    with pytest.raises(UnreadableError) as fault:
        grammar.parse_opening_hours(f"{NEAR:%d/%m/%Y}–{NEAR + timedelta(days=900):%d/%m/%Y} 8:00–9:00", NEAR)
    assert "It spans 901 days; at most 400 can be read." in str(fault.value)
