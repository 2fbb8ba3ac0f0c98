"""Duty in the field: checking in and out, who is late or absent when, who relieves whom, and who may know."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from festival_ops.accounts.models import Role, User
from festival_ops.planning.models import Attendance
from festival_ops.planning.roster.presence import DutyOn
from festival_ops.web.models import HistoryEntry
from tests.planning.roster.conftest import FIELD, ROSTER, Put, SetClock, Tap, name_of
from tests.planning.roster.test_pages import OUTSIDE, matrix, words
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")


def states(visitor: Visitor) -> list[str]:
    """What the field page says of each person in the order of the page, the absent on top once more."""
    page = visitor.get(f"{FIELD}/").text
    return [words(line) for line in re.findall(r'<p class="field-state[^>]*>(.*?)</p>', page, re.DOTALL)]


def rows(festival: Festival) -> list[Attendance]:
    festival.session.commit()
    return list(festival.session.scalars(select(Attendance).order_by(Attendance.id)))


def test_nobody_is_absent_before_ten_minutes_are_over(lead: Visitor, put: Put, at: SetClock) -> None:
    put("BV-02", "gate")
    at("18:10")
    assert states(lead) == ["expected at 18:00"]
    assert matrix(lead)[2][1] == "1/4 3 missing 0 there"
    at("18:10", seconds=1)
    assert states(lead) == ["late or absent, expected at 18:00"] * 2
    assert matrix(lead)[2][1] == "1/4 3 missing 0 there 1 late or absent"
    at("22:00")
    assert matrix(lead)[2][1] == "1/4 3 missing 0 came 1 absent"


def test_whoever_comes_after_ten_minutes_comes_late(lead: Visitor, put: Put, at: SetClock, tap: Tap) -> None:
    on_time, late = name_of(put("BV-02", "gate")), name_of(put("BV-03", "gate"))
    at("18:10")
    assert tap("arrival", on_time).json == {
        "told": ["Nhân viên 02 (BV-02) is checked in at 18:10."],
        "refused": [],
    }
    at("18:11")
    tap("arrival", late)
    assert states(lead) == ["here since 18:10", "came late, at 18:11"]
    assert matrix(lead)[2][1] == "2/4 2 missing 2 there 1 came late"
    page = words(lead.get(f"{ROSTER}/?day=2026-06-05").text)
    assert "Now: 2 of 2 people on duty are there. 1 came late" in page


def test_a_check_in_waits_for_its_hours(put: Put, at: SetClock, tap: Tap, staffed: Festival) -> None:
    duty = name_of(put("BV-02", "gate"))
    told = "Nhân viên 02 (BV-02) was not checked in: "
    at("15:59")
    assert tap("arrival", duty).json == {"told": [], "refused": [told + "this is possible from 16:00 on."]}
    at("22:00")
    assert tap("arrival", duty).json == {"told": [], "refused": [told + "the duty ended at 22:00."]}
    refused = "Nhân viên 02 (BV-02) was not checked out: nobody has checked the person in."
    assert tap("departure", duty).json == {"told": [], "refused": [refused]}
    assert rows(staffed) == []


def test_checking_out_and_taking_back_leave_the_row_and_its_history(
    lead: Visitor, put: Put, at: SetClock, tap: Tap, staffed: Festival
) -> None:
    duty = name_of(put("BV-02", "gate"))
    at("18:00")
    tap("arrival", duty)
    at("21:50")
    tap("departure", duty)
    assert states(lead) == ["here from 18:00 to 21:50"]
    tap("departure-removal", duty)
    assert states(lead) == ["here since 18:00"]
    tap("arrival-removal", duty)
    assert states(lead) == ["late or absent, expected at 18:00"] * 2
    (row,) = rows(staffed)
    assert (row.arrived, row.departed) == (None, None)
    entries = staffed.session.execute(
        select(HistoryEntry.act, HistoryEntry.secrecy)
        .where(HistoryEntry.subject == "attendance", HistoryEntry.subject_id == row.id)
        .order_by(HistoryEntry.id)
    )
    acts = ["checked in", "checked out", "check-out taken back", "check-in taken back"]
    assert [tuple(entry) for entry in entries] == [(act, "C4") for act in acts]


def test_two_leads_check_in_once_and_both_are_told(
    put: Put, at: SetClock, tap: Tap, staffed: Festival, sign_in: SignIn
) -> None:
    other = sign_in(Role.SECURITY_LEAD, edition=staffed.edition)
    duty = name_of(put("BV-02", "gate"))
    at("17:55")
    tap("arrival", duty)
    at("18:05")
    (row,) = rows(staffed)
    assert row.arrival_by is not None
    known = f"Nhân viên 02 (BV-02) was checked in already: {row.arrival_by.name} said so for 17:55."
    assert tap("arrival", duty, by=other).json == {"told": [known], "refused": []}
    (row,) = rows(staffed)
    assert row.arrived == staffed.at(1, "17:55")


def test_a_duty_taken_off_after_the_check_in_is_still_seen(
    lead: Visitor, put: Put, at: SetClock, tap: Tap, staffed: Festival
) -> None:
    duty, other = put("BV-02", "gate"), put("BV-03", "gate")
    name, gone = name_of(duty), name_of(other)
    at("18:00")
    tap("arrival", name)
    for row in (duty, other):
        lead.post(f"{ROSTER}/duty/{row.id}/removal")
    assert states(lead) == ["here since 18:00"]
    assert "no longer on the roster" in words(lead.get(f"{FIELD}/").text)
    refused = (
        "Nhân viên 03 (BV-03) was not checked in: the roster has no such duty any more. "
        "Put the person on duty there first."
    )
    assert tap("arrival", gone).json == {"told": [], "refused": [refused]}
    tap("departure", name)
    assert [row.departed for row in rows(staffed)] == [staffed.at(1, "18:00")]


def test_all_are_checked_in_at_once(lead: Visitor, put: Put, at: SetClock, staffed: Festival) -> None:
    duties = [name_of(put(f"BV-0{number}", "gate")) for number in range(2, 7)]
    at("17:30")
    assert re.findall(r'name="arrival" value="([^"]*) "', lead.get(f"{FIELD}/").text) == [" ".join(duties)]
    post = staffed["C01"].id
    answer = lead.post(f"{FIELD}/attendance?post={post}&via=code", data={"arrival": " ".join(duties)})
    assert (answer.status_code, answer.location) == (303, f"{FIELD}/post/{post}?via=code")
    page = lead.get(answer.location).text
    assert "5 people are checked in." in words(page)
    assert [(row.how, row.arrived) for row in rows(staffed)] == [("code", staffed.at(1, "17:30"))] * 5


def test_the_page_tells_who_relieves_whom(lead: Visitor, put: Put, at: SetClock, staffed: Festival) -> None:
    staffed["BV-05"].phone = "0900 000 005"
    staffed["C01"].handover_minutes = 10
    put("BV-02", "gate")
    put("BV-05", "gate at night")
    at("19:30")
    page = lead.get(f"{FIELD}/post/{staffed['C01'].id}").text
    told = words(page[page.index('<div class="field-after"') :])
    assert told.startswith("From 22:00 on: hand-over from 21:50 1 missing Nhân viên 05 BV-05 Call")
    assert 'href="tel:0900000005"' in page
    at("22:30")
    told = words(lead.get(f"{FIELD}/post/{staffed['C01'].id}").text)
    assert "Nobody comes after: nobody is needed here from 01:00 on." in told


def test_a_sector_is_chosen_in_the_address_and_the_absent_can_be_replaced(
    lead: Visitor, put: Put, at: SetClock, staffed: Festival
) -> None:
    put("BV-02", "gate")
    at("19:00")
    page = lead.get(f"{FIELD}/?sector={staffed['inner'].id}").text
    shift = staffed["evening"].id
    assert f"{ROSTER}/post/{staffed['C01'].id}?day=2026-06-05&amp;shift={shift}" in page
    assert "1 person is not there" in words(page)
    assert lead.get(f"{FIELD}/?sector=999").status_code == 404
    part = lead.get(f"{FIELD}/", headers={"X-Part": "field"}).text
    assert ("<html" in part, "1 person is not there" in words(part)) == (False, True)


def test_only_what_is_wrong_now_is_shown(lead: Visitor, put: Put, at: SetClock, tap: Tap, staffed: Festival) -> None:
    duties = [name_of(put(f"BV-0{number}", "gate")) for number in range(2, 6)]
    at("18:30")
    wrong = f"{ROSTER}/?day=2026-06-05&only=wrong"
    assert "C01" in lead.get(wrong).text
    tap("arrival", *duties)
    page = words(lead.get(wrong).text)
    assert "Nothing is wrong now: whoever is needed at this moment is there." in page
    at("22:30")
    assert "C02" in lead.get(wrong).text


def test_days_without_any_check_in_stay_as_they_were(lead: Visitor, put: Put, staffed: Festival) -> None:
    put("BV-02", "gate")
    assert matrix(lead)[2][1] == "1/4 3 missing"


@pytest.mark.parametrize("role", OUTSIDE)
def test_whoever_may_not_know_finds_nothing(role: Role, staffed: Festival, put: Put, sign_in: SignIn) -> None:
    troupe = staffed["ashi"] if role is Role.TROUPE_COORDINATOR else None
    visitor = sign_in(role, edition=staffed.edition, troupe=troupe)
    duty = name_of(put("BV-02", "gate"))
    answers = [visitor.get(f"{FIELD}/"), visitor.get(f"{FIELD}/post/{staffed['C01'].id}")]
    answers.append(visitor.post(f"{FIELD}/attendance", data={"arrival": duty}))
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert rows(staffed) == []


@pytest.mark.parametrize("value", ["", "1.2", "x.1.2026-06-05.0", "1.1.2026-13-05.0"])
def test_what_is_no_duty_is_not_read(lead: Visitor, value: str, staffed: Festival) -> None:
    assert lead.post(f"{FIELD}/attendance", data={"arrival": value}).status_code == 400
    assert rows(staffed) == []


def test_a_duty_is_named_by_what_it_is(put: Put) -> None:
    name = name_of(put("BV-02", "gate"))
    assert str(DutyOn.of(name)) == name


def test_the_code_on_a_duty_card_leads_to_the_list_of_its_post(lead: Visitor, put: Put, staffed: Festival) -> None:
    put("BV-02", "gate")
    post = staffed["C01"].id
    sheet = lead.get(f"{ROSTER}/papers/post/{post}/2026-06-05/draft-0-000000000000/currency").text
    assert f'href="{FIELD}/post/{post}?via=code"' in sheet


def test_a_phone_may_keep_the_page_until_the_festival_day_is_over_and_nothing_else(
    lead: Visitor, staffed: Festival, at: SetClock
) -> None:
    at("18:00")
    kept = [lead.get(f"{FIELD}{page}").headers for page in ("/", f"/post/{staffed['C01'].id}", "/worker.js")]
    owner = staffed.session.scalars(select(User.id)).one()
    copy = f"{owner} {10 * 60 * 60}"
    assert [headers.get("X-Copy") for headers in kept] == [copy, copy, None]
    assert {headers["Cache-Control"] for headers in kept} == {"no-store"}
    assert "Service-Worker-Allowed" not in kept[2]
    assert lead.get(f"{ROSTER}/").headers.get("X-Copy") is None
    at("03:59")
    assert lead.get(f"{FIELD}/").headers["X-Copy"] == f"{owner} 60"
