"""Whoever reads a log must not be able to read a calendar."""

from __future__ import annotations

import urllib.error
import urllib.request
from dataclasses import replace

import pytest

from festival_ops.accounts.models import Role
from festival_ops.calendars.timetable import Kind, Outlook
from tests.calendars.conftest import Festival
from tests.calendars.people import follow, person
from tests.support.offices import Office

pytestmark = pytest.mark.databases("sqlite")


def test_no_log_tells_a_token(opened: Festival, live_server: Office) -> None:
    _, path = follow(opened, person(opened, "An", Role.PLANNER), Outlook(Kind.PUBLIC))
    token = path.removeprefix("/feed/").removesuffix(".ics")
    with urllib.request.urlopen(live_server.url + path) as answer:
        assert answer.status == 200
    broken = opened.item("Múa lân", "Sân khấu Ngọ Môn", "10/06 17:00")
    opened.publish(replace(broken, facts={"public": True}))
    with pytest.raises(urllib.error.HTTPError, match="500"):
        urllib.request.urlopen(live_server.url + path)
    live_server.stop()
    written = live_server.log.read_text()
    assert token not in written
    assert "Exception on /feed/… [GET]" in written
