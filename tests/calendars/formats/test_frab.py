"""schedule.xml and schedule.json: what the tools that read them insist on, checked element by element."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from festival_ops.calendars.formats import frab
from festival_ops.calendars.formats.letters import carried
from festival_ops.calendars.timetable import State, Timetable
from tests.calendars.lines import EIGHT, full, heading, line

SPAN = re.compile(r"[0-9]{1,2}:[0-5][0-9]")
CLOCK = re.compile(r"[0-2][0-9]:[0-5][0-9]")
SLUG = re.compile(r"[a-z0-9_-]+[a-z0-9]")
ACRONYM = re.compile(r"[a-z0-9_-][a-z0-9_]{3,}")
EVENT = {
    *("id", "guid", "url", "slug", "date", "start", "duration", "room", "title", "subtitle", "track", "type"),
    *("language", "abstract", "description", "persons", "links"),
}


def schedule(timetable: Timetable) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(frab.text(timetable))
    assert set(told) == {"$schema", "schedule"}
    return dict(told["schedule"])


def events(told: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for day in told["conference"]["days"]:
        for name, standing in day["rooms"].items():
            for event in standing:
                assert event["room"] == name
                yield event


def test_the_json_has_every_field_in_its_form() -> None:
    told = schedule(full())
    conference = told["conference"]
    assert (told["version"], conference["title"]) == ("3", "Festival Huế 2024: Sân khấu Ngọ Môn")
    assert ACRONYM.fullmatch(conference["acronym"])
    assert (conference["start"], conference["end"], conference["daysCount"]) == ("2024-06-07", "2024-06-12", 6)
    assert (conference["timeslot_duration"], conference["time_zone_name"]) == ("00:05", "Asia/Ho_Chi_Minh")
    assert [day["index"] for day in conference["days"]] == [1, 2, 3, 4, 5, 6]
    found = list(events(told))
    assert [event["id"] for event in found] == [1, 3]
    for event in found:
        assert set(event) == EVENT
        assert SPAN.fullmatch(event["duration"])
        assert CLOCK.fullmatch(event["start"])
        assert SLUG.fullmatch(event["slug"])
        assert datetime.fromisoformat(event["date"]).utcoffset() == timedelta(hours=7)
        assert UUID(event["guid"]).version == 5
    assert {room["name"] for room in conference["rooms"]} == {event["room"] for event in found}


def test_a_short_name_is_made_long_enough() -> None:
    acronym = schedule(Timetable(heading(acronym="hue"), ()))["conference"]["acronym"]
    assert (acronym, bool(ACRONYM.fullmatch(acronym))) == ("hue_2024", True)


def test_days_begin_at_the_cut_off_hour_and_follow_each_other() -> None:
    after_midnight = line(7, EIGHT + timedelta(hours=5), day=date(2024, 6, 8))
    days = schedule(Timetable(heading(), (after_midnight,)))["conference"]["days"]
    assert days[1]["day_start"] == "2024-06-08T04:00:00+07:00"
    assert [event["date"] for event in days[1]["rooms"]["Sân khấu Ngọ Môn"]] == ["2024-06-09T01:00:00+07:00"]
    assert all(day["day_end"] == following["day_start"] for day, following in pairwise(days))


def test_the_xml_tells_the_same_as_the_json() -> None:
    root = ElementTree.fromstring(frab.xml(full()))
    told = schedule(full())
    assert [child.tag for child in root] == ["version", "conference", *["day"] * 6]
    assert {child.tag: child.text for child in root.find("conference") or ()} == {
        "title": told["conference"]["title"],
        "acronym": "hue_2024",
        "start": "2024-06-07",
        "end": "2024-06-12",
        "days": "6",
        "timeslot_duration": "00:05",
    }
    simple = EVENT - {"id", "guid", "url", "persons", "links"}
    for written, event in zip(root.iterfind("day/room/event"), events(told), strict=True):
        assert (written.get("id"), written.get("guid")) == (str(event["id"]), event["guid"])
        assert {name: written.findtext(name) for name in simple} == {name: event[name] for name in simple}
        persons = [person.text for person in written.iterfind("persons/person")]
        assert persons == [person["name"] for person in event["persons"]]


def test_ids_guids_and_slugs_belong_to_the_performance_for_ever() -> None:
    def names(timetable: Timetable) -> list[tuple[int, str, str]]:
        return [(event["id"], event["guid"], event["slug"]) for event in events(schedule(timetable))]

    moved = tuple(
        replace(each, title="Tên mới", stage="Sân khấu khác", starts=each.starts + timedelta(days=1), sequence=5)
        for each in full().lines
    )
    before, after = names(full()), names(Timetable(heading(release=4), moved))
    assert after == before
    assert len({guid for _, guid, _ in before}) == len({slug for _, _, slug in before}) == len(before)


def test_tells_only_what_takes_place() -> None:
    told = tuple(line(number, state=state) for number, state in enumerate(State, 1))
    assert [event["id"] for event in events(schedule(Timetable(heading(), told)))] == [1]


@given(title=st.text(), stage=st.text(), genre=st.text(), troupe=st.text())
def test_any_name_is_read_back_as_it_was_written(title: str, stage: str, genre: str, troupe: str) -> None:
    told = Timetable(heading(), (line(title=title, stage=stage, genre=genre, troupes=(troupe,)),))
    (event,) = events(schedule(told))
    (written,) = ElementTree.fromstring(frab.xml(told)).iterfind("day/room/event")
    read = {name: written.findtext(name) for name in ("title", "room", "track")}
    assert read == {"title": carried(title), "room": carried(stage), "track": carried(genre)}
    assert {name: event[name] for name in read} == read
