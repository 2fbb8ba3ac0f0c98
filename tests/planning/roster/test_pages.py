"""The pages of the roster: matrix, post, person, what is short; what they say, and to whom."""

from __future__ import annotations

import re
from datetime import date, time
from html import unescape

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session, scoped_session

from festival_ops.accounts.models import Role
from festival_ops.security.models import Need, Officer
from tests.planning.roster.conftest import FIRST, ROSTER, Put
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")

OUTSIDE = [Role.PLANNER, Role.VIEWER, Role.TRAFFIC_LEAD, Role.TROUPE_COORDINATOR, Role.AGENCY_LIAISON]
PAGES = (
    "/",
    "/post/{post}",
    "/people",
    "/people/{officer}",
    "/shortages",
    "/run",
    "/runs",
    "/run/1",
    "/run/1/progress",
    "/run/1/proposal",
    "/repair",
    "/conflicts",
    "/coverage",
    "/release",
    "/release/1",
    "/releases",
)
DECISIONS = ("/repair", "/undoing", "/stale/removal", "/release", "/run/1/omission", "/run/1/omission/removal")
POSTS = ("/run", "/duty", "/duty/1/removal", "/run/1/acceptance", "/run/1/refusal", "/run/1/cancellation", *DECISIONS)


def words(text: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", text)).split())


def matrix(visitor: Visitor, day: date = FIRST) -> list[list[str]]:
    """Every row of the table, cell by cell."""
    page = visitor.get(f"{ROSTER}/?day={day.isoformat()}").text
    table = re.search(r'<table class="roster">(.*?)</table>', page, re.DOTALL)
    assert table is not None
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", table[1], re.DOTALL)
    return [[words(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)] for row in rows]


def section(page: str, start: str) -> str:
    return words(page[page.index(start) : page.index("</section>", page.index(start))])


def test_the_matrix_tells_post_by_shift_who_is_missing(lead: Visitor, put: Put) -> None:
    for officer in ("BV-02", "BV-03", "BV-04", "BV-05"):
        put(officer, "gate")
    put("BV-06", "gate at night")
    assert matrix(lead) == [
        ["Post", "Ca evening 14:00–22:00", "Ca night 22:00–06:00"],
        ["Centre ring 1 2 missing"],
        ["C01 Noon Gate", "4/4", "1/2 1 missing"],
        ["C02 Cầu Trường Tiền", "– nobody is needed", "0/1 1 missing"],
    ]


def test_a_post_that_nobody_leads_and_a_broken_rule_are_seen(lead: Visitor, put: Put, staffed: Festival) -> None:
    for officer in ("BV-03", "BV-04", "BV-05", "BV-06"):
        put(officer, "gate")
    assert matrix(lead)[2][1] == "4/4 no leader"
    put("BV-02", "gate")
    for officer in ("BV-02", "BV-03"):
        put(officer, "gate at night")
    assert matrix(lead)[2][1:] == ["5/4 2 breaches", "2/2 2 breaches"]


def test_another_day_has_its_own_matrix(lead: Visitor, put: Put) -> None:
    put("BV-02", "gate", date(2026, 6, 6))
    assert matrix(lead)[2][1] == "0/4 4 missing"
    assert matrix(lead, date(2026, 6, 6))[2][1] == "1/4 3 missing"
    page = lead.get(f"{ROSTER}/?day=nonsense").text
    assert "05/06/2026" in page


def test_a_post_names_its_people_the_leader_first(lead: Visitor, put: Put, staffed: Festival) -> None:
    staffed["BV-03"].phone = "0900 000 003"
    put("BV-03", "gate")
    put("BV-02", "gate")
    shift = staffed["evening"].id
    page = lead.get(f"{ROSTER}/post/{staffed['C01'].id}?day=2026-06-05&shift={shift}").text
    told = section(page, '<section class="roster-place"')
    there, _, could = told.partition("Who could stand in")
    assert there.strip() == (
        "Bảo vệ chốt 18:00–22:00 2 of 4, 2 missing "
        "Nhân viên 02 BV-02 · Công ty bảo vệ Sông Hương leads Take off duty "
        "Nhân viên 03 BV-03 · Công ty bảo vệ Sông Hương 0900 000 003 Take off duty"
    )
    assert re.findall(r"(CA|BV)-(\d\d) ·", could) == [
        ("BV", "04"),
        ("BV", "05"),
        ("BV", "06"),
        ("BV", "07"),
        ("CA", "01"),
    ]
    assert "Nhân viên 04 BV-04 · Công ty bảo vệ Sông Hương Then 4 h on duty in all; 0 nights Put there" in could


def test_somebody_looked_for_comes_with_what_stands_in_the_way(lead: Visitor, put: Put, staffed: Festival) -> None:
    put("BV-04", "gate at night")
    shift = staffed["evening"].id
    page = lead.get(f"{ROSTER}/post/{staffed['C01'].id}?day=2026-06-05&shift={shift}&q=nhan+vien+04").text
    told = section(page, '<section class="roster-place"').partition("Found by “nhan vien 04”")[2].strip()
    assert told == (
        "Nhân viên 04 BV-04 · Công ty bảo vệ Sông Hương Then 7 h on duty in all; 1 night; 0 h of rest after "
        "Nhân viên 04 (BV-04) needs 12 hours of rest after the duty that ends at 22:00 on 05/06/2026, has 0."
    )
    nobody = lead.get(f"{ROSTER}/post/{staffed['C01'].id}?day=2026-06-05&shift={shift}&q=%25").text
    assert "Nobody is found by these words." in nobody


def test_a_person_has_hours_nights_and_duties(lead: Visitor, put: Put, staffed: Festival) -> None:
    put("BV-02", "gate")
    put("BV-02", "gate at night", date(2026, 6, 6))
    people = lead.get(f"{ROSTER}/people?q=BV-02").text
    row = re.search(r"<tbody><tr>(.*?)</tr></tbody>", people, re.DOTALL)
    assert row is not None
    assert words(row[1]) == "Nhân viên 02 BV-02 Công ty bảo vệ Sông Hương 2 7 h 1 2"
    page = lead.get(f"{ROSTER}/people/{staffed['BV-02'].id}").text
    rows = [words(each) for each in re.findall(r"<tr>(.*?)</tr>", page, re.DOTALL)]
    assert rows == [
        "Day Time Post Function",
        "Friday 05/06 18:00–22:00 C01 Noon Gate Bảo vệ chốt",
        "Saturday 06/06 22:00–01:00 night C01 Noon Gate Bảo vệ chốt",
    ]


def test_whoever_relieves_others_is_told_when_to_come(lead: Visitor, put: Put, staffed: Festival) -> None:
    staffed["C01"].handover_minutes = 10
    put("BV-02", "gate at night")
    row = re.findall(r"<tr>(.*?)</tr>", lead.get(f"{ROSTER}/people/{staffed['BV-02'].id}").text, re.DOTALL)[1]
    assert words(row) == "Friday 05/06 22:00–01:00 night hand-over from 21:50 C01 Noon Gate Bảo vệ chốt"
    for shift, hours in (("evening", "18:00–22:00"), ("night", "22:00–01:00; hand-over from 21:50")):
        page = lead.get(f"{ROSTER}/post/{staffed['C01'].id}?day=2026-06-05&shift={staffed[shift].id}").text
        assert f"Bảo vệ chốt {hours} " in section(page, '<section class="roster-place"')


def test_what_is_short_says_why_nobody_else_comes_and_what_would_help(
    lead: Visitor, put: Put, staffed: Festival
) -> None:
    for officer in ("BV-02", "BV-03", "BV-04", "BV-05", "CA-01"):
        put(officer, "gate")
    put("BV-06", "gate at night")
    page = lead.get(f"{ROSTER}/shortages").text
    first = words(page[page.index('id="d2026-06-05"') : page.index("</section>")])
    assert first.partition(" 2 ")[2] == (
        "Friday 05/06, 22:00–01:00: Bảo vệ chốt, 1 of 2 missing. 7 people hold it. 5 must rest. "
        "1 person is free and can be called at once. C01 Noon Gate "
        "Friday 05/06, 22:00–06:00: Cấp cứu viên, 1 of 1 missing. 1 person holds this qualification. "
        "1 person is free and can be called at once. C02 Cầu Trường Tiền"
    )


def test_nothing_short_is_said_too(lead: Visitor, staffed: Festival) -> None:
    for name in ("gate", "gate at night", "bridge"):
        staffed[name].least = 0
    staffed.session.commit()
    assert "Nobody is missing." in lead.get(f"{ROSTER}/shortages").text


def test_empty_rooms_say_where_to_begin(sign_in: SignIn, crew: Festival, session: scoped_session[Session]) -> None:
    lead = sign_in(Role.SECURITY_LEAD, edition=crew.edition)
    assert "Nobody is on duty anywhere yet." in lead.get(f"{ROSTER}/").text
    session.execute(delete(Officer))
    assert "Nobody is on record who could be on duty." in lead.get(f"{ROSTER}/").text
    session.execute(delete(Need))
    assert "No post needs anybody yet." in lead.get(f"{ROSTER}/").text
    page = lead.get(f"{ROSTER}/post/{crew['C01'].id}").text
    assert "Nobody is needed here on this day." in page


@pytest.mark.parametrize("role", OUTSIDE, ids=str)
def test_for_others_there_is_no_roster(role: Role, sign_in: SignIn, put: Put, staffed: Festival) -> None:
    put("BV-02", "gate")
    troupe = staffed["ashi"] if role is Role.TROUPE_COORDINATOR else None
    agency = staffed["guard company"] if role is Role.AGENCY_LIAISON else None
    visitor = sign_in(role, edition=staffed.edition, troupe=troupe, agency=agency)
    ids = {"post": staffed["C01"].id, "officer": staffed["BV-02"].id}
    asked = [visitor.get(ROSTER + page.format(**ids)) for page in PAGES]
    asked += [visitor.post(ROSTER + page) for page in POSTS]
    assert [answer.status_code for answer in asked] == [404] * len(asked)
    assert "BV-02" not in "".join(answer.text for answer in asked)
    assert ROSTER not in visitor.get("/festival/song-huong/programme/performance/").text


@pytest.mark.parametrize("role", [Role.ADMIN, Role.SECURITY_LEAD, Role.PROTOCOL_OFFICER], ids=str)
def test_those_who_keep_guarded_rows_are_let_in(role: Role, sign_in: SignIn, staffed: Festival) -> None:
    visitor = sign_in(role, edition=staffed.edition)
    ids = {"post": staffed["C01"].id, "officer": staffed["BV-02"].id}
    assert [visitor.get(ROSTER + page.format(**ids)).status_code for page in PAGES[:7]] == [200] * 7


def test_who_stays_until_midnight_stays_until_24(lead: Visitor, staffed: Festival) -> None:
    staffed["C01"].hours = []
    staffed["evening"].ends = time(0)
    staffed.session.commit()
    assert matrix(lead)[0][1] == "Ca evening 14:00–24:00"
    assert "Friday 05/06, 14:00–24:00: Bảo vệ chốt, 4 of 4 missing." in words(lead.get(f"{ROSTER}/shortages").text)


def test_those_who_read_vietnamese_read_vietnamese_names(sign_in: SignIn, staffed: Festival) -> None:
    lead = sign_in(Role.SECURITY_LEAD, edition=staffed.edition, language="vi")
    assert matrix(lead)[2][0] == "C01 Cổng Ngọ Môn"
