"""Whatever the rows are, what is shown of them is read again as the same rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from festival_ops.programme import grammar
from festival_ops.programme.grammar import Hours, Need, QuietSpan, Stop, UnreadableError, Window
from festival_ops.words import tidy

NEAR = date(2024, 6, 7)
HUE = ZoneInfo("Asia/Ho_Chi_Minh")

clocks = st.builds(time, st.integers(0, 23), st.integers(0, 59))
days = st.dates(date(2023, 1, 1), date(2026, 12, 31))
names = st.text(st.characters(exclude_characters=";\r\n", exclude_categories=("Cs", "Cc")), min_size=1, max_size=60)
tidy_names = names.map(tidy).filter(bool)


def faults(read: Callable[[str], Any], text: str) -> tuple[str, ...]:
    try:
        read(text)
    except UnreadableError as fault:
        return fault.sentences
    return ()


@given(clocks)
def test_clocks_come_back(clock: time) -> None:
    assert grammar.parse_clock(grammar.show_clock(clock)) == clock
    assert grammar.parse_clock(grammar.show_clock(clock, ending=True)) == clock


@given(days, days)
def test_dates_come_back(day: date, near: date) -> None:
    assert grammar.parse_date(grammar.show_date(day, near), near) == day


@given(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(HUE)), days)  # noqa: DTZ001
def test_moments_come_back_to_the_minute(moment: datetime, near: date) -> None:
    minute = moment.replace(second=0, microsecond=0)
    assert grammar.parse_moment(grammar.show_moment(moment, HUE), HUE, near) == minute


@given(st.integers(0, 99999))
def test_lengths_come_back(minutes: int) -> None:
    assert grammar.parse_minutes(grammar.show_minutes(minutes)) == minutes


@given(st.lists(st.builds(Hours, st.none() | days, clocks, clocks), max_size=20))
def test_opening_hours_come_back(hours: list[Hours]) -> None:
    shown = grammar.show_opening_hours(hours, NEAR)
    read = grammar.parse_opening_hours(shown, NEAR)
    assert set(read) == set(hours)
    assert grammar.show_opening_hours(read, NEAR) == shown


@given(st.lists(st.builds(QuietSpan, st.none() | days, clocks, clocks, st.integers(0, 3)), max_size=20))
def test_quiet_hours_come_back(hours: list[QuietSpan]) -> None:
    read = grammar.parse_quiet_hours(grammar.show_quiet_hours(hours, NEAR), NEAR)
    assert set(read) == set(hours)
    assert len(read) == len(set(hours))


windows = st.builds(
    lambda on, starts, ends, wish: Window(on, starts, ends, strict=not wish, weight=wish or 1),
    st.none() | days,
    st.none() | clocks,
    st.none() | clocks,
    st.integers(0, 10),
).filter(lambda window: window.on or window.starts is not None or window.ends is not None)


@given(st.lists(windows, max_size=20))
def test_windows_come_back(asked: list[Window]) -> None:
    read = grammar.parse_windows(grammar.show_windows(asked, NEAR), NEAR)
    assert set(read) == set(asked)
    assert len(read) == len(set(asked))


@given(st.lists(tidy_names, unique=True, max_size=10))
def test_names_come_back(asked: list[str]) -> None:
    assert grammar.parse_names(grammar.show_names(asked)) == asked


@given(st.lists(st.builds(Stop, tidy_names, st.integers(0, 999), st.integers(1, 999)), unique=True, max_size=10))
def test_stops_come_back(stops: list[Stop]) -> None:
    assert grammar.parse_stops(grammar.show_stops(stops)) == stops


@given(st.lists(st.builds(Need, tidy_names, st.integers(1, 9999)), unique_by=lambda need: need.name, max_size=10))
def test_needs_come_back(needs: list[Need]) -> None:
    assert grammar.parse_needs(grammar.show_needs(needs)) == needs


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused_with_a_sentence(text: str) -> None:
    for read in (
        grammar.parse_clock,
        grammar.parse_minutes,
        grammar.parse_count,
        grammar.parse_yes,
        grammar.parse_names,
        grammar.parse_features,
        grammar.parse_stops,
        grammar.parse_needs,
        lambda written: grammar.parse_date(written, NEAR),
        lambda written: grammar.parse_moment(written, HUE, NEAR),
        lambda written: grammar.parse_opening_hours(written, NEAR),
        lambda written: grammar.parse_quiet_hours(written, NEAR),
        lambda written: grammar.parse_windows(written, NEAR),
    ):
        assert all(sentence.endswith(".") for sentence in faults(read, text))
