"""The public programme as files: open to everybody, only what is released and public."""

from __future__ import annotations

import csv
import json
import re
from io import StringIO
from xml.etree import ElementTree

import icalendar
import pytest

from festival_ops.calendars.formats import FORMATS
from tests.calendars.conftest import Festival
from tests.support.people import Visitor

PUBLIC = "/public/hue-2024"
SHOWN = {"Đêm Hoàng cung", "Tuồng cung đình", "Múa lân", "Jazz bên sông Hương"}


def titles(file: str, body: bytes) -> set[str]:
    match file:
        case "calendar.ics":
            return {str(event["SUMMARY"]) for event in icalendar.Calendar.from_ical(body).events}
        case "schedule.xml":
            return {str(event.findtext("title")) for event in ElementTree.fromstring(body).iterfind("day/room/event")}
        case "schedule.json":
            days = json.loads(body)["schedule"]["conference"]["days"]
            return {event["title"] for day in days for room in day["rooms"].values() for event in room}
        case "programme.csv":
            return {row["title"] for row in csv.DictReader(StringIO(body.decode("utf-8-sig"), newline=""))}
    return {each["title"] for each in json.loads(body)["performances"]}


@pytest.mark.parametrize("file", FORMATS)
def test_each_file_holds_the_public_showings(opened: Festival, client: Visitor, file: str) -> None:
    answer = client.get(f"{PUBLIC}/{file}")
    assert titles(file, answer.data) == SHOWN
    assert answer.headers["Content-Type"] == FORMATS[file].media
    assert answer.headers["Cache-Control"] == "max-age=300, public"
    assert "Bàn điều phối".encode() not in answer.data
    again = client.get(f"{PUBLIC}/{file}", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("file", FORMATS)
def test_speaks_english_when_asked(opened: Festival, client: Visitor, file: str) -> None:
    answer = client.get(f"{PUBLIC}/{file}?language=en")
    assert titles(file, answer.data) == {
        "Royal Palace Night",
        "Tuồng cung đình",
        "Múa lân",
        "Jazz by the Perfume River",
    }
    assert answer.headers["ETag"] != client.get(f"{PUBLIC}/{file}").headers["ETag"]
    assert client.get(f"{PUBLIC}/{file}?language=xx").status_code == 404


def test_files_have_etags_of_their_own(opened: Festival, client: Visitor) -> None:
    etags = {client.get(f"{PUBLIC}/{file}").headers["ETag"] for file in FORMATS}
    assert len(etags) == len(FORMATS)


def test_an_edition_without_a_release_has_no_files(festival: Festival, client: Visitor) -> None:
    assert [client.get(f"{PUBLIC}/{file}").status_code for file in FORMATS] == [404] * len(FORMATS)


def test_says_where_it_lives_and_how_often_to_come_back(opened: Festival, client: Visitor) -> None:
    body = client.get(f"{PUBLIC}/calendar.ics").data
    assert b"SOURCE;VALUE=URI:http://localhost/public/hue-2024/calendar.ics\r\n" in body
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT15M\r\n" in body
    assert b"X-PUBLISHED-TTL:PT15M\r\n" in body


def test_the_page_leads_to_the_files_and_back(opened: Festival, client: Visitor) -> None:
    page = client.get(f"{PUBLIC}/", headers={"Accept-Language": "en"})
    assert f'href="webcal://localhost{PUBLIC}/calendar.ics?language=en"' in page.text
    told = json.loads(client.get(f"{PUBLIC}/schedule.json").data)["schedule"]["conference"]["days"]
    addresses = [event["url"] for day in told for room in day["rooms"].values() for event in room]
    shown = {f"http://localhost{PUBLIC}/#{id}" for id in re.findall(r'id="(performance-\d+)"', page.text)}
    assert set(addresses) == shown
