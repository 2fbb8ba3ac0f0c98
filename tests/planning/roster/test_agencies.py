"""The roster by agency: own people by name, all others by number, and each agency in numbers."""

from __future__ import annotations

import io
import re
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from festival_ops.accounts.models import Role
from festival_ops.security.models import Absence, Need
from solver.crew.check import check
from solver.crew.plan import CrewPlan
from solver.crew.problem import Duty as CoreDuty
from solver.crew.wishes.wanted_hours import WantedHours
from solver.problem import Span
from tests.planning.roster.conftest import FIRST, ROSTER, Put
from tests.planning.roster.test_pages import words
from tests.planning.roster.test_snapshot import read
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")

DESK = "/festival/song-huong/security/agency-desk/"


@pytest.fixture
def mixed(staffed: Festival, put: Put) -> Festival:
    """Police and guards stand together at the gate; a guard takes over there, and others are at it the day after."""
    for officer in ("CA-01", "CA-02", "BV-02", "BV-03", "BV-04"):
        put(officer, "gate")
    for officer in ("CA-01", "BV-05"):
        put(officer, "gate at night")
    put("BV-06", "gate", date(2026, 6, 6))
    return staffed


@pytest.fixture
def liaison(sign_in: SignIn, mixed: Festival) -> Visitor:
    return sign_in(Role.AGENCY_LIAISON, edition=mixed.edition, agency=mixed["city police"])


def table(page: str, start: str) -> list[list[str]]:
    part = page[page.index(start) :]
    body = part[part.index("<tbody>") : part.index("</tbody>")]
    return [
        [words(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)]
        for row in re.findall(r"<tr[^>]*>(.*?)</tr>", body, re.DOTALL)
    ]


def test_a_liaison_reads_own_names_and_how_many_others(liaison: Visitor) -> None:
    page = liaison.get(f"{DESK}?day={FIRST.isoformat()}").text
    assert table(page, 'id="day-title"') == [
        [
            "18:00–22:00 Ca evening",
            "C01 Noon Gate",
            "Bảo vệ chốt",
            "Cán bộ 01 (CA-01) Cán bộ 02 (CA-02)",
            "3",
            "Cán bộ 01 (CA-01) and 1 of others",
        ],
        [
            "22:00–01:00 night Ca night",
            "C01 Noon Gate",
            "Bảo vệ chốt",
            "Cán bộ 01 (CA-01)",
            "1",
            "nobody is needed then",
        ],
    ]
    assert "Nobody of the agency is on duty on this day." in words(liaison.get(f"{DESK}?day=2026-06-06").text)


def test_a_liaison_reads_what_own_people_are_asked_for(liaison: Visitor, mixed: Festival) -> None:
    rows = table(liaison.get(DESK).text, 'id="asked-title"')
    assert [row[:3] for row in rows] == [["Bảo vệ chốt", "1", "1"], ["Chỉ huy", "1", "0"]]
    # Six duties of guards a day: none is open on the first, one is taken on the second.
    second, *others = (f"{day:%d/%m}" for day in mixed.edition.days[1:])
    assert rows[0][3] == " · ".join([f"{second}: 5", *(f"{day}: 6" for day in others)])
    assert rows[1][3] == "–"


def test_the_page_of_a_person_tells_the_duties_at_the_desk(liaison: Visitor, mixed: Festival) -> None:
    page = liaison.get(f"{DESK}officer/{mixed['CA-01'].id}").text
    assert [row[1:] for row in table(page, 'id="duties-title"')] == [
        ["18:00–22:00", "C01 Noon Gate", "Bảo vệ chốt"],
        ["22:00–01:00 night", "C01 Noon Gate", "Bảo vệ chốt"],
    ]


def test_the_lead_sees_each_agency_in_numbers(lead: Visitor, mixed: Festival) -> None:
    page = lead.get(f"{ROSTER}/agencies").text
    assert table(page, 'aria-label="Roster by agency"') == [
        ["Công an thành phố Police", "40", "2 38 short", "1", "3", "11 h", "1"],
        ["Công ty bảo vệ Sông Hương Bảo vệ", "–", "7", "0", "5", "19 h", "1"],
    ]
    by_day = table(page, 'id="days-title"')
    assert [row[:4] for row in by_day] == [
        ["Công an thành phố", "2", "–", "–"],
        ["Công ty bảo vệ Sông Hương", "4", "1", "–"],
    ]
    shown = words(lead.get(f"{ROSTER}/agency/{mixed['guard company'].id}?day=2026-06-06").text)
    assert ("Nhân viên 06 (BV-06)" in shown, "Cán bộ" in shown) == (True, False)


def test_the_workbook_for_an_agency_holds_its_own_names_only(lead: Visitor, liaison: Visitor, mixed: Festival) -> None:
    sent = lead.get(f"{ROSTER}/agency/{mixed['city police'].id}/duties.xlsx").data
    rows = CalamineWorkbook.from_filelike(io.BytesIO(sent)).get_sheet_by_index(0).to_python()
    assert rows[1:] == [
        [
            "Friday",
            "05/06/2026",
            "18:00–22:00",
            "C01 Noon Gate",
            "Ca evening",
            "Bảo vệ chốt",
            code,
            name,
            "",
            3.0,
            relief,
        ]
        for code, name in (("CA-01", "Cán bộ 01"), ("CA-02", "Cán bộ 02"))
        for relief in ["Cán bộ 01 (CA-01) and 1 of others"]
    ] + [
        [
            *("Friday", "05/06/2026", "22:00–01:00", "C01 Noon Gate", "Ca night", "Bảo vệ chốt", "CA-01", "Cán bộ 01"),
            *("", 1.0, "nobody is needed then"),
        ]
    ]
    own = liaison.get(f"{DESK}duties.xlsx").data
    assert CalamineWorkbook.from_filelike(io.BytesIO(own)).get_sheet_by_index(0).to_python() == rows


def test_hours_that_should_be_free_reach_the_core_as_a_wish(staffed: Festival) -> None:
    evening = {"starts": staffed.at(1, "18:00"), "ends": staffed.at(2, "06:00")}
    staffed.session.add(Absence(edition_id=staffed.edition.id, officer=staffed["BV-02"], kind="unwanted", **evening))
    staffed.session.commit()
    problem = read(staffed)
    officer = problem.officer(staffed["BV-02"].id)
    assert (officer.away, officer.unwanted) == ((), (Span(18 * 60, 30 * 60),))
    gate = next(need for need in problem.needs if need.post == staffed["C01"].id)
    plan = CrewPlan((CoreDuty(officer.id, gate.id),))
    assert [breach for breach in check(problem, plan) if breach.officers] == []
    assert [cost.facts["amount"] for cost in WantedHours().count(problem, plan)] == [1]


def test_others_are_counted_whatever_they_do_at_the_post(liaison: Visitor, mixed: Festival, put: Put) -> None:
    tied = {"post": mixed["C01"], "shift": mixed["evening"], "qualification": mixed["YT"]}
    mixed.add("aid", Need(reason="Theo đánh giá rủi ro", least=1, most=1, **tied))
    mixed.session.commit()
    put("BV-07", "aid")
    (evening, night) = table(liaison.get(f"{DESK}?day={FIRST.isoformat()}").text, 'id="day-title"')
    assert (evening[4], night[4]) == ("4", "1")
