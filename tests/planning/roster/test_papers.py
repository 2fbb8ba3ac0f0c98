"""The roster on paper: what the sheets say, and what is answered to whoever asks whether one is still current."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select

from festival_ops.accounts.models import Role, User
from festival_ops.planning.actions.roster import accept
from festival_ops.planning.models import RosterRun
from festival_ops.security.models import Officer
from tests.planning.roster.conftest import FIRST, ROSTER, Ask, Put
from tests.planning.roster.test_pages import OUTSIDE, section, words
from tests.support.papers import send
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")

DAY = f"day={FIRST.isoformat()}"


@pytest.fixture
def manned_gate(put: Put) -> None:
    for officer in ("BV-02", "BV-03", "BV-04"):
        put(officer, "gate")
    put("BV-05", "gate at night")


def wall(staffed: Festival) -> str:
    return f"{ROSTER}/papers/sector/{staffed['inner'].id}/wall?{DAY}"


def card(staffed: Festival, post: str = "C01") -> str:
    return f"{ROSTER}/papers/post/{staffed[post].id}/card?{DAY}"


def question(visitor: Visitor, sheet: str) -> str:
    """Where the code of a sheet leads."""
    found = re.search(r'<figcaption><a href="([^"]+)"', visitor.get(sheet).text)
    assert found is not None
    address = urlsplit(unescape(found[1]))
    return address.path


def answer(visitor: Visitor, address: str) -> str:
    page = visitor.get(address).text
    return words(page[page.index('<p class="reading">') : page.index("</main>")])


def rows(page: str, table: str) -> list[list[str]]:
    found = re.search(rf'<table class="{table}">(.*?)</table>', page, re.DOTALL)
    assert found is not None
    lines = re.findall(r"<tr[^>]*>(.*?)</tr>", found[1], re.DOTALL)[1:]
    return [[words(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", line, re.DOTALL)] for line in lines]


@pytest.mark.usefixtures("manned_gate")
def test_the_wall_plan_shows_posts_by_shifts_with_leaders_and_what_is_missing(lead: Visitor, staffed: Festival) -> None:
    assert rows(lead.get(wall(staffed)).text, "wall") == [
        ["Post", "Ca evening 14:00–22:00", "Ca night 22:00–06:00"],
        [
            "C01 Noon Gate",
            "Bảo vệ chốt 18:00–22:00 3/4 leads BV-02 Nhân viên 02 BV-03 Nhân viên 03 BV-04 Nhân viên 04 1 missing",
            "Bảo vệ chốt 22:00–01:00 1/2 BV-05 Nhân viên 05 1 missing",
        ],
        ["C02 Cầu Trường Tiền", "– nobody is needed", "Cấp cứu viên 0/1 1 missing"],
    ]


@pytest.mark.usefixtures("manned_gate")
def test_the_duty_card_tells_who_leads_and_who_relieves_whom(lead: Visitor, staffed: Festival) -> None:
    staffed["BV-02"].phone = "0900 000 002"
    staffed["C01"].tasks = "Kiểm soát vé."
    staffed["inner"].phone = "0900 000 100"
    page = lead.get(card(staffed)).text
    assert words(page[page.index("<h2 id=") : page.rindex("<figure")]) == (
        "C01 Noon Gate Friday 05/06/2026 Centre · Imperial City Command of the sector: 0900 000 100."
    )
    assert section(page, '<span class="clock">18:00') == (
        "18:00–22:00 Bảo vệ chốt Ca evening leads BV-02 Nhân viên 02 BV-03 Nhân viên 03 BV-04 Nhân viên 04 1 missing "
        "Nhân viên 02 leads: 0900 000 002 Relieved by BV-05 Nhân viên 05"
    )
    assert section(page, '<span class="clock">22:00') == (
        "22:00–01:00 Bảo vệ chốt Ca night BV-05 Nhân viên 05 1 missing "
        "Takes over from leads BV-02 Nhân viên 02, BV-03 Nhân viên 03, BV-04 Nhân viên 04 "
        "Nobody relieves: duty ends here."
    )
    assert "Kiểm soát vé." in page


@pytest.mark.usefixtures("manned_gate")
def test_the_signature_list_leaves_lines_for_those_who_are_missing(lead: Visitor, staffed: Festival) -> None:
    page = lead.get(f"{ROSTER}/papers/post/{staffed['C01'].id}/signatures?{DAY}").text
    company = "Công ty bảo vệ Sông Hương"
    assert rows(page, "signing")[1:] == [
        ["1", "Nhân viên 02 leads", "BV-02", company, "18:00–22:00", "", ""],
        ["2", "Nhân viên 03", "BV-03", company, "18:00–22:00", "", ""],
        ["3", "Nhân viên 04", "BV-04", company, "18:00–22:00", "", ""],
        ["4", "missing: Bảo vệ chốt", "", "", "18:00–22:00", "", ""],
        ["5", "Nhân viên 05", "BV-05", company, "22:00–01:00", "", ""],
        ["6", "missing: Bảo vệ chốt", "", "", "22:00–01:00", "", ""],
    ]


@pytest.mark.usefixtures("manned_gate")
def test_a_sheet_stays_current_until_something_that_it_shows_changes(
    lead: Visitor, staffed: Festival, assign: Ask
) -> None:
    asked = question(lead, wall(staffed))
    before = "Centre · Friday 05/06/2026 · printed from revision 0 of the roster "
    assert answer(lead, asked) == (
        f"{before}Yes, this sheet is current. The roster has not changed since it was printed."
    )
    assign("BV-06", "gate", staffed.edition.days[2])
    assert answer(lead, asked) == (
        f"{before}Yes, this sheet is current. "
        "The roster stands at revision 1 now; nothing of what this sheet shows has changed."
    )


def test_who_came_and_who_left_since_is_told(lead: Visitor, staffed: Festival, assign: Ask, put: Put) -> None:
    stays, leaves = put("BV-02", "gate"), put("BV-03", "gate")
    asked = question(lead, card(staffed))
    lead.post(f"{ROSTER}/duty/{leaves.id}/removal")
    assign("BV-04", "gate")
    lead.post(f"{ROSTER}/duty/{stays.id}/removal")
    assign("BV-02", "gate")
    told = answer(lead, asked)
    place = "C01 · Ca evening · BV · Friday 05/06"
    assert told == (
        "C01 · Cổng Ngọ Môn · Friday 05/06/2026 · printed from revision 0 of the roster No, this sheet is out of date. "
        "The roster stands at revision 4 now. Take the sheet down and print it again. "
        "Duty card, A5 Signature list, A4 "
        f"Who came 1 BV-04 · Nhân viên 04 {place} Who left 1 BV-03 · Nhân viên 03 {place}"
    )


def test_a_roster_accepted_as_a_whole_is_told_too(lead: Visitor, staffed: Festival, put: Put) -> None:
    put("BV-02", "gate")
    asked = question(lead, card(staffed))
    session, edition = staffed.session(), staffed.edition
    number = staffed["gate"].id * 100_000
    run = RosterRun(
        edition_id=edition.id, revision=0, seconds=1, outline={},
        problem={"first_day": edition.first_day.isoformat(), "current": []},
        answer={"plan": {"duties": [{"officer": staffed["BV-03"].id, "need": number}]}},
    )  # fmt: skip
    session.add(run)
    session.flush()
    accept(session, run, session.scalars(select(User)).one())
    session.commit()
    told = answer(lead, asked)
    assert told[told.index("Who came") :] == (
        "Who came 1 BV-03 · Nhân viên 03 C01 · Ca evening · BV · Friday 05/06 "
        "Who left 1 BV-02 · Nhân viên 02 C01 · Ca evening · BV · Friday 05/06"
    )


def test_other_hours_and_another_name_make_a_sheet_stale(lead: Visitor, staffed: Festival, put: Put) -> None:
    put("BV-02", "gate")
    asked = question(lead, card(staffed))
    send(lead, f"/festival/song-huong/security/officer/{staffed['BV-02'].id}/edit", name="Nguyễn Văn Đổi")
    send(lead, f"/festival/song-huong/security/shift/{staffed['evening'].id}/edit", ends="21:00")
    told = answer(lead, asked)
    assert re.findall(r"changed ([^:]+): (\S+ \S+)", told) == [
        ("Shift", "Ca evening"),
        ("Person on duty", "Nguyễn Văn"),
    ]
    staffed.session.delete(staffed.session.get_one(Officer, staffed["BV-02"].id))
    staffed.session.commit()
    assert "No, this sheet is out of date." in answer(lead, asked)


@pytest.mark.parametrize("role", [*OUTSIDE, None])
@pytest.mark.usefixtures("manned_gate")
def test_nobody_else_learns_anything_by_the_code(
    lead: Visitor, staffed: Festival, sign_in: SignIn, role: Role | None
) -> None:
    """The address itself names nobody, and whoever may not know of the roster finds no such page."""
    asked = question(lead, card(staffed))
    assert re.fullmatch(rf"{ROSTER}/papers/post/\d+/2026-06-05/\d+-\d+-[0-9a-f]{{12}}/currency", asked), asked
    other = sign_in(role, edition=staffed.edition) if role else sign_in()
    for address in (asked, wall(staffed), card(staffed), f"{ROSTER}/papers"):
        refused = other.get(address)
        assert refused.status_code == 404
        assert "Nhân viên" not in refused.text


def test_whoever_is_not_signed_in_is_asked_to(lead: Visitor, staffed: Festival, client: Visitor, put: Put) -> None:
    put("BV-02", "gate")
    refused = client.get(question(lead, card(staffed)))
    assert urlsplit(refused.location).path == "/sign-in"
    assert "Nhân viên" not in refused.text


@pytest.mark.parametrize("sheet", ["x", "1-2-3", "1-2-00000000000z"])
def test_a_code_that_is_none_of_ours_leads_nowhere(lead: Visitor, staffed: Festival, sheet: str) -> None:
    post = f"{ROSTER}/papers/post/{staffed['C01'].id}"
    assert lead.get(f"{post}/{FIRST.isoformat()}/{sheet}/currency").status_code == 404
    assert lead.get(f"{post}/x/1-2-0123456789ab/currency").status_code == 404


def test_a_sheet_of_a_day_that_is_none_any_more_says_so(lead: Visitor, staffed: Festival) -> None:
    page = f"{ROSTER}/papers/post/{staffed['C01'].id}/2026-05-05/1-2-0123456789ab/currency"
    assert "05/05/2026 is no longer a day of the festival." in answer(lead, page)
