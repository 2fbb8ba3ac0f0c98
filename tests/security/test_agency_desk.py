"""An agency's desk: its liaison enters the agency's own people and absences, and learns nothing of anybody else's."""

from __future__ import annotations

import io
import zipfile
from html import unescape

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, scoped_session

from festival_ops.accounts.models import Role
from festival_ops.planning.models import Duty
from festival_ops.security.models import Absence, Agency, Contingent, Officer, Squad
from tests.support.addresses import Pages
from tests.support.desks import Desk, plain
from tests.support.papers import errors_in, send
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")

Rows = scoped_session[Session]
BASE = "/festival/song-huong/security/agency-desk/"
# What stands in the rows of the other agency and nowhere else.
SECRETS = (
    "Cothia",
    "ZZ-77",
    "0987 654 321",
    "Nhân viên 01",
    "BV-01",
    "0900 000 001",
    "Sông Hương</",
    "Sông Hương ·",
    "H2-",
)
OPENED = [
    "desk.absence_edit",
    "desk.absence_list",
    "desk.absence_new",
    "desk.absence_removal",
    "desk.absence_show",
    "desk.agency_promise",
    "desk.duties_file",
    "desk.head_show",
    "desk.officer_edit",
    "desk.officer_list",
    "desk.officer_new",
    "desk.officer_removal",
    "desk.officer_show",
    "desk.summary",
    "desk_sheets.rows",
    "desk_sheets.template",
    "desk_sheets.uploads",
]
OPEN_HOUSE = ("accounts.", "calendars.", "home.", "static", "public.", "programme_files.", "start.first")


def beside(made: Festival) -> Festival:
    """Another agency whose people stand at the posts of the liaison's and are away at the same time."""
    made.add("Cothia", Squad(name="Tổ Cothia", agency=made["guard company"]))
    other = Officer(code="ZZ-77", name="Cothia Bimat", phone="0987 654 321", agency=made["guard company"])
    other.squad = made["Cothia"]
    made.add("ZZ-77", other)
    made.session.flush()
    made.add("other leave", Absence(officer=other, starts=made.at(1, "06:00"), ends=made.at(2, "06:00")))
    for code, need in (("ZZ-77", "gate"), ("BV-01", "gate"), ("ZZ-77", "gate at night"), ("CA-01", "gate at night")):
        duty = {"edition_id": made.edition.id, "day": made.edition.first_day}
        made.session.add(Duty(officer=made[code], need=made[need], **duty))
    return made


def promise_beside(made: Festival) -> None:
    """The other agency promises somebody without a name, who is on duty too."""
    made["guard company"].contingents = [Contingent(qualification=made["YT"], heads=2)]
    made.session.commit()
    head = made.session.scalars(select(Officer).where(Officer.agency == made["guard company"], Officer.unnamed)).one()
    made.session.add(Duty(officer=head, need=made["bridge"], edition_id=made.edition.id, day=made.edition.first_day))
    made.session.commit()


@pytest.fixture
def two(crew: Festival) -> Festival:
    return beside(crew)


@pytest.fixture
def liaison(sign_in: SignIn, two: Festival) -> Visitor:
    return sign_in(Role.AGENCY_LIAISON, edition=two.edition, agency=two["city police"])


@pytest.fixture
def sheets(liaison: Visitor, two: Festival) -> Desk:
    return Desk(liaison, two.edition, "security/agency-desk/")


def secrets_in(content: bytes) -> list[str]:
    """The other agency's words in a page, or in the pages of a workbook."""
    if content.startswith(b"PK"):
        book = zipfile.ZipFile(io.BytesIO(content))
        content = b"\n".join(book.read(name) for name in book.namelist())
    text = unescape(content.decode("utf-8", "replace"))
    return [secret for secret in SECRETS if secret in text]


def test_no_page_of_the_house_tells_of_another_agency(pages: Pages, festival: Festival, sign_in: SignIn) -> None:
    """Every address there is, with every number that a row may have, searched and sorted."""
    promise_beside(beside(festival))
    lead = sign_in(Role.SECURITY_LEAD, edition=festival.edition)
    send(lead, f"/festival/song-huong/security/officer/{festival['ZZ-77'].id}/edit", note="Cothia")
    liaison = sign_in(Role.AGENCY_LIAISON, edition=festival.edition, agency=festival["city police"])
    told, opened, known_of = [], set(), set()
    for rule, address in pages:
        # The pages of the sign-in know no row, and some sign out.
        if "GET" not in (rule.methods or ()) or rule.endpoint.startswith("security."):
            continue
        at_desk = rule.endpoint.startswith("desk")
        asked = [f"{address}{more}" for more in ("", "?q=bimat", "?sort=name&down=1", "?day=2026-06-05")]
        asked += [address.replace("/1", f"/{id}") for id in range(2, 12)] if at_desk and "/1" in address else []
        for each in asked if at_desk else asked[:2]:
            answer = liaison.get(each)
            told += [f"{each}: {secret}" for secret in secrets_in(answer.data)]
            if answer.status_code == 200:
                opened.add(rule.endpoint)
            elif answer.status_code == 403:
                known_of.add(rule.endpoint)
    assert told == []
    assert known_of == set()
    assert sorted(endpoint for endpoint in opened if not endpoint.startswith(OPEN_HOUSE)) == OPENED


def test_rows_of_another_agency_are_not_there(liaison: Visitor, two: Festival) -> None:
    officer, absence = two["ZZ-77"].id, two["other leave"].id
    own = {f"officer/{two['CA-01'].id}", f"absence/{two['fever'].id}", f"agency/{two['city police'].id}/promise"}
    others = {f"officer/{officer}", f"absence/{absence}", f"agency/{two['guard company'].id}/promise"}
    others |= {
        f"{page}/{verb}" for page in (f"officer/{officer}", f"absence/{absence}") for verb in ("edit", "removal")
    }
    assert {liaison.get(BASE + page).status_code for page in own} == {200}
    assert {page: liaison.get(BASE + page).status_code for page in others} == dict.fromkeys(others, 404)
    assert {page: liaison.post(BASE + page, data={"version": "1", "name": "x"}).status_code for page in others} == {
        page: 405 if page.count("/") == 1 else 404 for page in others
    }


def test_for_everybody_else_there_is_no_desk(sign_in: SignIn, two: Festival) -> None:
    others = [role for role in Role if role not in (Role.AGENCY_LIAISON, Role.TROUPE_COORDINATOR)]
    pages = ("", "officer/", "absence/new", "spreadsheets/", "duties.xlsx")
    found = {
        role: {sign_in(role, edition=two.edition).get(BASE + page).status_code for page in pages} for role in others
    }
    assert found == {role: {404} for role in others}
    unbound = sign_in(Role.AGENCY_LIAISON, edition=two.edition)
    assert {unbound.get(BASE + page).status_code for page in pages} == {404}


def test_a_name_is_filled_in_for_a_head_that_was_promised(liaison: Visitor, two: Festival, session: Rows) -> None:
    facts = {"code": "CA-03", "name": "Cán bộ 03", "agency": two["city police"].id, "holdings": "BV 30/06/2026; CH"}
    assert send(liaison, f"{BASE}officer/new", **facts).status_code == 303
    made = session.scalars(select(Officer).where(Officer.code == "CA-03")).one()
    assert (made.name, made.agency.name, sorted(map(str, made.holdings))) == (
        "Cán bộ 03",
        "Công an thành phố",
        ["BV", "CH"],
    )
    page = plain(liaison.get(BASE))
    assert "37 names are missing: 40 people are promised, 3 are named." in page
    assert send(liaison, f"{BASE}agency/{two['city police'].id}/promise", heads=3).status_code == 303
    assert "are missing" not in plain(liaison.get(BASE))


def test_nobody_is_entered_for_another_agency(liaison: Visitor, two: Festival, session: Rows) -> None:
    gone = "The chosen record is no longer there; please choose another."
    answer = send(liaison, f"{BASE}officer/new", code="X", name="X", agency=two["guard company"].id)
    assert (answer.status_code, errors_in(answer)["agency"]) == (422, gone)
    own = {"code": "X", "name": "X", "agency": two["city police"].id}
    answer = send(liaison, f"{BASE}officer/new", **own, squad=two["Cothia"].id)
    assert errors_in(answer) == {"squad": gone}
    span = {"starts": "05/06/2026 06:00", "ends": "05/06/2026 18:00"}
    answer = send(liaison, f"{BASE}absence/new", officer=two["ZZ-77"].id, **span)
    assert errors_in(answer) == {"officer": gone}
    taken = send(liaison, f"{BASE}officer/new", **own | {"code": "ZZ-77"})
    assert errors_in(taken) == {"code": "“ZZ-77” exists already; please choose another."}
    assert "Cothia" not in taken.text
    assert session.scalar(select(func.count()).select_from(Officer)) == 4


def test_an_unwanted_evening_is_entered_once(liaison: Visitor, two: Festival, session: Rows) -> None:
    span = {"starts": "07/06/2026 18:00", "ends": "08/06/2026 06:00"}
    form = {"officer": two["CA-01"].id, "kind": "unwanted", **span}
    assert send(liaison, f"{BASE}absence/new", **form).status_code == 303
    again = send(liaison, f"{BASE}absence/new", **form)
    assert errors_in(again) == {"ends": "CA-01 · Cán bộ 01 is noted as away in this time already; change that entry."}
    row = session.scalars(select(Absence).where(Absence.officer_id == two["CA-01"].id)).one()
    assert row.kind == "unwanted"
    assert "Would rather be free" in plain(liaison.get(f"{BASE}absence/"))


def test_whoever_is_on_the_roster_is_replaced_not_removed(liaison: Visitor, two: Festival, session: Rows) -> None:
    page = f"{BASE}officer/{two['CA-01'].id}/removal"
    assert "CA-01 · Cán bộ 01 is on the roster and cannot be removed." in plain(liaison.get(page))
    assert send(liaison, page, reason="x").status_code == 409
    assert send(liaison, f"{BASE}officer/{two['CA-02'].id}/removal", reason="Chuyển công tác").status_code == 303
    assert sorted(session.scalars(select(Officer.code))) == ["BV-01", "CA-01", "ZZ-77"]


PEOPLE = "Số hiệu,Họ và tên,Đơn vị,Chuyên môn\n"


def test_own_people_and_absences_come_in_by_spreadsheet_and_are_taken_back(sheets: Desk, session: Rows) -> None:
    people = f"{PEOPLE}CA-01,Cán bộ Một,Công an thành phố,CH; BV\nCA-09,Cán bộ 09,cong an thanh pho,bv\n"
    absences = "Số hiệu,Lý do,Từ,Đến,Ghi chú\nCA-09,muốn nghỉ,07/06/2026 18:00,08/06/2026 06:00,giỗ\n"
    sheets.bring(("people.csv", people), ("absences.csv", absences))
    row = session.scalars(select(Absence).join(Officer).where(Officer.code == "CA-09")).one()
    assert (row.kind, row.note, row.officer.agency.name) == ("unwanted", "giỗ", "Công an thành phố")
    assert session.scalars(select(Officer.name).where(Officer.code == "CA-01")).one() == "Cán bộ Một"
    taken_out = sheets.visitor.get(f"{sheets.root}/rows/absences.csv").data.decode("utf-8-sig").splitlines()
    assert taken_out[1:] == [
        "CA-02,Ill,05/06/2026 06:00,06/06/2026 06:00,",
        "CA-09,Would rather be free,07/06/2026 18:00,08/06/2026 06:00,giỗ",
    ]
    assert sheets.press("undoing").status_code == 303
    session.expire_all()
    assert sorted(session.scalars(select(Officer.name))) == ["Cothia Bimat", "Cán bộ 01", "Cán bộ 02", "Nhân viên 01"]


def test_rows_of_another_agency_are_refused_with_a_sentence(sheets: Desk, session: Rows) -> None:
    rows = "ZZ-77,Ai đó,Công an thành phố,BV\nX-1,Ai đó,Công ty bảo vệ Sông Hương,BV\nX-2,Ai đó,Đơn vị không có,BV\n"
    told = sheets.look(("people.csv", PEOPLE + rows))
    assert "The code “ZZ-77” is given already; choose another for this person." in told
    for name in ("Công ty bảo vệ Sông Hương", "Đơn vị không có"):
        assert f"“{name}” is not your agency: only people of Công an thành phố can be entered here." in told
    assert "Cothia" not in told
    assert "/application" not in sheets.visitor.get(sheets.address).text
    away = "Số hiệu,Từ,Đến\nZZ-77,07/06/2026 18:00,08/06/2026 06:00\nZZ-7,07/06/2026 18:00,08/06/2026 06:00\n"
    told = sheets.look(("absences.csv", away))
    assert ("Nothing is called “ZZ-77”." in told, "Did you mean" in told) == (True, False)
    assert "No page of this file could be recognised" in sheets.look(("agencies.csv", "Đơn vị,Lực lượng\nX,Công an\n"))
    assert session.scalar(select(func.count()).select_from(Officer)) == 4
    assert session.scalar(select(func.count()).select_from(Agency)) == 2


def test_uploads_of_others_are_not_seen_nor_taken_back(sheets: Desk, two: Festival, sign_in: SignIn) -> None:
    lead = Desk(sign_in(Role.SECURITY_LEAD, edition=two.edition), two.edition)
    lead.bring(("Cothia.csv", f"{PEOPLE}ZZ-78,Cothia Hai,Công ty bảo vệ Sông Hương,BV\n"))
    number = lead.address.rpartition("/")[2]
    assert sheets.visitor.get(f"{sheets.root}/upload/{number}").status_code == 404
    assert sheets.visitor.post(f"{sheets.root}/upload/{number}/undoing", data={"version": "2"}).status_code == 404
    assert "Cothia" not in plain(sheets.visitor.get(f"{sheets.root}/"))
    other = Desk(sign_in(Role.AGENCY_LIAISON, edition=two.edition, agency=two["guard company"]), two.edition)
    assert other.visitor.get(f"{sheets.root}/upload/{number}").status_code == 404


def test_taking_back_does_not_name_whom_another_agency_has_now(sheets: Desk, two: Festival, session: Rows) -> None:
    sheets.bring(("people.csv", f"{PEOPLE}CA-09,Cán bộ 09,Công an thành phố,BV\n"))
    moved = session.scalars(select(Officer).where(Officer.code == "CA-09")).one()
    moved.agency, moved.name = two["guard company"], "Cothia Chín"
    session.commit()
    answer = sheets.press("undoing")
    assert answer.status_code == 409
    assert "“A row of this upload” was changed since" in plain(answer)
    assert "Cothia" not in answer.text
