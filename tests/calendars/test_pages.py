"""The pages of feeds: who sees, makes, moves and ends which; and the one moment in which an address is known."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from festival_ops.accounts.models import Role
from festival_ops.calendars.models import Feed, FeedFetch
from festival_ops.calendars.timetable import Kind, Outlook
from festival_ops.database import now
from festival_ops.web.models import HistoryEntry
from tests.calendars.conftest import Festival, Queries
from tests.calendars.people import follow, person
from tests.support.people import SignIn, Visitor

LIST = "/festival/hue-2024/calendars/"
NEW = f"{LIST}feed/new"
THEATRE, BELGIANS = "Nhà hát Nghệ thuật Cung đình Huế", "Đoàn Bỉ"
ADDRESS = re.compile(r"http://localhost/feed/[\w-]{43}\.ics")


@pytest.fixture
def coordinator(opened: Festival, sign_in: SignIn) -> Visitor:
    return sign_in(Role.TROUPE_COORDINATOR, edition=opened.edition, troupe=opened.troupes[THEATRE])


@pytest.fixture
def planner(opened: Festival, sign_in: SignIn) -> Visitor:
    return sign_in(Role.PLANNER, edition=opened.edition)


def choices(answer: TestResponse) -> list[str]:
    return [html.unescape(label) for label in re.findall(r"<option[^>]*>([^<]*)</option>", answer.text)]


def make(visitor: Visitor, subject: str, key: str = "once") -> TestResponse:
    return visitor.post(NEW, data={"subject": subject, "label": "", "key": key})


def address_in(answer: TestResponse) -> str:
    return ADDRESS.findall(answer.text)[0].removeprefix("http://localhost")


def test_offers_a_coordinator_the_own_troupe_and_a_planner_everything(
    opened: Festival, coordinator: Visitor, planner: Visitor
) -> None:
    # A troupe is followed by its shows or by its rides.
    assert choices(coordinator.get(NEW)) == [THEATRE] * 2
    assert choices(planner.get(NEW)) == [
        "Festival Huế 2024",
        BELGIANS,
        THEATRE,
        "Sân khấu Bia Quốc Học",
        "Sân khấu cung An Định",
        "Sân khấu Ngọ Môn",
        "Công viên Bia Quốc Học",
        "Cung An Định",
        "Đại Nội",
        BELGIANS,
        THEATRE,
    ]


@pytest.mark.parametrize("subject", ["troupe:{belgians}", "stage:{stage}", "public:", "troupe:999", "nonsense"])
def test_refuses_a_coordinator_what_is_not_of_the_troupe(opened: Festival, coordinator: Visitor, subject: str) -> None:
    stage = opened.stages["Sân khấu Ngọ Môn"].id
    answer = make(coordinator, subject.format(belgians=opened.troupes[BELGIANS].id, stage=stage))
    assert answer.status_code == 422
    assert BELGIANS not in answer.text
    assert opened.session.scalars(select(Feed)).all() == []


def test_shows_the_address_once_and_only_to_the_one_who_made_it(
    opened: Festival, coordinator: Visitor, client: Visitor
) -> None:
    subject = f"troupe:{opened.troupes[THEATRE].id}"
    answer = make(coordinator, subject)
    address = address_in(answer)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert f'href="webcal://localhost{address}"' in answer.text
    assert "https://calendar.google.com/calendar/r?cid=webcal%3A%2F%2Flocalhost%2Ffeed%2F" in answer.text
    assert "https://outlook.live.com/calendar/0/addfromweb?url=http%3A%2F%2Flocalhost%2Ffeed%2F" in answer.text
    assert 'class="scan-code"' in answer.text
    assert client.get(address).status_code == 200
    again = make(coordinator, subject)
    feed = opened.session.scalars(select(Feed)).one()
    assert (again.status_code, again.headers["Location"]) == (303, f"{LIST}feed/{feed.id}")
    token = address.removeprefix("/feed/").removesuffix(".ics")
    for page in (LIST, f"{LIST}feed/{feed.id}"):
        assert token not in coordinator.get(page).text
    assert feed.expires is not None
    assert now() + timedelta(days=59) < feed.expires < now() + timedelta(days=61)


def test_lists_the_own_feeds_and_to_planners_everybodys(
    opened: Festival, coordinator: Visitor, planner: Visitor
) -> None:
    assert "No calendar is followed yet." in english(coordinator.get(LIST, headers=ENGLISH))
    make(coordinator, f"troupe:{opened.troupes[THEATRE].id}")
    make(planner, f"troupe:{opened.troupes[BELGIANS].id}", key="another")
    assert labels(coordinator) == [THEATRE]
    assert labels(planner) == [BELGIANS, THEATRE]


ENGLISH = {"Accept-Language": "en"}


def english(answer: TestResponse) -> str:
    return html.unescape(answer.text)


def labels(visitor: Visitor) -> list[str]:
    found = re.findall(r'<th scope="row"><a href="[^"]*">([^<]*)</a>', visitor.get(LIST).text)
    return [html.unescape(label) for label in found]


@pytest.mark.parametrize("page", ["", "/copy.ics", "/rotation", "/revocation"])
def test_answers_404_for_the_feed_of_another(opened: Festival, coordinator: Visitor, page: str) -> None:
    other = person(opened, "Chi", Role.TROUPE_COORDINATOR, BELGIANS)
    feed, _ = follow(opened, other, Outlook(Kind.TROUPE, opened.troupes[BELGIANS].id))
    answer = coordinator.get(f"{LIST}feed/{feed.id}{page}")
    assert answer.status_code == 404
    assert BELGIANS not in answer.text
    if page in ("/rotation", "/revocation"):
        assert coordinator.post(f"{LIST}feed/{feed.id}{page}", data={}).status_code == 404
    assert feed.lives


def test_says_how_far_behind_a_subscriber_is(opened: Festival, planner: Visitor) -> None:
    owner = person(opened, "Dũng", Role.VIEWER)
    feed, _ = follow(opened, owner, Outlook(Kind.PUBLIC))
    opened.session.add(FeedFetch(feed_id=feed.id, client="google", at=now() - timedelta(hours=31), release_number=1))
    listed = english(planner.get(LIST, headers=ENGLISH))
    assert "Last fetched 31 hours ago by Google Calendar." in listed
    assert "Has not seen release" not in listed
    opened.publish()
    assert "Has not seen release 2." in english(planner.get(LIST, headers=ENGLISH))


def test_asks_as_many_questions_for_three_feeds_as_for_one(
    opened: Festival, planner: Visitor, queries: Queries
) -> None:
    owner = person(opened, "Dũng", Role.VIEWER)
    troupes = list(opened.troupes.values())
    follow(opened, owner, Outlook(Kind.TROUPE, troupes[0].id))
    planner.get(LIST)
    with queries() as for_one:
        planner.get(LIST)
    for troupe in troupes:
        follow(opened, owner, Outlook(Kind.TROUPE, troupe.id))
    with queries() as for_three:
        planner.get(LIST)
    assert len(for_three) == len(for_one)


def test_a_new_address_is_the_owners_alone(
    opened: Festival, coordinator: Visitor, planner: Visitor, client: Visitor
) -> None:
    address = address_in(make(coordinator, f"troupe:{opened.troupes[THEATRE].id}"))
    feed = opened.session.scalars(select(Feed)).one()
    page = f"{LIST}feed/{feed.id}/rotation"
    assert planner.post(page, data={"key": "theirs"}).status_code == 404
    fresh = address_in(coordinator.post(page, data={"key": "mine"}))
    assert fresh != address
    assert (client.get(fresh).status_code, client.get(address).status_code) == (200, 200)
    opened.session.refresh(feed)
    assert feed.expires is not None
    assert feed.expires < now() + timedelta(days=7)


def test_a_planner_may_revoke_anybodys(
    opened: Festival, coordinator: Visitor, planner: Visitor, client: Visitor
) -> None:
    address = address_in(make(coordinator, f"troupe:{opened.troupes[THEATRE].id}"))
    feed = opened.session.scalars(select(Feed)).one()
    page = f"{LIST}feed/{feed.id}/revocation"
    assert planner.get(page).status_code == 200
    assert client.get(address).status_code == 200
    answer = planner.post(page, data={"key": "enough"})
    assert (answer.status_code, answer.headers["Location"]) == (303, LIST)
    assert client.get(address).status_code == 404


def test_the_copy_is_a_file_with_reminders_and_without_the_address(opened: Festival, coordinator: Visitor) -> None:
    token = address_in(make(coordinator, f"troupe:{opened.troupes[THEATRE].id}"))
    feed = opened.session.scalars(select(Feed)).one()
    answer = coordinator.get(f"{LIST}feed/{feed.id}/copy.ics")
    assert answer.headers["Content-Disposition"] == f"attachment; filename=hue-2024-{feed.id}.ics"
    assert answer.data.count(b"BEGIN:VALARM") == 3
    assert token.encode() not in answer.data
    assert b"REFRESH-INTERVAL" not in answer.data


def test_the_history_tells_who_made_and_moved_it(opened: Festival, coordinator: Visitor) -> None:
    make(coordinator, f"troupe:{opened.troupes[THEATRE].id}")
    feed = opened.session.scalars(select(Feed)).one()
    coordinator.post(f"{LIST}feed/{feed.id}/revocation", data={"key": "enough"})
    shown = coordinator.get(f"{LIST}feed/{feed.id}").text
    acts = opened.session.execute(select(HistoryEntry.act, HistoryEntry.before, HistoryEntry.after)).all()
    assert [act for act, _, _ in acts] == ["created", "changed"]
    assert feed.revoked is not None
    assert acts[1][1:] == ({"revoked": None}, {"revoked": feed.revoked.isoformat()})
    assert shown.count('class="trail-entry"') == 2
    assert feed.token_hash not in str(acts)
