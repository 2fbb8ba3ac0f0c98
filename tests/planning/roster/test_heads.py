"""Heads that an agency promises: on the roster before they have names, and named in one act with all their duties."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from festival_ops.accounts.models import Role
from festival_ops.planning.models import Attendance, Duty, DutyChange
from festival_ops.planning.roster.kept import standing
from festival_ops.security.models import Contingent, Holding, Officer
from festival_ops.security.promises import filled
from festival_ops.web.models import HistoryEntry
from tests.planning.roster.conftest import ROSTER, Propose, Put, SetClock, Tap, name_of
from tests.planning.roster.test_pages import words
from tests.support.desks import Desk, plain
from tests.support.papers import errors_in, send
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")

SECURITY = "/festival/song-huong/security"
DESK = f"{SECURITY}/agency-desk"


def heads_of(made: Festival, agency: str = "city police") -> dict[int, Officer]:
    """Those without names, by number; also known to the tests as `head 1` and so on."""
    made.session.expire_all()
    rows = made.session.scalars(select(Officer).where(Officer.agency == made[agency], Officer.unnamed))
    found = {row.number or 0: row for row in rows}
    made.rows.update({f"head {number}": row for number, row in found.items()})
    return dict(sorted(found.items()))


def posts_of(made: Festival, officer: Officer) -> list[str]:
    rows = made.session.scalars(select(Duty).where(Duty.officer_id == officer.id).order_by(Duty.day, Duty.id))
    return [f"{row.day:%d} {row.need.post.code}" for row in rows]


@pytest.fixture
def promised(staffed: Festival) -> Festival:
    """City police promise four guards, of whom CA-01 is one, and a commander; who they are nobody has said."""
    guard, commander = staffed["BV"], staffed["CH"]
    staffed["city police"].contingents = [
        Contingent(qualification=guard, heads=4),
        Contingent(qualification=guard, leading=commander, heads=1),
    ]
    staffed["CA-01"].holdings = [held for held in staffed["CA-01"].holdings if held.qualification is guard]
    staffed.session.commit()
    heads_of(staffed)
    return staffed


@pytest.fixture
def liaison(sign_in: SignIn, promised: Festival) -> Visitor:
    return sign_in(Role.AGENCY_LIAISON, edition=promised.edition, agency=promised["city police"])


def test_as_many_heads_come_as_are_promised_and_not_named(promised: Festival) -> None:
    assert [(head.code, head.name, head.name_en) for head in heads_of(promised).values()] == [
        ("H1-001", "Công an thành phố · Bảo vệ chốt số 1", "Công an thành phố · Bảo vệ chốt no. 1"),
        ("H1-002", "Công an thành phố · Bảo vệ chốt số 2", "Công an thành phố · Bảo vệ chốt no. 2"),
        ("H1-003", "Công an thành phố · Bảo vệ chốt số 3", "Công an thành phố · Bảo vệ chốt no. 3"),
        ("H1-004", "Công an thành phố · Bảo vệ chốt (Chỉ huy) số 4", "Công an thành phố · Bảo vệ chốt (Chỉ huy) no. 4"),
    ]
    known = {one.name: one for one in standing(promised.session(), promised.edition).problem.officers}
    head = known["Công an thành phố · Bảo vệ chốt (Chỉ huy) số 4"]
    assert sorted(skill.function for skill in head.skills) == [promised["BV"].id, promised["CH"].id]
    assert head.force == promised["police"].id


def test_whoever_is_named_fills_a_promised_head_and_whoever_goes_opens_it_again(
    promised: Festival, lead: Visitor
) -> None:
    more = Officer(code="CA-03", name="Cán bộ 03", agency=promised["city police"])
    more.holdings = [Holding(qualification=promised["BV"]), Holding(qualification=promised["YT"])]
    promised.add("CA-03", more)
    promised.session.commit()
    assert [head.number for head in heads_of(promised).values()] == [1, 2, 4]
    send(lead, f"{SECURITY}/officer/{more.id}/removal", reason="Chuyển công tác")
    assert [head.number for head in heads_of(promised).values()] == [1, 2, 3, 4]
    promised["BV"].name = "Gác cổng"
    promised.session.commit()
    assert heads_of(promised)[3].name == "Công an thành phố · Gác cổng số 3"


def test_people_are_counted_once_and_for_what_asks_most_of_them() -> None:
    one, two, both = frozenset({1}), frozenset({2}), frozenset({1, 2})
    lines: Any = [Line(one, 2), Line(both, 1)]
    assert filled(lines, [both, both, one, one, two]) == {one: 2, both: 1}
    assert filled(lines, [both, one, both]) == {one: 2, both: 1}


class Line:
    def __init__(self, kind: frozenset[int], heads: int) -> None:
        self.kind, self.heads = kind, heads


def test_a_promise_is_written_at_the_desk_and_is_no_smaller_than_its_parts(
    promised: Festival, liaison: Visitor
) -> None:
    promise = f"{DESK}/agency/{promised['city police'].id}/promise"
    refused = send(liaison, promise, heads=3, contingents="BV × 4\nBV + CH × 1")
    told = "By function 5 are promised already; write that number or more, or leave it empty."
    assert (refused.status_code, errors_in(refused)) == (422, {"heads": told})
    both = send(liaison, promise, contingents="BV + YT × 1")
    assert errors_in(both) == {"contingents": "Of two qualifications exactly one must be one that leads."}
    assert send(liaison, promise, heads=6, contingents="2 BV; CH + BV: 2").status_code == 303
    assert [(str(part), part.heads) for part in promised["city police"].contingents] == [("BV", 2), ("BV + CH", 2)]
    assert [(number, len(head.holdings)) for number, head in heads_of(promised).items()] == [(1, 1), (2, 2), (4, 2)]
    page = plain(liaison.get(f"{DESK}/"))
    assert "Bảo vệ chốt 2 1 1 0 no. 1 Bảo vệ chốt + Chỉ huy 2 0 2 0 no. 2 , no. 4" in page


def test_a_head_is_judged_shown_and_proposed_like_anybody(
    promised: Festival, lead: Visitor, put: Put, propose: Propose
) -> None:
    head = promised["head 1"]
    put("head 1", "gate")
    answers = {"need": promised["bridge"].id, "day": "2026-06-05", "stretch": 0, "officer": head.id}
    unfit = lead.post(f"{ROSTER}/duty", data=answers)
    assert unfit.status_code == 422
    label, day = "Công an thành phố · Bảo vệ chốt no. 1", "2026-06-05"
    run = propose(("head 1", "gate"), ("head 2", "gate"))
    pages = {
        "people": f"{ROSTER}/people?q=so+1",
        "post": f"{ROSTER}/post/{promised['C01'].id}?day={day}&shift={promised['evening'].id}",
        "person": f"{ROSTER}/people/{head.id}",
        "signatures": f"{ROSTER}/papers/post/{promised['C01'].id}/signatures?day={day}",
    }
    assert {name for name, page in pages.items() if label not in words(lead.get(page).text)} == set()
    assert "Công an thành phố · Bảo vệ chốt no. 2" in words(lead.get(f"{ROSTER}/run/{run.id}/proposal").text)


def test_a_name_takes_all_duties_over_and_can_be_taken_back(
    promised: Festival, liaison: Visitor, lead: Visitor, put: Put
) -> None:
    head = promised["head 2"]
    put("head 2", "gate")
    put("head 2", "gate", date(2026, 6, 6))
    calendar = f"/festival/song-huong/calendars/feed/new/officer/{head.id}"
    assert lead.get(calendar).status_code == 404
    facts = {"code": "CA-09", "name": "Nguyễn Thị Hạnh", "holdings": "BV 30/06/2026", "phone": "0900 111 222"}
    sent = send(liaison, f"{DESK}/head/{head.id}", **facts)
    assert (sent.status_code, sent.location) == (303, f"{DESK}/officer/{head.id}")
    promised.session.expire_all()
    assert (str(head), head.unnamed, head.number) == ("CA-09 · Nguyễn Thị Hạnh", False, 2)
    assert posts_of(promised, head) == ["05 C01", "06 C01"]
    assert list(heads_of(promised)) == [1, 3, 4]
    assert lead.get(calendar).status_code == 200
    again = plain(liaison.get(f"{DESK}/head/{head.id}", follow_redirects=True))
    assert "Head no. 2 has a name already: CA-09 · Nguyễn Thị Hạnh." in again
    never = promised.session.scalars(select(Officer.id).where(Officer.number.is_(None))).first()
    assert lead.get(f"{ROSTER}/head/{never}").status_code == 404
    liaison.post(f"{DESK}/head/{head.id}/name-removal")
    assert [(each.code, each.phone) for each in heads_of(promised).values() if each.number == 2] == [("H1-002", "")]
    assert posts_of(promised, head) == ["05 C01", "06 C01"]
    acts = select(HistoryEntry.act).where(HistoryEntry.subject == "officer", HistoryEntry.subject_id == head.id)
    assert promised.session.scalars(acts.order_by(HistoryEntry.id)).all() == ["created", "changed", "name taken back"]


def test_whoever_may_not_do_the_duties_is_not_named_for_them(promised: Festival, lead: Visitor, put: Put) -> None:
    put("head 1", "gate")
    put("head 1", "gate", date(2026, 6, 7))
    naming = f"{ROSTER}/head/{promised['head 1'].id}"
    refused = send(lead, naming, code="CA-09", name="Trần Văn Bình", holdings="BV 06/06/2026")
    (told,) = errors_in(refused).values()
    assert (refused.status_code, "07/06" in told, "Bảo vệ chốt" in told) == (422, True, True)
    taken = send(lead, naming, code="CA-02", name="Trần Văn Bình")
    assert errors_in(taken) == {"code": "“CA-02” exists already; please choose another."}
    assert sorted(heads_of(promised)) == [1, 2, 3, 4]
    assert posts_of(promised, promised["head 1"]) == ["05 C01", "07 C01"]


def pass_on(lead: Visitor, made: Festival, head: str, person: str) -> TestResponse:
    return lead.post(f"{ROSTER}/head/{made[head].id}/person", data={"person": made[person].id})


def test_duties_pass_to_somebody_on_record_as_far_as_the_rules_let_them(
    promised: Festival, lead: Visitor, liaison: Visitor, put: Put
) -> None:
    put("head 1", "gate")
    put("CA-01", "gate")
    twice = plain(pass_on(lead, promised, "head 1", "CA-01"))
    assert "CA-01 · Cán bộ 01 stands at one of these posts in the same shift already." in twice
    assert send(lead, f"{SECURITY}/officer/{promised['CA-02'].id}/edit", holdings="BV").status_code == 303
    refused = pass_on(lead, promised, "head 1", "CA-02")
    assert (refused.status_code, "The duties did not pass on; nothing was changed." in plain(refused)) == (422, True)
    assert posts_of(promised, promised["head 1"]) == ["05 C01"]
    assert send(lead, f"{SECURITY}/absence/{promised['fever'].id}/removal", reason="Đã về").status_code == 303
    passed = liaison.post(f"{DESK}/head/{promised['head 1'].id}/person", data={"person": promised["CA-02"].id})
    assert passed.location == f"{DESK}/officer/{promised['CA-02'].id}"
    assert posts_of(promised, promised["CA-02"]) == ["05 C01"]
    change = promised.session.scalars(select(DutyChange)).one()
    assert "1 duty passed on." in plain(liaison.get(f"{DESK}/"))
    liaison.post(f"{DESK}/undoing", data={"change": change.id})
    assert posts_of(promised, promised["CA-02"]) == []
    assert posts_of(promised, promised["head 1"]) == ["05 C01"]
    assert liaison.post(f"{DESK}/head/{promised['BV-02'].id}/person").status_code == 404


def test_names_without_numbers_take_the_duties_of_heads_that_are_too_many_now(
    promised: Festival, liaison: Visitor, put: Put
) -> None:
    for number in (1, 2, 3):
        put(f"head {number}", "gate")
    for code in ("CA-11", "CA-12"):
        send(
            liaison,
            f"{DESK}/officer/new",
            code=code,
            name=f"Người {code}",
            agency=promised["city police"].id,
            holdings="BV",
        )
    assert list(heads_of(promised)) == [1, 2, 3, 4]
    page = plain(liaison.get(f"{DESK}/"))
    assert "2 heads without names are on the roster beyond what is promised" in page
    answer = plain(liaison.post(f"{DESK}/agency/{promised['city police'].id}/names", follow_redirects=True))
    assert "The duties of 2 heads pass to people who have names." in answer
    assert list(heads_of(promised)) == [1, 4]
    codes = ("CA-01", "CA-11", "CA-12")
    named = {one.code: one for one in promised.session.scalars(select(Officer).where(Officer.code.in_(codes)))}
    assert [posts_of(promised, named[code]) for code in codes] == [["05 C01"], ["05 C01"], []]
    # Both heads are gone, so nothing could go back to them.
    assert "passed on." not in plain(liaison.get(f"{DESK}/"))


def test_a_smaller_promise_takes_no_duties_away_until_somebody_says_so(
    promised: Festival, lead: Visitor, put: Put
) -> None:
    put("head 1", "gate")
    put("head 3", "gate", date(2026, 6, 6))
    agency = promised["city police"].id
    assert send(lead, f"{SECURITY}/agency/{agency}/edit", contingents="BV × 2").status_code == 303
    assert list(heads_of(promised)) == [1, 3]
    assert "Look at them and choose" in plain(lead.get(f"{SECURITY}/agency/{agency}"))
    page = plain(lead.get(f"{ROSTER}/agency/{agency}"))
    assert "1 head without a name is on the roster beyond what is promised" in page
    assert "Bảo vệ chốt no. 3 : 06/06 18:00–22:00 C01" in page
    told = plain(lead.post(f"{ROSTER}/agency/{agency}/surplus", follow_redirects=True))
    assert "1 duty is taken off." in told
    assert list(heads_of(promised)) == [1]
    assert posts_of(promised, promised["head 1"]) == ["05 C01"]


def test_heads_are_checked_in_by_their_number(promised: Festival, put: Put, at: SetClock, tap: Tap) -> None:
    duty = put("head 1", "gate")
    at("17:50")
    assert tap("arrival", name_of(duty)).status_code == 200
    assert promised.session.scalars(select(Attendance.officer_id)).all() == [promised["head 1"].id]


def test_a_spreadsheet_names_heads_by_their_number_and_is_taken_back(
    promised: Festival, liaison: Visitor, put: Put
) -> None:
    put("head 1", "gate")
    desk = Desk(liaison, promised.edition, "security/agency-desk/")
    kept = liaison.get(f"{DESK}/spreadsheets/rows/officers.csv")
    # The list as it was handed out comes back without a change.
    assert "Added: 0 · changed: 0 · unchanged: 6." in desk.look(("officers.csv", kept.data))
    head = "Mã,Họ tên,Đơn vị,Suất quân số,Chuyên môn\n"
    own = "Công an thành phố"
    wrong = desk.look(
        (
            "officers.csv",
            head + f"CA-21,,{own},,BV\nCA-22,Lê Thị Lan,{own},H1-099,BV\nCA-23,Lê Văn Minh,{own},H1-001,YT\n",
        )
    )
    assert "Say with the agency how many people it promises by function" in wrong
    assert "No promised head has the number “H1-099”." in wrong
    assert "Bảo vệ chốt" in wrong
    sound = head + f"CA-21,Lê Thị Lan,{own},H1-001,BV\nCA-22,Lê Văn Minh,{own},H1-004,BV; CH\n"
    desk.bring(("officers.csv", sound))
    assert list(heads_of(promised)) == [2, 3]
    named = promised.session.scalars(select(Officer).where(Officer.code == "CA-21")).one()
    assert (named.id, named.name, posts_of(promised, named)) == (promised["head 1"].id, "Lê Thị Lan", ["05 C01"])
    assert "Head H1-001 has a name already: CA-21 · Lê Thị Lan." in desk.look(("officers.csv", sound))
    desk.bring(("officers.csv", sound.replace("H1-001", "H1-002").replace("H1-004", "H1-003").replace("CA-2", "CA-3")))
    assert list(heads_of(promised)) == []
    undone = desk.press("undoing")
    assert undone.status_code == 303
    assert [(number, head.code) for number, head in heads_of(promised).items()] == [(2, "H1-002"), (3, "H1-003")]
