"""Releases of the roster: signed, numbered, told person by person, and what the solver keeps to afterwards."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from festival_ops.accounts.models import Role
from festival_ops.planning.models import Duty, ReleasedDuty, RosterRelease
from festival_ops.planning.roster.kept import standing
from festival_ops.web.history import record
from festival_ops.web.models import HistoryEntry
from tests.planning.roster.conftest import ROSTER, Ask, Put, Release
from tests.planning.roster.test_duties import duties, notices
from tests.planning.roster.test_pages import words
from tests.planning.roster.test_proposals import people
from tests.support.papers import answers_in, send
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")

RELEASE = f"{ROSTER}/release"


@pytest.fixture
def manned(staffed: Festival, put: Put) -> Festival:
    """Nobody is missing; two people stand at the gate on the first evening."""
    for name in ("gate", "gate at night", "bridge"):
        staffed[name].least = 0
    staffed["gate"].one_leader_for = None
    put("BV-02", "gate")
    put("BV-03", "gate")
    return staffed


def released(festival: Festival) -> list[tuple[int, str, str, str]]:
    festival.session.expire_all()
    rows = festival.session.execute(select(RosterRelease.number, ReleasedDuty).join(ReleasedDuty.release))
    return [(number, duty.facts["officer"], f"{duty.starts:%d/%m %H:%M}", duty.facts["place"]) for number, duty in rows]


def told(answer: TestResponse) -> str:
    return words(answer.text)


def test_a_release_is_signed_and_keeps_every_duty(manned: Festival, lead: Visitor) -> None:
    answer = send(lead, RELEASE, note="Theo phương án 12")
    assert (answer.status_code, answer.location) == (303, f"{RELEASE}/1")
    assert released(manned) == [
        (1, "Nhân viên 02 (BV-02)", "05/06 11:00", "C01 Cổng Ngọ Môn"),
        (1, "Nhân viên 03 (BV-03)", "05/06 11:00", "C01 Cổng Ngọ Môn"),
    ]
    row = manned.session.scalars(select(RosterRelease)).one()
    assert (row.signer, row.note, row.missing, row.unled, row.changes) == (
        "security_lead",
        "Theo phương án 12",
        0,
        0,
        [],
    )
    entry = manned.session.scalars(select(HistoryEntry).where(HistoryEntry.subject == "roster_release")).one()
    assert (entry.act, entry.secrecy, entry.after) == ("released", "C4", {"number": 1, "duties": 2, "changes": 0})
    page = lead.get(answer.location).text
    assert people(page) == [
        f"Nhân viên 0{n} (BV-0{n}) Friday 05/06 18:00–22:00 C01 Cổng Ngọ Môn Bảo vệ chốt" for n in (2, 3)
    ]
    assert "There is nothing to tell." in told(lead.get(RELEASE))


def test_the_next_one_tells_each_person_what_changed(manned: Festival, lead: Visitor, assign: Ask) -> None:
    send(lead, RELEASE)
    first = duties(manned)
    lead.post(f"{ROSTER}/duty/{manned.session.scalars(select(Duty.id).order_by(Duty.id)).all()[0]}/removal")
    assign("BV-04", "gate")
    expected = [
        "Nhân viên 02 (BV-02) released no longer Friday 05/06 18:00–22:00 C01 Cổng Ngọ Môn Bảo vệ chốt",
        "Nhân viên 04 (BV-04) called now Friday 05/06 18:00–22:00 C01 Cổng Ngọ Môn Bảo vệ chốt",
    ]
    assert people(lead.get(RELEASE).text) == expected
    assert send(lead, RELEASE).location == f"{RELEASE}/2"
    assert people(lead.get(f"{RELEASE}/2").text) == expected
    assert len(people(lead.get(f"{RELEASE}/2?people=1").text)) == 2
    assert [code for code, *_ in first] == ["BV-02", "BV-03"]
    assert [name[-6:-1] for number, name, *_ in released(manned) if number == 1] == ["BV-02", "BV-03"]


def test_hours_that_move_are_told_too(manned: Festival, lead: Visitor) -> None:
    send(lead, RELEASE)
    manned["C01"].hours[0].starts = manned["C01"].hours[0].starts.replace(hour=19)
    manned.session.commit()
    assert people(lead.get(RELEASE).text)[0] == (
        "Nhân viên 02 (BV-02) other duties no longer Friday 05/06 18:00–22:00 C01 Cổng Ngọ Môn Bảo vệ chốt "
        "now Friday 05/06 19:00–22:00 C01 Cổng Ngọ Môn Bảo vệ chốt"
    )


def test_how_many_duties_people_do_not_know_of_is_told(
    manned: Festival, lead: Visitor, put: Put, assign: Ask, release: Release
) -> None:
    pages = (f"{ROSTER}/", f"{ROSTER}/releases", "/festival/song-huong/security/")

    def untold() -> list[list[str]]:
        found = (
            r"not been told yet: duties that are new or at other hours, (\S+); duties that no longer stand so, (\S+)\."
        )
        return [[part for hit in re.findall(found, told(lead.get(page))) for part in hit] for page in pages]

    assert untold() == [[]] * 3
    release()
    assert untold() == [[]] * 3
    assign("BV-04", "gate")
    assert untold() == [["1", "0"]] * 3
    manned["C01"].hours[0].starts = manned["C01"].hours[0].starts.replace(hour=19)
    manned.session.commit()
    record(manned.session, manned["C01"], "changed", by=None)
    manned.session.commit()
    assert untold() == [["3", "2"]] * 3
    release()
    assert untold() == [[]] * 3


def test_a_post_tells_the_release_of_its_hand_over(manned: Festival, lead: Visitor, put: Put, release: Release) -> None:
    put("BV-04", "gate at night")
    release()
    send(lead, f"/festival/song-huong/security/post/{manned['C01'].id}/edit", handover_minutes="10")
    line = "Friday 05/06 22:00–01:00{} C01 Cổng Ngọ Môn Bảo vệ chốt"
    assert people(lead.get(RELEASE).text) == [
        f"Nhân viên 04 (BV-04) other duties no longer {line.format('')} now {line.format(' hand-over from 21:50')}"
    ]


def test_a_rule_that_blocks_holds_it_up(manned: Festival, put: Put, lead: Visitor) -> None:
    answers = MultiDict(answers_in(lead.get(RELEASE)))
    put("BV-02", "gate at night")
    page = told(lead.get(RELEASE))
    assert "Nhân viên 02 (BV-02) needs 12 hours of rest after the duty that ends at 22:00 on 05/06/2026" in page
    assert "Sign and release" not in page
    answer = lead.post(RELEASE, data=answers)
    assert answer.status_code == 409
    assert "Somebody's duties break a rule that blocks" in told(answer)
    assert released(manned) == []


def test_missing_people_must_be_owned_up_to(manned: Festival, lead: Visitor) -> None:
    manned["gate"].least = 3
    manned.session.commit()
    answer = send(lead, RELEASE)
    assert answer.status_code == 422
    assert notices(answer) == ["People or leaders are missing; please say that it is released all the same."]
    assert send(lead, RELEASE, short="y").status_code == 303
    row = manned.session.scalars(select(RosterRelease)).one()
    assert row.missing == 7
    assert "It was released although 7 people and 0 leaders were missing." in told(lead.get(f"{RELEASE}/1"))


def test_what_was_read_is_what_is_released(manned: Festival, lead: Visitor, assign: Ask) -> None:
    answers = MultiDict(answers_in(lead.get(RELEASE)))
    assign("BV-04", "gate")
    answer = lead.post(RELEASE, data=answers)
    assert answer.status_code == 409
    assert "has changed since you opened this page" in told(answer)
    assert released(manned) == []


def test_a_double_click_releases_once(manned: Festival, lead: Visitor) -> None:
    answers = MultiDict(answers_in(lead.get(RELEASE)))
    assert [lead.post(RELEASE, data=answers).location for _ in range(2)] == [f"{RELEASE}/1"] * 2
    assert len(manned.session.scalars(select(RosterRelease)).all()) == 1


@pytest.mark.parametrize("role", [Role.ADMIN, Role.PROTOCOL_OFFICER], ids=str)
def test_only_the_security_lead_signs(role: Role, manned: Festival, sign_in: SignIn, lead: Visitor) -> None:
    answers = answers_in(lead.get(RELEASE))
    del answers["csrf_token"]
    other = sign_in(role, edition=manned.edition)
    page = other.get(RELEASE)
    assert "Only the security lead signs and releases a roster." in told(page)
    assert re.findall("Sign and release", page.text) == []
    assert other.post(RELEASE, data=MultiDict(answers)).status_code == 403
    assert released(manned) == []


def test_the_solver_keeps_to_what_was_released(manned: Festival, lead: Visitor) -> None:
    send(lead, RELEASE)
    for duty in manned.session.scalars(select(Duty.id).order_by(Duty.id)).all():
        lead.post(f"{ROSTER}/duty/{duty}/removal")
    problem = standing(manned.session(), manned.edition, "fresh").problem
    assert problem.current == ()
    assert [(problem.officer(duty.officer).name, duty.need) for duty in problem.released] == [
        (f"Nhân viên 0{n} (BV-0{n})", problem.released[0].need) for n in (2, 3)
    ]
    assert problem.told == problem.released


def test_a_release_that_is_not_there_is_not_found(manned: Festival, lead: Visitor) -> None:
    assert lead.get(f"{RELEASE}/1").status_code == 404
