"""The address of a feed: who gets an answer, what it costs, and what is never said."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import icalendar
import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from festival_ops.accounts.models import Role, User
from festival_ops.calendars.actions import OVERLAP, revoke, rotate
from festival_ops.calendars.models import Feed, FeedFetch
from festival_ops.calendars.timetable import Kind, Outlook
from festival_ops.database import now
from tests.calendars.conftest import Festival, Queries
from tests.calendars.people import follow, person
from tests.support.people import Visitor

WRONG = "/feed/" + "A" * 43 + ".ics"
THEATRE = "Nhà hát Nghệ thuật Cung đình Huế"


@pytest.fixture
def owner(opened: Festival) -> User:
    return person(opened, "An", Role.PLANNER)


@pytest.fixture
def coordinator(opened: Festival) -> User:
    return person(opened, "Bình", Role.TROUPE_COORDINATOR, THEATRE)


@pytest.fixture
def theatre(opened: Festival) -> Outlook:
    return Outlook(Kind.TROUPE, opened.troupes[THEATRE].id)


def titles(body: bytes) -> list[str]:
    return [str(each["SUMMARY"]) for each in icalendar.Calendar.from_ical(body).events]


def test_shows_the_troupe_its_own_showings_in_the_order_of_time(
    opened: Festival, owner: User, theatre: Outlook, client: Visitor
) -> None:
    _, address = follow(opened, owner, theatre)
    answer = client.get(address)
    assert titles(answer.data) == ["Royal Palace Night", "Tuồng cung đình", "Múa lân"]
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "max-age=300, private"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert answer.headers["Last-Modified"] == f"{opened_or_made(opened, owner):%a, %d %b %Y %H:%M:%S GMT}"


def opened_or_made(festival: Festival, owner: User) -> datetime:
    made = festival.session.scalars(select(Feed).where(Feed.user_id == owner.id)).one().created
    return max(made, festival.releases[-1].at).astimezone(UTC)


def test_speaks_the_language_of_its_owner(opened: Festival, theatre: Outlook, client: Visitor) -> None:
    _, english = follow(opened, person(opened, "An", Role.PLANNER), theatre)
    _, vietnamese = follow(opened, person(opened, "Bình", Role.PLANNER, locale="vi"), theatre)
    opened.publish(opened.item("Đêm Hoàng cung", "Sân khấu Ngọ Môn", "08/06 20:00"), cancelled=["Múa lân"])
    assert titles(client.get(english).data) == [
        "Royal Palace Night",
        "POSTPONED: Tuồng cung đình",
        "CANCELLED: Múa lân",
    ]
    assert titles(client.get(vietnamese).data) == ["Đêm Hoàng cung", "HOÃN: Tuồng cung đình", "HỦY: Múa lân"]


def test_says_the_same_bytes_under_the_same_etag(
    opened: Festival, owner: User, theatre: Outlook, client: Visitor
) -> None:
    _, address = follow(opened, owner, theatre)
    first, second = client.get(address), client.get(address)
    assert (first.data, first.get_etag()) == (second.data, second.get_etag())
    assert first.get_etag()[1] is False
    opened.publish(opened.item("Đêm Hoàng cung", "Sân khấu Ngọ Môn", "08/06 20:30"))
    third = client.get(address)
    assert third.data != first.data
    assert third.get_etag() != first.get_etag()


def test_answers_what_the_client_has_already_without_reading_an_item(
    opened: Festival, owner: User, theatre: Outlook, client: Visitor, queries: Queries
) -> None:
    _, address = follow(opened, owner, theatre)
    first = client.get(address)
    with queries() as said:
        again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
    assert len([statement for statement in said if statement.startswith("SELECT")]) == 2
    assert [statement for statement in said if "released_item" in statement] == []
    since = client.get(address, headers={"If-Modified-Since": first.headers["Last-Modified"]})
    assert (since.status_code, since.data) == (304, b"")
    stale = client.get(address, headers={"If-None-Match": '"something else"'})
    assert (stale.status_code, stale.data) == (200, first.data)


def test_answers_head_with_the_length_and_no_body(
    opened: Festival, owner: User, theatre: Outlook, client: Visitor
) -> None:
    _, address = follow(opened, owner, theatre)
    whole, head = client.get(address), client.head(address)
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["Content-Length"] == str(len(whole.data))
    assert head.headers["ETag"] == whole.headers["ETag"]


def test_has_a_calendar_before_the_first_release(festival: Festival, client: Visitor) -> None:
    owner = person(festival, "An", Role.PLANNER)
    _, address = follow(festival, owner, Outlook(Kind.PUBLIC))
    assert titles(client.get(address).data) == []


def test_keeps_one_answer_for_everything_that_does_not_live(
    opened: Festival, owner: User, coordinator: User, theatre: Outlook, client: Visitor, queries: Queries
) -> None:
    revoked, revoked_address = follow(opened, owner, theatre)
    expired, expired_address = follow(opened, owner, theatre)
    _, disabled_address = follow(opened, coordinator, theatre)
    revoke(opened.session, revoked, owner)
    expired.expires = now() - timedelta(minutes=1)
    coordinator.active = False
    opened.session.commit()
    wrong = client.get(WRONG)
    assert wrong.status_code == 404
    for address in (revoked_address, expired_address, disabled_address):
        with queries() as said:
            answer = client.get(address)
        assert (answer.status_code, words(answer, address)) == (404, words(wrong, WRONG))
        assert "Location" not in answer.headers
        assert len([statement for statement in said if "FROM feed" in statement]) == 1


def words(answer: TestResponse, address: str) -> str:
    """The page, which repeats only the address that was asked for."""
    return answer.text.replace(quote(address, safe=""), "").replace(address, "")


def test_dies_with_the_membership_of_its_owner(
    opened: Festival, coordinator: User, theatre: Outlook, client: Visitor
) -> None:
    _, address = follow(opened, coordinator, theatre)
    assert client.get(address).status_code == 200
    coordinator.memberships[0].troupe_id = opened.troupes["Đoàn Bỉ"].id
    opened.session.commit()
    assert client.get(address).status_code == 404
    coordinator.memberships.clear()
    opened.session.commit()
    assert client.get(address).status_code == 404


def test_a_new_address_leaves_the_old_one_a_week(
    opened: Festival, owner: User, theatre: Outlook, client: Visitor
) -> None:
    feed, address = follow(opened, owner, theatre)
    _, token = rotate(opened.session, feed, owner)
    opened.session.commit()
    assert client.get(address).status_code == 200
    assert titles(client.get(f"/feed/{token}.ics").data) == titles(client.get(address).data)
    assert feed.expires is not None
    assert timedelta(0) < now() + OVERLAP - feed.expires < timedelta(minutes=5)
    feed.expires = now()
    opened.session.commit()
    assert client.get(address).status_code == 404
    assert client.get(f"/feed/{token}.ics").status_code == 200


def test_notes_which_client_saw_which_release_but_not_every_time(
    opened: Festival, owner: User, theatre: Outlook, client: Visitor, queries: Queries
) -> None:
    feed, address = follow(opened, owner, theatre)
    mobile = {"User-Agent": "iOS/17.4 (21E219) dataaccessd/1.0"}
    client.get(address, headers=mobile).close()
    client.get(address, headers={"User-Agent": "Google-Calendar-Importer"}).close()
    client.head(address, headers={"User-Agent": "Thunderbird/115"}).close()
    assert seen(opened, feed) == [("apple", 1), ("google", 1)]
    with queries() as said:
        client.get(address, headers=mobile).close()
    assert [statement for statement in said if not statement.startswith(("SELECT", "BEGIN"))] == []
    opened.publish(opened.item("Đêm Hoàng cung", "Sân khấu Ngọ Môn", "08/06 20:30"))
    client.get(address, headers=mobile).close()
    assert seen(opened, feed) == [("apple", 2), ("google", 1)]


def seen(festival: Festival, feed: Feed) -> list[tuple[str, int]]:
    festival.session.expire_all()
    rows = festival.session.scalars(select(FeedFetch).where(FeedFetch.feed_id == feed.id).order_by(FeedFetch.client))
    return [(row.client, row.release_number) for row in rows]


def test_keeps_only_the_digest_of_a_token(opened: Festival, owner: User, theatre: Outlook) -> None:
    feed, address = follow(opened, owner, theatre)
    token = address.removeprefix("/feed/").removesuffix(".ics")
    assert len(token) == 43
    assert token not in feed.token_hash
    assert len(feed.token_hash) == 64
