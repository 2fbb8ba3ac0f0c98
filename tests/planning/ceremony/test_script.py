"""A ceremony's script follows its hours and who comes, and is judged by the decree."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from flask_babel import force_locale
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from festival_ops.accounts.models import Role
from festival_ops.planning.ceremony.issued import changes_since, last_issue
from festival_ops.planning.ceremony.script import script_of
from festival_ops.programme.models import Edition
from festival_ops.protocol.models import (
    Ceremony,
    Guest,
    GuestGroup,
    Invitation,
    PrecedenceGroup,
    PrecedenceSet,
    Reply,
    ScriptIssue,
    ScriptLine,
    StageItem,
)
from festival_ops.web.models import HistoryEntry
from tests.support.people import SignIn, Visitor

Rows = scoped_session[Session]
STARTS = datetime(2024, 6, 7, 13, 0, tzinfo=UTC)
PAGE = "/festival/hue/protocol/script/"


@pytest.fixture
def ceremony(session: Rows, edition: Edition) -> Ceremony:
    groups = [
        GuestGroup(edition_id=edition.id, code=code, name=name, name_en=name, greeted=code == "A0")
        for code, name in (("A0", "Central leaders"), ("A1", "Ministries"))
    ]
    session.add_all(groups)
    session.flush()
    order = [PrecedenceGroup(group_id=group.id, position=n) for n, group in enumerate(groups, start=1)]
    rules = PrecedenceSet(edition_id=edition.id, name="Opening", order=order, ties=["office", "since", "alphabet"])
    session.add(rules)
    session.flush()
    made = Ceremony(
        edition_id=edition.id, name="Opening", precedence_id=rules.id, starts=STARTS, ends=STARTS + timedelta(hours=1)
    )
    session.add(made)
    session.flush()
    for code, group, place, country in (("A0-2", 0, 2, ""), ("A0-1", 0, 1, ""), ("A1-1", 1, None, "Lào")):
        guest = Guest(edition_id=edition.id, code=code, name=f"Name {code}", group_id=groups[group].id, country=country)
        guest.position_in_group, guest.languages = place, ["lo"] if country else []
        session.add(guest)
        session.flush()
        session.add(Invitation(edition_id=edition.id, ceremony_id=made.id, guest_id=guest.id, card=f"C-{code}"))
    for position, kind, minutes, at in ((1, "entry", 20, -30), (2, "flag", 5, 0), (3, "greeting", 10, None)):
        line = ScriptLine(edition_id=edition.id, ceremony_id=made.id, position=position, kind=kind, text=f"L{position}")
        line.minutes, line.at = minutes, at
        session.add(line)
    flag = StageItem(edition_id=edition.id, ceremony_id=made.id, name="Flag", kind="national_flag", side="left")
    session.add(flag)
    session.commit()
    return made


def invited(session: Rows, code: str) -> Invitation:
    return session.scalars(select(Invitation).join(Invitation.guest).where(Guest.code == code)).one()


def breaches_on(page: str) -> list[str]:
    found = re.findall(r"</span> ([^<]+) <span class=\"quiet\">", page.split('id="decree"')[1].split("<details")[0])
    return [unescape(sentence) for sentence in found]


@pytest.fixture
def officer(sign_in: SignIn, edition: Edition, ceremony: Ceremony) -> Visitor:
    return sign_in(Role.PROTOCOL_OFFICER, edition=edition)


def test_lines_follow_each_other_from_their_marks_and_greet_by_rank(session: Rows, ceremony: Ceremony) -> None:
    script = script_of(session(), None, ceremony)
    minutes = [int((line.starts - STARTS).total_seconds() // 60) for line in script.lines if line.starts]
    assert minutes == [-30, 0, 5]
    assert [[each.guest.code for each in line.greeted] for line in script.lines] == [[], [], ["A0-1", "A0-2"]]
    assert script.countries == ["Lào"]


def test_a_substitute_takes_the_rank_the_card_and_the_line(
    session: Rows, edition: Edition, ceremony: Ceremony, officer: Visitor
) -> None:
    with officer.application.test_request_context(), force_locale("en"):
        officer.post(f"{PAGE}{ceremony.id}/issue", data={"number": "0", "reason": "First"})
        issued = last_issue(session(), ceremony)
        assert issued is not None
        assert changes_since(issued, script_of(session(), None, ceremony)) == []
        absent, lao = invited(session, "A0-1"), invited(session, "A1-1")
        for each in (absent, lao):
            each.replies.append(Reply(kind="regretted"))
        stand_in = Guest(edition_id=edition.id, code="A1-9", name="Name A1-9", group_id=lao.guest.group_id)
        session.add(stand_in)
        session.flush()
        taken = Invitation(edition_id=edition.id, ceremony_id=ceremony.id, guest_id=stand_in.id)
        taken.stands_for_id = absent.guest_id
        session.add(taken)
        session.commit()
        session.expire_all()
        script = script_of(session(), None, ceremony)
        assert [each.guest.code for each in script.lines[2].greeted] == ["A1-9", "A0-2"]
        told = [change.sentence for change in changes_since(issued, script)]
    assert told == [
        "The introduction now names A1-9 · Name A1-9, in the place of A0-1 · Name A0-1.",
        "The introduction no longer names A0-1 · Name A0-1.",
        "Nobody from Lào comes any more: take the flag down.",
        "A1-9 · Name A1-9 comes now and needs a card.",
        "A0-1 · Name A0-1 does not come: card C-A0-1 is void.",
        "A1-1 · Name A1-1 does not come: card C-A1-1 is void.",
    ]


def test_the_decree_speaks_in_sentences_and_its_levels_are_data(
    session: Rows, edition: Edition, ceremony: Ceremony, officer: Visitor
) -> None:
    missing = "Guests from Lào come, and their flag is not on the list."
    assert breaches_on(officer.get(PAGE).text) == [missing]
    wrong = {"kind": "gift", "name": "Box"}
    session.add(StageItem(edition_id=edition.id, ceremony_id=ceremony.id, **wrong))
    session.add(
        StageItem(edition_id=edition.id, ceremony_id=ceremony.id, name="Lào", kind="foreign_flag", country="Lào")
    )
    greeting = session.scalars(select(ScriptLine).where(ScriptLine.kind == "greeting")).one()
    greeting.invitation_id = invited(session, "A1-1").id
    session.commit()
    greeted = (
        "Line 3 greets A1-1 · Name A1-1 by name and title; only the highest leaders are, and “A1 · Ministries” are not "
        "among them. Greet them as a group."
    )
    gift = "“Box” is a gift or an emblem; none is handed over."
    assert breaches_on(officer.get(PAGE).text) == [greeted, gift]
    officer.post(f"{PAGE}rule/greeted/level", data={"seen": "warn", "level": "ignore"})
    officer.post(f"{PAGE}rule/gifts/level", data={"seen": "warn", "level": "block"})
    page = officer.get(PAGE).text
    assert breaches_on(page) == [gift]
    assert 'badge-block">' in page.split('id="decree"')[1].split("<details")[0]
    stale = officer.post(f"{PAGE}rule/gifts/level", data={"seen": "warn", "level": "ignore"})
    assert stale.status_code == 409
    assert breaches_on(officer.get(PAGE).text) == [gift]


def test_an_issue_is_made_of_what_its_sender_saw_and_holds_no_name(
    session: Rows, ceremony: Ceremony, officer: Visitor
) -> None:
    for _click in range(2):
        answer = officer.post(f"{PAGE}{ceremony.id}/issue", data={"number": "0", "key": "one-click-only-00"})
        assert answer.status_code == 303
    assert [row.number for row in session.scalars(select(ScriptIssue))] == [1]
    assert officer.post(f"{PAGE}{ceremony.id}/issue", data={"number": "0"}).status_code == 409
    kept = [str(row.told) for row in session.scalars(select(ScriptIssue))]
    kept += [f"{entry.before} {entry.after}" for entry in session.scalars(select(HistoryEntry))]
    assert not [text for text in kept if "Name A" in text]


def test_a_look_at_the_stage_is_a_row(session: Rows, ceremony: Ceremony, officer: Visitor) -> None:
    item = session.scalars(select(StageItem)).one()
    assert item.stands is None
    for seen in ({"stands": "y"}, {"misses": "y", "note": "Torn"}):
        officer.post(f"{PAGE}item/{item.id}/look", data=seen)
    session.expire_all()
    assert [(check.stands, check.note) for check in item.checks] == [(True, ""), (False, "Torn")]
    assert item.stands is False


@pytest.mark.parametrize("role", [Role.PLANNER, Role.TRAFFIC_LEAD, Role.VIEWER, Role.TROUPE_COORDINATOR])
def test_others_do_not_learn_that_there_is_a_script(
    session: Rows, edition: Edition, ceremony: Ceremony, sign_in: SignIn, role: Role
) -> None:
    visitor = sign_in(role, edition=edition)
    line = session.scalars(select(ScriptLine)).first()
    assert line is not None
    for address in (PAGE, f"{PAGE}{ceremony.id}/paper", f"/festival/hue/protocol/script-line/{line.id}"):
        answer = visitor.get(address)
        assert (answer.status_code, "Name A0" in answer.text) == (404, False)
