"""A proposal before anybody decides: its matrix, whose duties change, and leaving single people out."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest

from festival_ops.database import db
from festival_ops.planning.models import RosterRun
from festival_ops.security.models import Absence
from tests.planning.roster.conftest import ROSTER, Ask, Propose, Put
from tests.planning.roster.test_duties import duties, notices
from tests.planning.roster.test_pages import words
from tests.support.people import Visitor
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")


def people(page: str) -> list[str]:
    """Whose duties change, as the list tells it, without its buttons."""
    rows = re.findall(r'<li class="roster-person[^"]*"><div>(.*?)</div>', page, re.DOTALL)
    return [words(row) for row in rows]


def table(page: str) -> list[str]:
    found = re.search(r'<table class="roster">(.*?)</table>', page, re.DOTALL)
    assert found is not None
    return [words(cell) for cell in re.findall(r"<td.*?</td>", found[1], re.DOTALL)]


def choose(lead: Visitor, run: RosterRun, officer: int, *, back: bool = False) -> tuple[int, list[str]]:
    path = f"{ROSTER}/run/{run.id}/omission" + ("/removal" if back else "")
    answer = lead.post(path, data={"officer": officer})
    shown = lead.get(answer.location) if answer.location else answer
    return answer.status_code, notices(shown)


def accept(lead: Visitor, run: RosterRun, *left_out: int) -> tuple[int, str]:
    answer = lead.post(f"{ROSTER}/run/{run.id}/acceptance", data={"left_out": list(left_out)})
    return answer.status_code, unescape(answer.text)


def test_the_roster_is_drawn_as_it_would_stand(put: Put, propose: Propose, lead: Visitor) -> None:
    put("BV-02", "gate")
    put("BV-03", "gate")
    put("CA-01", "gate at night")
    run = propose(("BV-02", "gate"), ("BV-04", "gate"), ("BV-06", "gate"), ("BV-03", "gate at night"))
    page = lead.get(f"{ROSTER}/run/{run.id}/proposal").text
    assert table(page) == [
        "3/4 others than now 1 missing",
        "1/2 others than now 1 missing",
        "– nobody is needed",
        "0/1 1 missing",
    ]
    assert people(page) == [
        "Cán bộ 01 (CA-01) released no longer Friday 05/06 22:00–01:00 C01 Noon Gate Bảo vệ chốt",
        "Nhân viên 03 (BV-03) other duties no longer Friday 05/06 18:00–22:00 C01 Noon Gate Bảo vệ chốt "
        "now Friday 05/06 22:00–01:00 C01 Noon Gate Bảo vệ chốt",
        "Nhân viên 04 (BV-04) called now Friday 05/06 18:00–22:00 C01 Noon Gate Bảo vệ chốt",
        "Nhân viên 06 (BV-06) called now Friday 05/06 18:00–22:00 C01 Noon Gate Bảo vệ chốt",
    ]
    assert people(lead.get(f"{ROSTER}/run/{run.id}/proposal?q=bv-04").text) == [people(page)[2]]
    assert people(lead.get(f"{ROSTER}/run/{run.id}/proposal?day=2026-06-06").text) == []


def test_whoever_is_left_out_keeps_their_duties(put: Put, propose: Propose, lead: Visitor, staffed: Festival) -> None:
    put("BV-02", "gate")
    run = propose(("BV-03", "gate"), ("BV-04", "gate"))
    old, new = staffed["BV-02"].id, staffed["BV-04"].id
    assert choose(lead, run, old) == (303, ["The duties of Nhân viên 02 stay as they are."])
    assert choose(lead, run, new) == (303, ["The duties of Nhân viên 04 stay as they are."])
    assert choose(lead, run, new)[0] == 303
    assert table(lead.get(f"{ROSTER}/run/{run.id}/proposal").text)[0] == "2/4 others than now 2 missing"
    status, text = accept(lead, run)
    assert status == 409
    assert "Somebody has left out other changes since you opened this page" in text
    assert choose(lead, run, old, back=True) == (303, ["The changes of Nhân viên 02 count again."])
    assert accept(lead, run, new)[0] == 303
    assert [code for code, *_ in duties(staffed)] == ["BV-03"]
    assert choose(lead, run, new)[0] == 409


def test_nobody_is_left_out_against_the_rules(put: Put, propose: Propose, lead: Visitor, staffed: Festival) -> None:
    """The bridge can use one person, so nobody stays there beside another."""
    staffed["BV-03"].holdings[0].qualification = staffed["YT"]
    put("BV-01", "bridge")
    run = propose(("BV-03", "bridge"))
    status, told = choose(lead, run, staffed["BV-01"].id)
    assert (status, told) == (
        422,
        [
            "C02 Cầu Trường Tiền can use 1 × Cấp cứu viên from 22:00 on 05/06/2026 to 06:00 on 06/06/2026 and "
            "has 2. Nothing was changed."
        ],
    )
    db.session.expire_all()
    assert run.left_out == []
    assert choose(lead, run, staffed["BV-03"].id) == (303, ["The duties of Nhân viên 03 stay as they are."])


def test_whoever_is_away_is_not_left_out(put: Put, propose: Propose, lead: Visitor, staffed: Festival) -> None:
    put("BV-02", "gate")
    starts, ends = staffed.at(1, "06:00"), staffed.at(2, "06:00")
    staffed.session.add(Absence(edition_id=staffed.edition.id, officer=staffed["BV-02"], starts=starts, ends=ends))
    run = propose(("BV-03", "gate"))
    status, told = choose(lead, run, staffed["BV-02"].id)
    assert (status, told) == (
        422,
        [
            "Nhân viên 02 (BV-02) is away from 06:00 on 05/06/2026 to 06:00 on 06/06/2026 and stands at C01 Noon "
            "Gate from 18:00 on 05/06/2026. Nothing was changed."
        ],
    )
    assert accept(lead, run)[0] == 303
    assert [code for code, *_ in duties(staffed)] == ["BV-03"]


def test_an_outdated_proposal_is_only_shown(assign: Ask, propose: Propose, lead: Visitor, staffed: Festival) -> None:
    run = propose(("BV-03", "gate"))
    assign("BV-02", "gate")
    page = lead.get(f"{ROSTER}/run/{run.id}/proposal").text
    assert "The roster has changed since this search began" in page
    assert "Leave out" not in page
    assert accept(lead, run)[0] == 409
    assert [code for code, *_ in duties(staffed)] == ["BV-02"]


def test_a_decided_proposal_says_so(propose: Propose, lead: Visitor, staffed: Festival) -> None:
    run = propose(("BV-03", "gate"))
    assert accept(lead, run)[0] == 303
    page = lead.get(f"{ROSTER}/run/{run.id}/proposal").text
    assert "This proposal was accepted; it is shown as it was then." in page
    assert people(page) == ["Nhân viên 03 (BV-03) called now Friday 05/06 18:00–22:00 C01 Noon Gate Bảo vệ chốt"]
    assert "Leave out" not in page


def test_people_of_another_edition_are_not_named(propose: Propose, lead: Visitor) -> None:
    run = propose(("BV-03", "gate"))
    assert lead.post(f"{ROSTER}/run/{run.id}/omission", data={"officer": 999_999}).status_code == 404
    assert lead.post(f"{ROSTER}/run/{run.id}/omission").status_code == 400


def test_a_repair_says_how_small_it_is_and_what_stays_short(
    put: Put, propose: Propose, lead: Visitor, staffed: Festival
) -> None:
    put("BV-01", "bridge")
    run = propose(kind="repair")
    run.outline = {**(run.outline or {}), "released_bound": 1}
    starts = staffed.at(1, "06:00")
    away = Absence(
        edition_id=staffed.edition.id, officer=staffed["BV-01"], starts=starts, ends=starts + timedelta(days=9)
    )
    staffed.session.add(away)
    page = words(lead.get(f"{ROSTER}/run/{run.id}/proposal?day=2026-06-05").text)
    assert "0 duties are given anew. 1 duty ends. It is proven that fewer changes cannot do." in page
    assert (
        "Friday 05/06, 22:00–06:00: Cấp cứu viên, 1 of 1 missing. 1 person holds this qualification. 1 is away." in page
    )
