"""Agreed rehearsals in calendars: told with a release, moved, withdrawn, and never told to the public."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from flask import Flask

from festival_ops.accounts.models import Membership, Role, User
from festival_ops.calendars.actions import open_feed
from festival_ops.calendars.formats import FORMATS
from festival_ops.calendars.timetable import KEPT, Kind, Outlook
from festival_ops.database import db
from festival_ops.planning.actions import releases
from festival_ops.planning.models import Release, ReleasedRehearsal
from festival_ops.programme.models import Rehearsal
from tests.calendars.readers import READERS, by_icalendar
from tests.support.people import Visitor
from tests.support.programmes import Festival, festival  # noqa: F401

pytestmark = pytest.mark.databases("sqlite")

HUE = ZoneInfo("Asia/Ho_Chi_Minh")
PUBLIC = "/public/song-huong"
Seen = list[tuple[str, str, str, int]]


@pytest.fixture
def rehearsed(sound: Festival) -> Festival:
    """The drums before T2, and the work of the circus."""
    facts = {"starts": sound.at(2, "09:00"), "minutes": 90, "stage": sound["thuong-bac"]}
    sound.add("drums", Rehearsal(name="Tổng duyệt trống", name_en="Drums rehearsal", performance=sound["T2"], **facts))
    other = {"starts": sound.at(2, "14:00"), "minutes": 60, "stage": sound["duyet-thi"], "kind": "technical"}
    sound.add("ring", Rehearsal(name="Ráp xiếc", work=sound["Xiếc"], **other))
    sound["thuong-bac"].gate = "Cổng 2"
    sound.session.commit()
    return sound


@pytest.fixture
def planner(sound: Festival) -> User:
    held = [Membership(role=Role.PLANNER, edition_id=sound.edition.id)]
    made = User(email="an@example.org", name="An", fs_uniquifier="an" * 16, locale="en", memberships=held)
    sound.session.add(made)
    sound.session.commit()
    return made


@pytest.fixture
def publish(app: Flask, rehearsed: Festival, planner: User) -> Callable[[], Release]:
    def published() -> Release:
        rehearsed.session.commit()
        with app.test_request_context():
            session, plan = db.session(), rehearsed["plan"]
            stamp = releases.preview(session, rehearsed.edition, plan).stamp
            made = releases.release(session, rehearsed.edition, plan, stamp, "", planner)
            session.commit()
            return made

    return published


@pytest.fixture
def feed(rehearsed: Festival, planner: User) -> Callable[..., str]:
    def followed(kind: Kind, name: str = "", owner: User | None = None) -> str:
        outlook = Outlook(kind, rehearsed[name].id if name else None)
        facts = {"edition_id": rehearsed.edition.id, "owner": owner or planner, "outlook": outlook, "label": "Lịch"}
        token = open_feed(rehearsed.session, **facts)[1]
        rehearsed.session.commit()
        return f"/feed/{token}.ics"

    return followed


def told(client: Visitor, address: str) -> Seen:
    """Title, start, status and sequence of every rehearsal."""
    events = sorted(by_icalendar(client.get(address).data), key=lambda each: each.starts)
    kept = [each for each in events if each.uid.startswith("rehearsal-")]
    return [(each.title, f"{datetime.fromtimestamp(each.starts, HUE):%d/%m %H:%M}", each.status, each.sequence)
            for each in kept]  # fmt: skip


@pytest.mark.parametrize("reader", READERS)
def test_a_troupe_reads_of_its_rehearsals_beside_its_shows(
    rehearsed: Festival, publish: Callable[[], Release], feed: Callable[..., str], client: Visitor, reader: str
) -> None:
    address = feed(Kind.TROUPE, "ashi")
    assert READERS[reader](client.get(address).data) == []
    publish()
    events = {each.uid.partition("@")[0]: each for each in READERS[reader](client.get(address).data)}
    shows = [f"performance-{rehearsed[code].id}" for code in ("T1", "T2")]
    drums = events[f"rehearsal-{rehearsed['drums'].id}"]
    assert set(events) == {*shows, f"rehearsal-{rehearsed['drums'].id}"}
    assert (drums.title, drums.place, drums.words, drums.genre, drums.status, drums.sequence) == (
        "Rehearsal: Drums rehearsal",
        "Thương Bạc, Công viên Thương Bạc",
        "What is rehearsed: Taiko T2\nTroupes: Ashi Taiko\nGate: Cổng 2",
        "Dress rehearsal",
        "CONFIRMED",
        0,
    )
    hours = [datetime.fromtimestamp(each, HUE) for each in (drums.starts, drums.ends)]
    assert hours == [rehearsed.at(2, "09:00"), rehearsed.at(2, "10:30")]


def test_a_rehearsal_is_the_same_through_every_change(
    rehearsed: Festival, publish: Callable[[], Release], feed: Callable[..., str], client: Visitor
) -> None:
    old, new, troupe = feed(Kind.STAGE, "thuong-bac"), feed(Kind.STAGE, "ngo-mon"), feed(Kind.TROUPE, "ashi")
    title, drums = "Rehearsal: Drums rehearsal", rehearsed["drums"]
    publish()
    assert told(client, old) == told(client, troupe) == [(title, "06/06 09:00", "CONFIRMED", 0)]
    first = client.get(troupe).data

    drums.starts = rehearsed.at(2, "10:00")
    # What was not released yet is in no calendar, and the same release is the same bytes.
    rehearsed.session.commit()
    assert client.get(troupe).data == first
    publish()
    assert told(client, troupe) == [(title, "06/06 10:00", "CONFIRMED", 1)]

    drums.stage = rehearsed["ngo-mon"]
    publish()
    assert told(client, old) == [(f"CANCELLED: {title}", "06/06 10:00", "CANCELLED", 2)]
    assert told(client, new) == told(client, troupe) == [(title, "06/06 10:00", "CONFIRMED", 2)]
    assert "no longer part of this calendar" in client.get(old).text.replace("\r\n ", "")

    # Another name is told, and is no change for which anybody has to come earlier.
    drums.name_en = "Taiko rehearsal"
    publish()
    assert told(client, troupe) == [("Rehearsal: Taiko rehearsal", "06/06 10:00", "CONFIRMED", 2)]
    drums.active = False
    publish()
    gone = [("CANCELLED: Rehearsal: Taiko rehearsal", "06/06 10:00", "CANCELLED", 3)]
    assert told(client, new) == told(client, troupe) == gone
    assert "This rehearsal does not take place." in client.get(troupe).text.replace("\r\n ", "")
    drums.active = True
    publish()
    assert told(client, troupe) == [("Rehearsal: Taiko rehearsal", "06/06 10:00", "CONFIRMED", 4)]


def test_one_that_was_deleted_is_cancelled_for_thirty_days_of_releases(
    rehearsed: Festival, publish: Callable[[], Release], feed: Callable[..., str], client: Visitor
) -> None:
    address = feed(Kind.VENUE, "park")
    publish()
    rehearsed.session.delete(rehearsed["drums"])
    withdrawn = publish()
    assert told(client, address)[0][2:] == ("CANCELLED", 1)
    facts = {"edition_id": rehearsed.edition.id, "at": withdrawn.at + KEPT + timedelta(1), "plan_revision": 1}
    rehearsed.session.add(Release(number=3, **facts))
    rehearsed.session.commit()
    assert told(client, address) == []


def test_nobody_reads_what_is_not_theirs(
    rehearsed: Festival, publish: Callable[[], Release], feed: Callable[..., str], client: Visitor
) -> None:
    publish()
    assert [title for title, *_rest in told(client, feed(Kind.TROUPE, "circus"))] == ["Rehearsal: Ráp xiếc"]
    assert told(client, feed(Kind.TROUPE, "nha-nhac")) == []
    files = [client.get(f"{PUBLIC}/{file}").text for file in FORMATS]
    assert all("T2" in file for file in files)
    pages = [*files, client.get(feed(Kind.PUBLIC)).text, client.get(PUBLIC).text]
    assert [page for page in pages if "rehears" in page.lower() or "xiếc</" in page or "Ráp" in page] == []


def test_a_vietnamese_calendar_says_so_in_vietnamese(
    rehearsed: Festival, publish: Callable[[], Release], feed: Callable[..., str], planner: User, client: Visitor
) -> None:
    planner.locale = "vi"
    rehearsed.session.commit()
    publish()
    address = feed(Kind.TROUPE, "ashi")
    assert told(client, address) == [("Tập dượt: Tổng duyệt trống", "06/06 09:00", "CONFIRMED", 0)]
    rehearsed["drums"].active = False
    publish()
    assert told(client, address)[0][0] == "HỦY: Tập dượt: Tổng duyệt trống"


def test_what_a_release_told_is_never_altered(rehearsed: Festival, publish: Callable[[], Release]) -> None:
    publish()
    row = rehearsed.session.query(ReleasedRehearsal).first()
    assert row is not None
    row.stage_id = 99
    with pytest.raises(Exception, match="released_rehearsal is written once"):
        rehearsed.session.commit()
    rehearsed.session.rollback()
