"""Taking back what one has done to the roster, as long as nobody changed the same after."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from festival_ops.accounts.models import Role
from festival_ops.planning.models import Duty, DutyChange
from festival_ops.planning.roster.ids import NeedOn
from festival_ops.security.models import Absence
from festival_ops.web.models import HistoryEntry
from tests.planning.roster.conftest import FIRST, ROSTER, Ask, Propose, Put
from tests.planning.roster.test_duties import duties, notices, revision
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")


def offered(visitor: Visitor) -> str | None:
    """The change that the page offers to take back."""
    found = re.search(r'name="change" value="(\d+)"', visitor.get(f"{ROSTER}/").text)
    return found and found[1]


def test_an_assignment_is_taken_back_once(assign: Ask, lead: Visitor, staffed: Festival) -> None:
    assert offered(lead) is None
    assign("BV-02", "gate")
    change = offered(lead)
    answers = [lead.post(f"{ROSTER}/undoing", data={"change": change}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert notices(lead.get(answers[1].location))[0] == "Your last change of the roster is taken back."
    assert (duties(staffed), revision(staffed), offered(lead)) == ([], 2, None)
    entry = staffed.session.scalars(select(HistoryEntry).where(HistoryEntry.act == "taken back")).one()
    number = NeedOn(staffed["gate"].id, FIRST).number(FIRST)
    ended = {"duties": [[staffed["BV-02"].id, number]]}
    assert (entry.subject, entry.secrecy, entry.before, entry.after) == ("roster", "C4", ended, {"duties": []})


def test_changes_are_taken_back_from_the_last_to_the_first(assign: Ask, lead: Visitor, staffed: Festival) -> None:
    assign("BV-02", "gate")
    duty = staffed.session.scalars(select(Duty)).one()
    before = duties(staffed)
    lead.post(f"{ROSTER}/duty/{duty.id}/removal")
    first = staffed.session.scalars(select(DutyChange).order_by(DutyChange.id)).first()
    assert first is not None
    assert lead.post(f"{ROSTER}/undoing", data={"change": first.id}).status_code == 409
    lead.post(f"{ROSTER}/undoing", data={"change": offered(lead)})
    assert duties(staffed) == before
    lead.post(f"{ROSTER}/undoing", data={"change": offered(lead)})
    assert (duties(staffed), offered(lead)) == ([], None)


def test_what_a_colleague_changed_after_stays(assign: Ask, lead: Visitor, sign_in: SignIn, staffed: Festival) -> None:
    assign("BV-02", "gate")
    other = sign_in(Role.SECURITY_LEAD, edition=staffed.edition)
    other.post(f"{ROSTER}/duty/{staffed.session.scalars(select(Duty)).one().id}/removal")
    answer = lead.post(f"{ROSTER}/undoing", data={"change": offered(lead)})
    assert answer.status_code == 409
    assert "Somebody has changed the same duties since" in answer.text
    assert duties(staffed) == []
    assert lead.post(f"{ROSTER}/undoing", data={"change": offered(other)}).status_code == 404


def test_nobody_is_put_back_where_the_rules_forbid(put: Put, lead: Visitor, staffed: Festival) -> None:
    duty = put("BV-02", "gate")
    lead.post(f"{ROSTER}/duty/{duty.id}/removal")
    starts, ends = staffed.at(1, "06:00"), staffed.at(2, "06:00")
    staffed.session.add(Absence(edition_id=staffed.edition.id, officer=staffed["BV-02"], starts=starts, ends=ends))
    answer = lead.post(f"{ROSTER}/undoing", data={"change": offered(lead)})
    assert answer.status_code == 409
    assert "Your change is not taken back, because then: Nhân viên 02 (BV-02) is away from" in answer.text
    assert duties(staffed) == []


def test_an_accepted_proposal_is_taken_back_as_one(
    put: Put, propose: Propose, lead: Visitor, staffed: Festival
) -> None:
    kept, ended = put("BV-02", "gate"), put("BV-03", "gate")
    kept.by_hand = ended.by_hand = True
    staffed.session.commit()
    before = sorted(duties(staffed))
    run = propose(("BV-02", "gate"), ("BV-04", "gate"), ("BV-05", "gate at night"))
    lead.post(f"{ROSTER}/run/{run.id}/acceptance")
    assert [code for code, *_ in sorted(duties(staffed))] == ["BV-02", "BV-04", "BV-05"]
    assert lead.post(f"{ROSTER}/undoing", data={"change": offered(lead)}).status_code == 303
    assert sorted(duties(staffed)) == before
