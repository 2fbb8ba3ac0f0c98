"""Whom to tell of a release: everybody it concerns, each ticked off once."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from festival_ops.accounts.models import Membership, Role, User
from festival_ops.calendars.actions import open_feed
from festival_ops.calendars.models import FeedFetch
from festival_ops.calendars.timetable import Kind, Outlook
from festival_ops.database import db, now
from festival_ops.planning.models import Telling
from festival_ops.programme.models import Contact
from festival_ops.web.models import HistoryEntry
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival
from tests.support.releases import AREA, OTHERS, publish, read, words

pytestmark = pytest.mark.databases("sqlite")

COURT = "Nhà hát Nghệ thuật truyền thống Cung đình Huế"


@pytest.fixture
def planner(sound: Festival, sign_in: SignIn) -> Visitor:
    return sign_in(Role.PLANNER, edition=sound.edition)


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
