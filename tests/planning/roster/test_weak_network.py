"""Taps that come late, twice, or with a wrong time."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from html import unescape

import pytest

from festival_ops.accounts.models import Role
from festival_ops.planning.actions.attendance import LONGEST_WAY, counted
from tests.planning.roster.conftest import FIELD, Put, SetClock, Tap, name_of
from tests.planning.roster.test_field import rows, states
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")


def drawn_by(visitor: Visitor) -> str:
    found = re.search(r'name="drawn" value="([^"]+)"', visitor.get(f"{FIELD}/").text)
    assert found is not None
    return unescape(found[1])


def test_a_tap_that_is_sent_again_counts_once(put: Put, at: SetClock, tap: Tap, staffed: Festival) -> None:
    """Its answer was lost, somebody took it back meanwhile, and the phone sends it again."""
    duty = name_of(put("BV-02", "gate"))
    at("18:00")
    tap("arrival", duty, key="a")
    tap("arrival-removal", duty, key="b")
    assert tap("arrival", duty, key="a").json == {"told": [], "refused": []}
    assert [row.arrived for row in rows(staffed)] == [None]
    tap("arrival", duty, key="c")
    assert [row.arrived for row in rows(staffed)] == [staffed.at(1, "18:00")]


def test_a_tap_that_waited_for_the_network_counts_from_when_it_was_made(
    lead: Visitor, put: Put, at: SetClock, tap: Tap, staffed: Festival
) -> None:
    duty = name_of(put("BV-02", "gate"))
    at("17:50")
    page = drawn_by(lead)
    at("18:20")
    tap("arrival", duty, drawn=page, waited=25 * 60_000)
    (row,) = rows(staffed)
    assert (row.arrived, row.arrival_noted, row.late) == (staffed.at(1, "17:55"), staffed.at(1, "18:20"), False)
    assert states(lead) == ["here since 17:55", f"said by {row.arrival_by.name}, received at 18:20"]  # type: ignore[union-attr]


def test_the_earlier_of_two_taps_counts(lead: Visitor, put: Put, at: SetClock, tap: Tap, staffed: Festival) -> None:
    duty = name_of(put("BV-02", "gate"))
    at("18:00")
    page = drawn_by(lead)
    at("18:15")
    tap("arrival", duty)
    told = "Nhân viên 02 (BV-02) was checked in already; your earlier time, 18:05, counts now."
    answer = tap("arrival", duty, drawn=page, waited=10 * 60_000)
    assert answer.json == {"told": [told], "refused": []}
    assert [row.arrived for row in rows(staffed)] == [staffed.at(1, "18:05")]


def test_no_phone_can_date_a_check_in_back(
    lead: Visitor, put: Put, at: SetClock, tap: Tap, staffed: Festival, sign_in: SignIn
) -> None:
    """Not to before its page was drawn, nor with a page of somebody else, nor without one."""
    other = sign_in(Role.SECURITY_LEAD, edition=staffed.edition)
    duties = [name_of(put(f"BV-0{number}", "gate")) for number in (2, 3, 4, 5)]
    at("18:15")
    mine, theirs = drawn_by(lead), drawn_by(other)
    at("18:20")
    pages = (mine, theirs, "", mine + "x")
    for duty, page in zip(duties, pages, strict=True):
        tap("arrival", duty, drawn=page, waited=30 * 60_000)
    clocks = [f"{staffed.edition.local(row.arrived):%H:%M}" for row in rows(staffed) if row.arrived]
    assert clocks == ["18:15", "18:20", "18:20", "18:20"]


@pytest.mark.parametrize(
    ("waited", "counts_from"),
    [
        (timedelta(minutes=-5), timedelta()),
        (timedelta(), timedelta()),
        (LONGEST_WAY, LONGEST_WAY),
        (LONGEST_WAY + timedelta(seconds=1), timedelta()),
    ],
)
def test_a_way_of_more_than_half_a_day_is_not_believed(waited: timedelta, counts_from: timedelta) -> None:
    received = datetime.fromisoformat("2026-06-05T20:00:00+07:00")
    assert counted(received, received - timedelta(days=1), waited) == received - counts_from
