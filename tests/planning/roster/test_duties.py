"""Putting people on duty by hand, with the same rules that the solver keeps, and taking them off again."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, scoped_session
from werkzeug.test import TestResponse

from festival_ops.accounts.models import Role
from festival_ops.planning.models import Duty, Roster
from festival_ops.programme.models import Edition
from festival_ops.web.models import HistoryEntry
from tests.planning.roster.conftest import FIRST, ROSTER, Ask, Put
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

SECOND = date(2026, 6, 6)


def notices(answer: TestResponse) -> list[str]:
    found = re.findall(r'<div class="notice[^>]*>.*?<p>(.*?)</p>', answer.text, re.DOTALL)
    return [" ".join(unescape(re.sub(r"<[^>]*>", "", sentence)).split()) for sentence in found]


def duties(festival: Festival) -> list[tuple[str, str, date, bool]]:
    rows = festival.session.scalars(select(Duty).order_by(Duty.id))
    return [(row.officer.code, row.need.post.code, row.day, row.by_hand) for row in rows]


def revision(festival: Festival) -> int:
    return festival.session.scalar(select(Roster.revision)) or 0


def test_somebody_put_there_stands_there(assign: Ask, lead: Visitor, staffed: Festival) -> None:
    answer = assign("BV-02", "gate")
    assert answer.status_code == 303
    assert notices(lead.get(answer.location)) == ["Nhân viên 02 (BV-02) is on duty there now."]
    assert duties(staffed) == [("BV-02", "C01", FIRST, True)]
    entry = staffed.session.scalars(select(HistoryEntry).where(HistoryEntry.subject == "duty")).one()
    assert (entry.act, entry.secrecy, entry.user_name) == ("assigned", "C4", "security_lead")
    assert revision(staffed) == 1


def test_a_double_click_changes_nothing_more(assign: Ask, staffed: Festival) -> None:
    assert [assign("BV-02", "gate").status_code for _ in range(2)] == [303, 303]
    assert duties(staffed) == [("BV-02", "C01", FIRST, True)]
    assert revision(staffed) == 1


def test_the_second_of_two_leads_is_told_who_was_first(assign: Ask, sign_in: SignIn, staffed: Festival) -> None:
    other = sign_in(Role.SECURITY_LEAD, edition=staffed.edition)
    assign("BV-02", "gate")
    answer = assign("BV-02", "gate", by=other)
    assert answer.status_code == 409
    told = notices(answer)
    assert len(told) == 1
    assert re.fullmatch(
        r"BV-02 · Nhân viên 02 stands there already: security_lead said so at \d\d:\d\d\. Nothing was changed\.",
        told[0],
    )
    assert len(duties(staffed)) == 1


def test_the_law_of_employees_blocks(assign: Ask, put: Put, staffed: Festival) -> None:
    put("BV-02", "gate")
    answer = assign("BV-02", "gate at night")
    assert answer.status_code == 422
    assert notices(answer) == [
        "Nhân viên 02 (BV-02) needs 12 hours of rest after the duty that ends at 22:00 on 05/06/2026, has 0. "
        "Nothing was changed."
    ]
    assert duties(staffed) == [("BV-02", "C01", FIRST, False)]


def test_the_police_are_warned_and_may(assign: Ask, put: Put, lead: Visitor, staffed: Festival) -> None:
    put("CA-01", "gate")
    answer = assign("CA-01", "gate at night")
    assert answer.status_code == 303
    assert notices(lead.get(answer.location)) == [
        "Cán bộ 01 (CA-01) needs 8 hours of rest after the duty that ends at 22:00 on 05/06/2026, has 0.",
        "Cán bộ 01 (CA-01) is on duty there now.",
    ]
    assert len(duties(staffed)) == 2


def test_limits_of_ones_own_block_where_the_police_would_be_warned(assign: Ask, put: Put, staffed: Festival) -> None:
    put("CA-01", "gate")
    staffed["CA-01"].day_minutes = 300
    staffed.session.commit()
    answer = assign("CA-01", "gate at night")
    assert (answer.status_code, notices(answer)[0]) == (
        422,
        "Cán bộ 01 (CA-01) is on duty for 7 hours on the day that begins at 18:00 on 05/06/2026; 5 are allowed. "
        "Nothing was changed.",
    )
    assert duties(staffed) == [("CA-01", "C01", FIRST, False)]


def test_who_is_not_qualified_is_refused(assign: Ask, staffed: Festival) -> None:
    answer = assign("BV-03", "bridge")
    assert (answer.status_code, notices(answer)) == (
        422,
        [
            "Nhân viên 03 (BV-03) is not qualified as Cấp cứu viên, which C02 Cầu Trường Tiền needs from "
            "22:00 on 05/06/2026. Nothing was changed."
        ],
    )


def test_a_qualification_ends_with_its_last_festival_day(assign: Ask, staffed: Festival) -> None:
    assert assign("BV-01", "bridge", FIRST).status_code == 303
    answer = assign("BV-01", "bridge", SECOND)
    assert notices(answer)[-1].startswith(
        "The qualification of Nhân viên 01 (BV-01) as Cấp cứu viên ends at 04:00 on 07/06/2026, the duty at "
        "06:00 on 07/06/2026."
    )


def test_no_more_people_than_are_of_use(assign: Ask, put: Put, lead: Visitor, staffed: Festival) -> None:
    put("BV-01", "bridge")
    staffed["BV-02"].holdings[0].qualification = staffed["YT"]
    staffed.session.commit()
    answer = assign("BV-02", "bridge")
    assert (answer.status_code, notices(answer)) == (
        422,
        [
            "C02 Cầu Trường Tiền can use 1 × Cấp cứu viên from 22:00 on 05/06/2026 to 06:00 on 06/06/2026 and "
            "has 2. Nothing was changed."
        ],
    )
    page = lead.get(f"{ROSTER}/post/{staffed['C02'].id}?day=2026-06-05").text
    assert "As many people stand here as can be of use; take somebody off first." in page


def test_somebody_is_taken_off(put: Put, lead: Visitor, staffed: Festival) -> None:
    id = put("BV-02", "gate").id
    answer = lead.post(f"{ROSTER}/duty/{id}/removal")
    assert answer.status_code == 303
    assert notices(lead.get(answer.location)) == ["BV-02 · Nhân viên 02 is no longer on duty there."]
    assert duties(staffed) == []
    again = lead.post(f"{ROSTER}/duty/{id}/removal")
    assert (again.status_code, again.location) == (303, answer.location)
    assert notices(lead.get(again.location)) == ["BV-02 · Nhân viên 02 is no longer on duty there."]
    assert revision(staffed) == 1


@pytest.mark.parametrize(
    "changes",
    [{"officer": 999_999}, {"need": 999_999}, {"day": "2026-06-08"}, {"stretch": 7}, {"stretch": -1}, {"officer": "x"}],
    ids=str,
)
def test_what_does_not_exist_is_not_manned(changes: dict[str, object], lead: Visitor, staffed: Festival) -> None:
    answers = {"need": staffed["gate"].id, "day": "2026-06-05", "stretch": 0, "officer": staffed["BV-02"].id}
    assert lead.post(f"{ROSTER}/duty", data=answers | changes).status_code in (400, 404)
    assert duties(staffed) == []
    assert revision(staffed) == 0


def test_people_of_another_edition_are_not_put_anywhere(
    sign_in: SignIn, put: Put, staffed: Festival, session: scoped_session[Session]
) -> None:
    other = Edition(slug="other", name="Khác", first_day=FIRST, last_day=SECOND)
    session.add(other)
    duty = put("BV-02", "gate")
    stranger = sign_in(Role.SECURITY_LEAD, edition=other)
    answers = {"need": staffed["gate"].id, "day": "2026-06-05", "stretch": 0, "officer": staffed["BV-03"].id}
    there = ROSTER.replace("song-huong", "other")
    asked = [
        stranger.post(f"{there}/duty", data=answers),
        stranger.post(f"{there}/duty/{duty.id}/removal"),
        stranger.get(f"{there}/post/{staffed['C01'].id}"),
        stranger.get(f"{there}/people/{staffed['BV-02'].id}"),
        stranger.post(f"{ROSTER}/duty", data=answers),
    ]
    assert [answer.status_code for answer in asked] == [404] * 5
    assert "BV-02" not in stranger.get(f"{there}/people").text
    assert session.scalar(select(func.count()).select_from(Duty)) == 1
