"""The bytes of a calendar: exact in a golden file, true for every name there can be, understood by each client."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from festival_ops.calendars.formats import ics
from festival_ops.calendars.formats.letters import carried
from festival_ops.calendars.timetable import State, Timetable
from tests.calendars.lines import EIGHT, full, heading, line
from tests.calendars.readers import READERS, by_icalendar

GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.mark.parametrize(("file", "write"), [("subscription.ics", ics.subscription), ("copy.ics", ics.copy)])
def test_is_byte_for_byte_what_was_agreed(file: str, write: Callable[[Timetable], bytes]) -> None:
    assert write(full()).decode() == (GOLDEN / file).read_bytes().decode()


def test_writes_the_same_bytes_twice() -> None:
    assert ics.subscription(full()) == ics.subscription(full())


def test_folds_every_line_at_75_octets_between_whole_characters() -> None:
    body = ics.subscription(full())
    assert body.endswith(b"END:VCALENDAR\r\n")
    assert body.replace(b"\r\n", b"").count(b"\n") == 0
    for folded in body.split(b"\r\n"):
        assert len(folded) <= 75
        folded.decode()


@pytest.mark.parametrize("reader", READERS)
def test_every_client_reads_every_line(reader: str) -> None:
    seen = {event.uid: event for event in READERS[reader](ics.subscription(full()))}
    for told in full().lines:
        event = seen.pop(f"performance-{told.performance_id}@festival.example")
        assert event.title.endswith(told.title)
        assert (event.starts, event.ends) == (int(told.starts.timestamp()), int(told.ends.timestamp()))
        assert (event.genre, event.sequence) == (told.genre, told.sequence)
        assert event.place == ", ".join(part for part in (told.stage, told.venue, told.address) if part)
    assert seen == {}


# icalendar itself reads an escaped backslash before N as a line break; other readers do not.
names = st.text(min_size=1).filter(lambda text: "\\N" not in text and "\\n" not in text)


@given(title=names, stage=names, troupe=names, genre=names)
def test_any_name_is_read_back_as_it_was_written(title: str, stage: str, troupe: str, genre: str) -> None:
    told = line(title=title, stage=stage, venue="", address="", troupes=(troupe,), genre=genre)
    (event,) = icalendar.Calendar.from_ical(ics.subscription(Timetable(heading(), (told,)))).events
    assert str(event["SUMMARY"]) == carried(title)
    assert str(event["LOCATION"]) == carried(stage)
    assert str(event["DESCRIPTION"]) == carried(f"Performed by: {troupe}")


def test_ical_js_and_libical_read_any_name_too() -> None:
    """All at once, for each reading starts a program of its own."""
    letters = [chr(code) for code in (*range(0x21, 0x7F), *range(0xA0, 0x250), *range(0x1EA0, 0x1EFA))]
    odd = [
        "\\N\\n\\\\",
        "a;b,c:d\"e^'",
        "a\ttab",
        "ends \\",
        "漢字 🎭",
        "e\u0302\u0301",
        "“\u200b”",
        "x" * 200,
        "ệ" * 100,
    ]
    told = tuple(line(number, title=name) for number, name in enumerate(["".join(letters), *odd], 1))
    body = ics.subscription(Timetable(heading(), told))
    expected = {f"performance-{each.performance_id}@festival.example": each.title for each in told}
    for reader in ("ical.js", "libical"):
        assert {event.uid: event.title for event in READERS[reader](body)} == expected


@given(text=st.text())
def test_letters_that_no_format_carries_are_left_out(text: str) -> None:
    kept = carried(text)
    assert carried(kept) == kept
    assert len(kept.splitlines()) == len(kept.split("\n")) - kept.endswith("\n") - (kept == "")


def test_reminds_an_hour_before_the_call_in_copies_only() -> None:
    told = Timetable(heading(), (line(call=EIGHT - timedelta(minutes=45)),))
    (reminded,) = icalendar.Calendar.from_ical(ics.copy(told)).events
    (plain,) = icalendar.Calendar.from_ical(ics.subscription(told)).events
    assert [alarm["TRIGGER"].dt for alarm in reminded.subcomponents] == [timedelta(minutes=-105)]
    assert plain.subcomponents == []
    called_off = Timetable(heading(), (replace(told.lines[0], state=State.CANCELLED),))
    assert icalendar.Calendar.from_ical(ics.copy(called_off)).events[0].subcomponents == []


def test_has_a_zone_that_stands_still_while_showings_move() -> None:
    near, far = line(), line(starts=EIGHT + timedelta(days=3))
    zones = [
        icalendar.Calendar.from_ical(ics.subscription(Timetable(heading(), (told,)))).timezones[0].to_ical()
        for told in (near, far)
    ]
    assert zones[0] == zones[1]
    assert b"COMMENT" not in zones[0]


def test_a_calendar_without_showings_is_still_one() -> None:
    assert by_icalendar(ics.subscription(Timetable(heading(), ()))) == []
