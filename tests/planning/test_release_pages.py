"""The pages around a release: each department signs its own, the notice is in both languages, and people are told."""

from __future__ import annotations

import html
import re

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from festival_ops.accounts.models import Membership, Role, User
from festival_ops.calendars.actions import open_feed
from festival_ops.calendars.models import FeedFetch
from festival_ops.calendars.timetable import Kind, Outlook
from festival_ops.database import db, now
from festival_ops.planning.models import Release, Signature, SigningDuty, Telling
from festival_ops.programme.models import Contact
from festival_ops.web.models import HistoryEntry
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")

AREA = "/festival/song-huong/planning"
COURT = "Nhà hát Nghệ thuật truyền thống Cung đình Huế"
OTHERS = ("security", "traffic", "protocol")


def words(answer: TestResponse) -> str:
    text = re.sub(r"<(script|style|title|textarea)\b.*?</\1>|<[^>]+>", " ", answer.text, flags=re.DOTALL)
    return " ".join(html.unescape(text).split())


def read(visitor: Visitor, address: str) -> str:
    answer = visitor.get(f"{AREA}{address}")
    assert answer.status_code == 200
    return words(answer)


def hidden(visitor: Visitor, action: str, name: str = "version", page: str = "/release") -> str:
    """A hidden value of the form that is sent there."""
    text = visitor.get(f"{AREA}{page}").text
    form = next(part for part in text.split("<form ")[1:] if f'action="{AREA}{action}"' in part.partition(">")[0])
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', form.partition("</form>")[0])
    assert found is not None
    return html.unescape(found[1])


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


def publish(visitor: Visitor, version: str | None = None) -> TestResponse:
    version = version or hidden(visitor, "/release")
    return visitor.post(f"{AREA}/release", data={"version": version})


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


@pytest.fixture
def moved(sound: Festival, planner: Visitor) -> Festival:
    """Release 2 moves one show of the court musicians."""
    sound["ngo-mon"].contact_point = "Lều kỹ thuật 3"
    sound.add("contact", Contact(troupe_id=sound["nha-nhac"].id, name="Nguyễn Thị Sen", phone="0234 111 222"))
    publish(planner)
    sound.unplace("N2")
    sound.place("N2", "ngo-mon", 3, "22:00")
    publish(planner)
    return sound


def lines(visitor: Visitor) -> list[str]:
    page = visitor.get(f"{AREA}/release/2/tellings").text
    return re.findall(r'<li class="telling" id="line-([\w-]+)">', page)


def test_whoever_is_concerned_is_to_be_told(moved: Festival, planner: Visitor, sign_in: SignIn) -> None:
    court, hall, gate = (moved[name].id for name in ("nha-nhac", "duyet-thi", "ngo-mon"))
    departments = [f"department-{each}" for each in OTHERS]
    assert lines(planner) == [f"troupe-{court}", f"stage-{hall}", f"stage-{gate}", *departments]
    told = read(planner, "/release/2/tellings")
    assert "6 are still to be told." in told
    assert f"{COURT} Nhã nhạc N2 Nguyễn Thị Sen 0234 111 222" in told
    assert "Ngọ Môn Nhã nhạc N2 Lều kỹ thuật 3" in told
    viewer = read(sign_in(Role.VIEWER, edition=moved.edition), "/release/2/tellings")
    assert f"{COURT} Nhã nhạc N2 Still to be told" in viewer
    assert "Nguyễn Thị Sen" not in viewer
    assert "Whom to tell 6" in read(planner, "/release/2")


def test_accounts_of_coordinators_and_leads_are_named_to_those_who_may_know(
    moved: Festival, planner: Visitor, sign_in: SignIn
) -> None:
    for email, role, troupe in (
        ("sen@example.org", Role.TROUPE_COORDINATOR, moved["nha-nhac"].id),
        ("an@example.org", Role.SECURITY_LEAD, None),
        ("xa@example.org", Role.TROUPE_COORDINATOR, moved["ashi"].id),
    ):
        user = User(email=email, name=email.partition("@")[0], fs_uniquifier=email)
        user.memberships.append(Membership(role=role, edition_id=moved.edition.id, troupe_id=troupe))
        moved.session.add(user)
    moved.session.commit()
    visitors = (planner, sign_in(Role.TRAFFIC_LEAD, edition=moved.edition))
    pages = [read(visitor, "/release/2/tellings") for visitor in visitors]
    addresses = [re.findall(r"\b(?:sen|an|xa)@example\.org", page) for page in pages]
    assert addresses == [["sen@example.org", "an@example.org"], []]


def test_a_tick_is_kept_once_and_taken_back(moved: Festival, planner: Visitor, sign_in: SignIn) -> None:
    line = f"troupe:{moved['nha-nhac'].id}"
    address = f"{AREA}/release/2/telling"
    for _ in range(2):
        answer = planner.post(address, data={"line": line, "how": "zalo"})
        assert answer.status_code == 303, words(answer)
    row = db.session.scalars(select(Telling)).one()
    assert (row.kind, row.name, row.how, row.teller) == ("troupe", COURT, "zalo", "planner")
    told = read(planner, "/release/2/tellings")
    assert "5 are still to be told." in told
    assert re.search(r"Told by Zalo by planner, \d\d/\d\d/\d{4}", told)
    assert sign_in(Role.VIEWER, edition=moved.edition).post(address, data={"line": line}).status_code == 403
    removal = f"{address}/{row.id}/removal"
    for _ in range(2):
        assert planner.post(removal).status_code == 303
    assert db.session.scalars(select(Telling)).all() == []
    acts = select(HistoryEntry.act).where(HistoryEntry.subject == "telling").order_by(HistoryEntry.id)
    assert db.session.scalars(acts).all() == ["told", "removed"]


@pytest.mark.parametrize("sent", [{"line": "troupe:0", "how": "zalo"}, {"line": "department:security", "how": "x"}, {}])
def test_a_tick_of_nobody_is_refused(moved: Festival, planner: Visitor, sent: dict[str, str]) -> None:
    answer = planner.post(f"{AREA}/release/2/telling", data=sent)
    assert answer.status_code == 422
    assert "Nobody of that name is to be told of this release" in words(answer)
    assert db.session.scalars(select(Telling)).all() == []


def test_everybody_told_is_said(moved: Festival, planner: Visitor) -> None:
    for line in lines(planner):
        kind, _, subject = line.partition("-")
        planner.post(f"{AREA}/release/2/telling", data={"line": f"{kind}:{subject}", "how": "phone"})
    assert "Everybody has been told." in read(planner, "/release/2/tellings")


def test_calendars_that_show_the_change_are_counted(moved: Festival, planner: Visitor, sign_in: SignIn) -> None:
    owner = db.session.scalars(select(User)).first()
    assert owner is not None
    follow = {"court": (Kind.TROUPE, "nha-nhac"), "gate": (Kind.STAGE, "ngo-mon"), "others": (Kind.TROUPE, "ashi")}
    for label, (kind, subject) in follow.items():
        outlook = Outlook(kind, moved[subject].id)
        feed, _token = open_feed(
            db.session, edition_id=moved.edition.id, owner=owner, outlook=outlook, label=label, expires=None
        )
        if label != "gate":
            feed.fetches.append(FeedFetch(client="khal", at=now(), release_number=2))
    db.session.commit()
    sentence = "Calendar feeds that show what changed: 2; already fetched: 1."
    told = read(planner, "/release/2/tellings")
    assert sentence in told
    assert "gate planner Never fetched yet." in told
    viewer = read(sign_in(Role.VIEWER, edition=moved.edition), "/release/2/tellings")
    assert (sentence in viewer, "Never fetched yet." in viewer) == (True, False)
