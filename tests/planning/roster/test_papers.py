"""The roster on paper: what the sheets say, and what is answered to whoever asks whether one is still current."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select

from festival_ops.accounts.models import Role
from festival_ops.planning.actions.roster import move_duties
from festival_ops.planning.models import DutyChange
from festival_ops.web.history import record
from tests.planning.roster.conftest import FIRST, ROSTER, Ask, Put, Release
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
    return timeless(page[page.index('<p class="reading">') : page.index("</main>")])


def timeless(page: str) -> str:
    """The words of a page; what was printed or released now is so at whatever moment."""
    return re.sub(r"\d\d/\d\d/\d{4} \d\d:\d\d|\d\d:\d\d,? \d\d/\d\d/\d{4}", "(moment)", words(page))


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
def test_a_released_sheet_stays_as_people_were_told(
    lead: Visitor, staffed: Festival, assign: Ask, release: Release
) -> None:
    def printed(asked: str = "") -> str:
        page = lead.get(f"{card(staffed)}{asked}").text
        return timeless(page[page.index('<div class="cards-sheets">') :])

    draft = printed()
    assert draft.startswith("Draft, not released C01 Noon Gate")
    assert draft.endswith("Revision 0 of the roster, printed on (moment).")
    release()
    told = printed()
    assert told.endswith("Roster 1, released on (moment) and signed by security_lead; printed on (moment).")
    assert "Draft" not in told
    send(lead, f"/festival/song-huong/security/post/{staffed['C01'].id}/edit", name_en="East Gate", tasks="Khác")
    send(lead, f"/festival/song-huong/security/officer/{staffed['BV-02'].id}/edit", name="Nguyễn Văn Đổi")
    assign("BV-06", "gate")
    assert printed() == told
    draft, shown = printed("&draft=1"), ("Draft, not released", "East Gate", "Nguyễn Văn Đổi", "BV-06")
    assert [word in draft for word in shown] == [True] * 4


@pytest.mark.usefixtures("manned_gate")
def test_the_list_of_sheets_shows_a_release_or_the_draft(lead: Visitor, staffed: Festival, release: Release) -> None:
    page = timeless(lead.get(f"{ROSTER}/papers?{DAY}").text)
    assert "The roster has not been released yet: the sheets show it as it stands now" in page
    release()
    staffed["C01"].name_en = "East Gate"
    staffed.session.commit()
    released, draft = (lead.get(f"{ROSTER}/papers?{DAY}{asked}").text for asked in ("", "&draft=1"))
    assert "The sheets show roster 1, which was released on (moment) and signed by security_lead." in timeless(released)
    assert "nobody has been told of yet" in timeless(draft)
    assert [rows(page, "rows papers-list")[1][0] for page in (released, draft)] == ["C01 Noon Gate", "C01 East Gate"]
    links = [re.findall(r'href="[^"]*/card\?([^"]*)"', page)[0] for page in (released, draft)]
    assert links == [DAY, f"{DAY}&amp;draft=1"]


@pytest.mark.usefixtures("manned_gate")
def test_a_sheet_stays_current_until_a_release_changes_what_it_shows(
    lead: Visitor, staffed: Festival, assign: Ask, release: Release
) -> None:
    release()
    asked = question(lead, wall(staffed))
    before = "Centre · Friday 05/06/2026 · printed from roster 1, released on (moment) Yes, this sheet is current. "
    assert answer(lead, asked) == f"{before}Roster 1 is the last one released."
    assign("BV-06", "gate")
    assert answer(lead, asked) == f"{before}Roster 1 is the last one released."
    lead.post(f"{ROSTER}/undoing", data={"change": staffed.session.scalars(select(DutyChange.id)).one()})
    assign("BV-06", "gate", staffed.edition.days[2])
    release()
    expected = "Roster 2 was released on (moment); nothing of what this sheet shows has changed."
    assert answer(lead, asked) == before + expected


def test_who_came_and_who_left_since_is_told(
    lead: Visitor, staffed: Festival, assign: Ask, put: Put, release: Release
) -> None:
    stays, leaves = put("BV-02", "gate"), put("BV-03", "gate")
    release()
    asked = question(lead, card(staffed))
    lead.post(f"{ROSTER}/duty/{leaves.id}/removal")
    assign("BV-04", "gate")
    lead.post(f"{ROSTER}/duty/{stays.id}/removal")
    assign("BV-02", "gate")
    release()
    place = "C01 · Bảo vệ chốt · Friday 05/06 18:00–22:00"
    assert answer(lead, asked) == (
        "C01 · Noon Gate · Friday 05/06/2026 · printed from roster 1, released on (moment) "
        "No, this sheet is out of date. "
        "Roster 2 was released on (moment). Take the sheet down and print it again. "
        "Duty card, A5 Signature list, A4 "
        f"Who came 1 BV-04 · Nhân viên 04 {place} Who left 1 BV-03 · Nhân viên 03 {place}"
    )


def test_other_hours_and_another_name_make_a_sheet_stale(
    lead: Visitor, staffed: Festival, put: Put, release: Release
) -> None:
    put("BV-02", "gate")
    release()
    asked = question(lead, card(staffed))
    send(lead, f"/festival/song-huong/security/officer/{staffed['BV-02'].id}/edit", name="Nguyễn Văn Đổi")
    assert "Nobody's duties change, but something does" in words(lead.get(f"{ROSTER}/release").text)
    release()
    told = answer(lead, asked)
    assert told[told.index("The people") :] == (
        "The people and their hours are the same; how many are needed, a name, a phone or the tasks have changed."
    )
    send(lead, f"/festival/song-huong/security/shift/{staffed['evening'].id}/edit", ends="21:00")
    release()
    told = answer(lead, asked)
    assert told[told.index("Other hours") :] == (
        "Other hours 1 18:00–21:00 C01 · Bảo vệ chốt · Friday 05/06 · until now 18:00–22:00"
    )


def test_a_draft_says_that_it_was_never_released(
    lead: Visitor, staffed: Festival, assign: Ask, put: Put, release: Release
) -> None:
    put("BV-02", "gate")
    asked = question(lead, card(staffed))
    before = (
        "C01 · Noon Gate · Friday 05/06/2026 · printed as a draft, from revision 0 of the roster "
        "This sheet is a draft and was never released. "
    )
    assert (
        answer(lead, asked) == f"{before}The roster still stands as the sheet shows it; nobody has been told of it yet."
    )
    assign("BV-03", "gate")
    assert answer(lead, asked) == f"{before}The roster has changed since; nobody has been told of it yet."
    release()
    assert answer(lead, asked) == (
        f"{before}People were told roster 1. Take the sheet down and print that. Duty card, A5 Signature list, A4"
    )


@pytest.mark.parametrize("role", [*OUTSIDE, None])
@pytest.mark.usefixtures("manned_gate")
def test_nobody_else_learns_anything_by_the_code(
    lead: Visitor, staffed: Festival, sign_in: SignIn, role: Role | None
) -> None:
    """The address itself names nobody, and whoever may not know of the roster finds no such page."""
    asked = question(lead, card(staffed))
    assert re.fullmatch(rf"{ROSTER}/papers/post/\d+/2026-06-05/draft-\d+-[0-9a-f]{{12}}/currency", asked), asked
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


@pytest.mark.parametrize("sheet", ["x", "draft-1-2", "draft-2-00000000000z", "release-0", "release-7"])
def test_a_code_that_is_none_of_ours_leads_nowhere(lead: Visitor, staffed: Festival, sheet: str) -> None:
    post = f"{ROSTER}/papers/post/{staffed['C01'].id}"
    assert lead.get(f"{post}/{FIRST.isoformat()}/{sheet}/currency").status_code == 404
    assert lead.get(f"{post}/x/draft-2-0123456789ab/currency").status_code == 404


def test_sheets_of_a_postponed_festival_are_out_of_date_and_those_of_the_new_days_not_released(
    lead: Visitor, staffed: Festival, put: Put, release: Release
) -> None:
    put("BV-02", "gate")
    release()
    asked, edition, week = question(lead, card(staffed)), staffed.edition, timedelta(days=7)
    edition.first_day, edition.last_day = edition.first_day + week, edition.last_day + week
    move_duties(staffed.session(), edition, 7)
    record(staffed.session, edition, "postponed", by=None)
    staffed.session.commit()
    assert "05/06/2026 is no longer a day of the festival." in answer(lead, asked)
    assert "Roster 1 tells nothing of this day." in lead.get(f"{ROSTER}/papers").text
    assert "Roster 1 tells nothing of this place on this day" in lead.get(card(staffed)).text
    assert "BV-02" in lead.get(f"{ROSTER}/papers/post/{staffed['C01'].id}/card?day=2026-06-12&draft=1").text
