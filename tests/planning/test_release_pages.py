"""The pages around a release: each department signs its own, the notice is in both languages, and people are told."""

from __future__ import annotations

import html
import re

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from festival_ops.accounts.models import Role
from festival_ops.database import db
from festival_ops.planning.models import Release, Signature, SigningDuty
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival
from tests.support.releases import AREA, OTHERS, hidden, publish, read, words

pytestmark = pytest.mark.databases("sqlite")


@pytest.fixture
def planner(sound: Festival, sign_in: SignIn) -> Visitor:
    return sign_in(Role.PLANNER, edition=sound.edition)


@pytest.fixture
def security(sound: Festival, sign_in: SignIn) -> Visitor:
    return sign_in(Role.SECURITY_LEAD, edition=sound.edition)


def speak(visitor: Visitor, department: str, verdict: str = "signed", remark: str = "") -> TestResponse:
    address = f"/release/signature/{department}"
    version = hidden(visitor, address)
    return visitor.post(f"{AREA}{address}", data={"version": version, "verdict": verdict, "remark": remark})


def oblige(visitor: Visitor, *departments: str) -> TestResponse:
    version = hidden(visitor, "/release/signing-duty")
    facts = {"version": version} | dict.fromkeys(departments, "y")
    return visitor.post(f"{AREA}/release/signing-duty", data=facts)


def test_a_planner_says_who_must_sign_and_the_release_waits(
    sound: Festival, planner: Visitor, security: Visitor
) -> None:
    stamp = hidden(planner, "/release")
    assert oblige(planner, "security", "protocol").status_code == 303
    assert "Release 1 still needs the signature of: Security, Protocol." in read(planner, "/release")
    assert f'action="{AREA}/release"' not in planner.get(f"{AREA}/release").text
    early = publish(planner, stamp)
    assert early.status_code == 409
    assert "Release 1 still needs the signature of: Security, Protocol." in words(early)
    assert db.session.scalars(select(Release)).all() == []
    assert speak(security, "security", remark="Đã rà soát.").status_code == 303
    assert "Release 1 still needs the signature of: Protocol." in read(planner, "/release")
    assert oblige(planner, "security").status_code == 303
    assert publish(planner).headers["Location"] == f"{AREA}/release/1"
    told = read(planner, "/release/1")
    assert re.findall(r"(Programme|Security) Signed (\w+), \d\d/\d\d/\d{4} \d\d:\d\d( – Đã rà soát\.)?", told) == [
        ("Programme", "planner", ""),
        ("Security", "security_lead", " – Đã rà soát."),
    ]


def test_of_two_who_say_who_must_sign_the_second_sees_the_first(sound: Festival, planner: Visitor) -> None:
    seen = hidden(planner, "/release/signing-duty")
    assert oblige(planner, "security").status_code == 303
    facts = {"version": seen, "traffic": "y"}
    answer = planner.post(f"{AREA}/release/signing-duty", data=facts)
    assert answer.status_code == 409
    assert "Somebody else has changed who must sign since you opened this page." in words(answer)
    assert planner.post(f"{AREA}/release/signing-duty", data={"version": seen, "security": "y"}).status_code == 303
    rows = db.session.execute(select(SigningDuty.department, SigningDuty.required)).all()
    assert [tuple(row) for row in rows] == [("security", True)]


def test_each_signs_for_the_own_department_and_for_no_other(sound: Festival, sign_in: SignIn) -> None:
    roles = {
        Role.PLANNER: [], Role.ADMIN: [], Role.VIEWER: [], Role.SECURITY_LEAD: ["security"],
        Role.TRAFFIC_LEAD: ["traffic"], Role.PROTOCOL_OFFICER: ["protocol"],
    }  # fmt: skip
    found = {}
    for role in roles:
        visitor = sign_in(role, edition=sound.edition)
        sent = {"version": "x", "verdict": "signed"}
        answers = {each: visitor.post(f"{AREA}/release/signature/{each}", data=sent) for each in ("programme", *OTHERS)}
        found[role] = [each for each, answer in answers.items() if answer.status_code != 404]
    assert found == roles
    assert db.session.scalars(select(Signature)).all() == []


def test_a_stale_signature_is_refused(sound: Festival, security: Visitor) -> None:
    version = hidden(security, "/release/signature/security")
    sound["N1"].crowd = 280
    answer = security.post(f"{AREA}/release/signature/security", data={"version": version, "verdict": "signed"})
    assert answer.status_code == 409
    assert "what concerns your department in it, has changed since you read this page." in words(answer)


def test_a_refusal_needs_a_reason(sound: Festival, security: Visitor, planner: Visitor) -> None:
    answer = speak(security, "security", "refused")
    assert answer.status_code == 422
    assert "Please say why you refuse, so that the planners can put it right." in words(answer)
    assert speak(security, "security", "refused", "Cầu chưa thông.").status_code == 303
    assert "Security has refused it (security_lead): Cầu chưa thông." in read(planner, "/release")
    word = db.session.scalars(select(Signature)).one()
    assert planner.post(f"{AREA}/release/signature/{word.id}/withdrawal").status_code == 404
    assert security.post(f"{AREA}/release/signature/{word.id}/withdrawal").status_code == 303
    assert security.post(f"{AREA}/release/signature/{word.id}/withdrawal").status_code == 303
    assert "has refused it" not in read(planner, "/release")


def test_what_changed_since_is_shown(sound: Festival, planner: Visitor, security: Visitor) -> None:
    speak(security, "security")
    sound.unplace("X2")
    sound.place("X2", "ngo-mon", 3, "21:15")
    sound["guests"].performances.append(sound["N1"])
    sound.session.commit()
    changed = "Another time Xiếc X2 07/06/2026 21:15, Ngọ Môn before: 07/06/2026 20:00, Ngọ Môn"
    assert f"2 performances have changed since Parties of honour Nhã nhạc N1 1 before: 0 {changed}" in read(
        security, "/release"
    )
    told = read(planner, "/release")
    assert "Signed an earlier state" in told
    assert f"1 performance has changed since {changed}" in told
    assert "Parties of honour" not in told


def test_a_slice_tells_of_guests_of_honour_only_whom_it_may(
    sound: Festival, sign_in: SignIn, security: Visitor
) -> None:
    traffic = sign_in(Role.TRAFFIC_LEAD, edition=sound.edition)
    assert ["Parties of honour" in read(each, "/release") for each in (security, traffic)] == [True, False]


def test_the_notice_is_in_both_languages(sound: Festival, planner: Visitor) -> None:
    publish(planner)
    sound.unplace("X2")
    sound.place("X2", "ngo-mon", 3, "21:15")
    planner.post(f"/festival/song-huong/programme/performance/{sound['N1'].id}/cancellation", data={"reason": "Mưa"})
    sound["T1"].public = False
    sound.session.commit()
    publish(planner)
    page = planner.get(f"{AREA}/release/2/notice").text
    sheets = re.findall(r'<article class="notice-sheet" lang="(\w\w)">(.*?)</article>', page, flags=re.DOTALL)
    assert [language for language, _ in sheets] == ["vi", "en"]
    items = re.findall(r"<li>(.*?)</li>", sheets[1][1])
    assert [html.unescape(each) for each in items] == [
        "Item 1. “Drums of Asia” is no longer part of the public programme.",
        "Item 2. “Nhã nhạc N1” is cancelled; formerly announced for 19:00–20:00 on 06/06/2026 at Duyệt Thị Đường, "
        "Imperial City.",
        "Item 3. “Xiếc X2”: new time 21:15–22:00 on 07/06/2026, at the announced place, Ngọ Môn, Imperial City; "
        "formerly 20:00–20:45 on 07/06/2026.",
    ]
    headings = re.findall(r"<h3>(.*?)</h3>", sheets[1][1])
    assert headings == ["Friday, 05/06/2026", "Saturday, 06/06/2026", "Sunday, 07/06/2026"]


def test_the_notice_comes_as_text(sound: Festival, planner: Visitor) -> None:
    publish(planner)
    answer = planner.get(f"{AREA}/release/1/notice-en.txt")
    assert answer.headers["Content-Disposition"] == "attachment; filename=song-huong-1-en.txt"
    dated = sound.edition.local(db.session.scalars(select(Release)).one().at)
    assert answer.text == (
        "ORGANISING COMMITTEE OF PERFUME RIVER FESTIVAL\n"
        "NOTICE NO. 1 ANNOUNCING THE PROGRAMME OF PERFUME RIVER FESTIVAL\n"
        f"{dated:%d/%m/%Y}\n\n"
        "The organising committee of Perfume River Festival announces the official programme: 8 performances at "
        "2 venues, from 05/06/2026 to 07/06/2026.\n\n"
        "The full programme stands on the public programme page and in the calendars; every later change will be "
        "announced in a further notice.\n"
    )
    assert planner.get(f"{AREA}/release/1/notice-fr.txt").status_code == 404
    assert planner.get(f"{AREA}/release/2/notice").status_code == 404
