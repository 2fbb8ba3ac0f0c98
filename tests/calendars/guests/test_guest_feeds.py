"""Calendars of escorts and of delegations: what a release told, by codes or by names, and nothing half-made."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

import icalendar
import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError

from festival_ops.accounts.models import Role
from festival_ops.calendars.models import Feed
from festival_ops.planning.models import EscortBook, GuestRelease, GuestTransfer, ReleasedOccasion
from festival_ops.protocol.models import Engagement
from tests.calendars.rides.conftest import Told as RidesTold
from tests.support.desks import plain
from tests.support.guests import with_guests
from tests.support.networks import with_roads
from tests.support.papers import answers_in
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival, festival
from tests.support.rides import with_rides

__all__ = ["festival"]

pytestmark = pytest.mark.databases("sqlite")

HOME = "/festival/song-huong"
# Names in the delegation, planted; one in Arabic with an apostrophe.
NAMES = ("Zyxq", "O’Neill", "عبد", "Ộp Thị", "Op Test", "Lao delegation", "Đoàn Lào", "0905")
Told = list[tuple[str, str, int, str]]


@pytest.fixture
def made(festival: Festival) -> Festival:
    made = with_guests(festival)
    made["head"].name = made["head"].name_en = "Zyxq O’Neill عبد"
    met = Engagement(
        delegation=made["lao"], name="Đón Zyxq", kind="arrival", leg=made["landing leg"], before=30, after=60
    )
    made.add("met", met)
    made.session.flush()
    made.add("book", EscortBook(revision=1, duties=[[made["liaison"].id, met.id, ""]]))
    made.session.commit()
    return made


@pytest.fixture
def officer(sign_in: SignIn, made: Festival) -> Visitor:
    return sign_in(Role.PROTOCOL_OFFICER, edition=made.edition)


@pytest.fixture
def release(officer: Visitor) -> Callable[[], int]:
    def released() -> int:
        page = officer.get(f"{HOME}/escorts/release").text
        stamp = re.search(r'name="stamp" value="(\w+)"', page)
        return officer.post(
            f"{HOME}/escorts/release", data={"stamp": stamp[1] if stamp else "", "short": "yes"}
        ).status_code

    return released


def feed(visitor: Visitor, kind: str, id: int, *, names: bool = False) -> str:
    address = f"{HOME}/calendars/feed/new/{kind}/{id}"
    page = visitor.post(address, data=answers_in(visitor.get(address)) | ({"names": "y"} if names else {}))
    found = re.search(r'id="address" value="([^"]+)"', page.text)
    assert found is not None, page.text
    return urlsplit(found[1]).path


def told(client: Visitor, address: str) -> Told:
    answer = client.get(address)
    assert answer.status_code == 200
    events = icalendar.Calendar.from_ical(answer.data).events
    return sorted((str(e["UID"]).partition("@")[0], str(e["STATUS"]), e["SEQUENCE"], str(e["SUMMARY"])) for e in events)


def text(client: Visitor, address: str) -> str:
    return client.get(address).get_data(as_text=True).replace("\r\n ", "")


def test_a_calendar_follows_releases_and_not_what_is_half_made(
    officer: Visitor, client: Visitor, made: Festival, release: Callable[[], int]
) -> None:
    address = feed(officer, "escort", made["liaison"].id)
    assert told(client, address) == []
    assert release() == 303
    (first,) = told(client, address)
    assert first[1:] == ("CONFIRMED", 0, "D01: Being met: VN 1540")
    book = made.session.scalars(select(EscortBook)).one()
    duties, book.duties = book.duties, []
    made.session.commit()
    assert told(client, address) == [first]
    book.duties = duties
    made["landing leg"].at += timedelta(minutes=20)
    made.session.commit()
    assert told(client, address) == [first]
    assert release() == 303
    assert told(client, address) == [(first[0], "CONFIRMED", 1, "D01: Being met: VN 1540")]
    book.duties = []
    made.session.commit()
    assert release() == 303
    assert told(client, address) == [(first[0], "CANCELLED", 2, "CANCELLED: D01: Being met: VN 1540")]
    book.duties = duties
    made.session.commit()
    assert release() == 303
    assert told(client, address) == [(first[0], "CONFIRMED", 3, "D01: Being met: VN 1540")]
    assert release() == 409


def test_a_calendar_of_codes_names_nobody_and_cannot_be_made_to(
    officer: Visitor, client: Visitor, made: Festival, release: Callable[[], int]
) -> None:
    addresses = [feed(officer, "escort", made["liaison"].id), feed(officer, "delegation", made["lao"].id)]
    assert release() == 303
    for address in addresses:
        for asked in (address, f"{address}?names=1", f"{address}?names=y&profile=names"):
            assert [name for name in NAMES if name in text(client, asked)] == []
    kept = made.session.execute(select(ReleasedOccasion.facts, ReleasedOccasion.escorts)).all()
    assert [name for name in NAMES if name in str(kept)] == []
    named = feed(officer, "escort", made["liaison"].id, names=True)
    page = text(client, named)
    assert "SUMMARY:D01 · Lao delegation: Đón Zyxq" in page
    assert "Head of the delegation: Zyxq O’Neill عبد" in page
    assert sorted(made.session.scalars(select(Feed.label))) == ["D01", "L01", "L01"]
    etag = client.get(named).headers["ETag"]
    assert client.get(named, headers={"If-None-Match": etag}).status_code == 304
    made["head"].name = made["head"].name_en = "G01"
    made.session.commit()
    assert client.get(named, headers={"If-None-Match": etag}).status_code == 200
    assert "O’Neill" not in text(client, named)


def test_a_delegation_is_told_its_journeys_ceremonies_and_released_rides(
    officer: Visitor, client: Visitor, made: Festival, release: Callable[[], int]
) -> None:
    address = feed(officer, "delegation", made["lao"].id)
    assert release() == 303
    assert [event[1:] for event in told(client, address)] == [
        ("CONFIRMED", 0, "D01: Arriving: VN 1540"),
        ("CONFIRMED", 0, "D01: Opening on the river"),
    ]
    assert "Zyxq" not in text(client, address)


def test_a_ceremony_that_follows_a_show_is_where_its_show_is(
    officer: Visitor, client: Visitor, made: Festival, release: Callable[[], int]
) -> None:
    rite = made["rite"]
    rite.place = rite.starts = rite.ends = None
    rite.performance = made["OPEN"]
    made["citadel"].address, made["citadel"].latitude, made["citadel"].longitude = "23/8", 16.4698, 107.5796
    made.session.commit()
    made.place("OPEN", "ngo-mon", 1, "21:00")
    assert release() == 303
    answer = client.get(feed(officer, "delegation", made["lao"].id))
    events = icalendar.Calendar.from_ical(answer.data).events
    (event,) = [each for each in events if "Opening" in each["SUMMARY"]]
    assert str(event["LOCATION"]) == f"{made['citadel'].name_en or made['citadel'].name}, 23/8"
    # A place of its own comes first.
    rite.place = made["inn"]
    made.session.commit()
    assert release() == 303
    assert "LOCATION:South Bank Hotel" in text(client, feed(officer, "delegation", made["lao"].id))


def test_a_released_car_stands_in_the_calendar_of_its_delegation_and_leaves_it_when_withdrawn(
    officer: Visitor, client: Visitor, made: Festival, release: Callable[[], int]
) -> None:
    with_rides(with_roads(made))
    tie = {"key": "leg", "purpose": "arrival", "grounds": {}, "leg": made["landing leg"]}
    made.add("tie", GuestTransfer(transfer=made["crew"], delegation=made["lao"], **tie))
    made.session.commit()
    cars = RidesTold(made)
    way = cars.way(made["crew"].id, "ashi", 3, ("airport", "11:30"), ("hotel", "12:10"))
    own = [replace(halt, troupe=None, facts=halt.facts | {"whom": "D01", "whom_en": "D01"}) for halt in way]
    drive = cars.drive(1, 7, "11:00", "12:30", *own)
    address = feed(officer, "delegation", made["lao"].id)
    assert release() == 303
    before = told(client, address)
    assert [event for event in before if "ride" in event[0]] == []
    cars.release(drive)
    (car,) = [event for event in told(client, address) if event not in before]
    assert (car[1:3], "Phu Bai Airport" in car[3]) == (("CONFIRMED", 0), True)
    assert [name for name in NAMES if name in text(client, address)] == []
    # Of another delegation nothing is told of it.
    assert "Phu Bai" not in text(client, feed(officer, "delegation", made["north"].id))
    cars.release()
    assert told(client, address) == sorted([*before, (car[0], "CANCELLED", 1, f"CANCELLED: {car[3]}")])


def test_earlier_releases_say_who_signed_and_what_changed(
    officer: Visitor, made: Festival, release: Callable[[], int]
) -> None:
    page = f"{HOME}/escorts/release"
    assert "Earlier releases" not in officer.get(page).text
    assert release() == 303
    made["landing leg"].at += timedelta(minutes=20)
    made.session.commit()
    assert release() == 303
    made.session.delete(made["met"])
    made.session.commit()
    assert release() == 303
    shown = plain(officer.get(page)).split("Earlier releases")[1]
    rows = [
        "4 things new · 0 things changed · 0 things ended",
        "0 things new · 2 things changed · 0 things ended",
        "0 things new · 0 things changed · 1 thing ended",
    ]
    assert [shown.count(row) for row in rows] == [1, 1, 1]
    assert shown.index(rows[2]) < shown.index(rows[1]) < shown.index(rows[0])
    assert shown.count("protocol_officer") == 3
    assert shown.count("L01") == 3


def test_feeds_end_with_those_they_are_about(
    officer: Visitor, client: Visitor, sign_in: SignIn, made: Festival, release: Callable[[], int]
) -> None:
    assert release() == 303
    address = feed(officer, "escort", made["liaison"].id)
    mine = sign_in(Role.LIAISON_OFFICER, edition=made.edition, escort=made["liaison"])
    offered = mine.get(f"{HOME}/calendars/feed/new").text
    assert f'value="escort:{made["liaison"].id}"' in offered
    assert "delegation:" not in offered
    assert mine.get(f"{HOME}/calendars/feed/new/escort/{made['liaison'].id}").status_code == 404
    assert mine.get(f"{HOME}/calendars/feed/new/delegation/{made['lao'].id}").status_code == 404
    number = made.session.scalars(select(Feed.id)).one()
    assert mine.get(f"{HOME}/calendars/feed/{number}").status_code == 404
    assert sign_in(Role.PLANNER, edition=made.edition).get(f"{HOME}/calendars/feed/{number}").status_code == 404
    assert client.get(address).status_code == 200
    made.session.execute(update(Feed).values(subject_id=99))
    made.session.commit()
    assert client.get(address).status_code == 404


def test_only_protocol_signs_and_a_release_is_written_once(
    officer: Visitor, sign_in: SignIn, made: Festival, release: Callable[[], int]
) -> None:
    page = officer.get(f"{HOME}/escorts/release").text
    stamp = re.findall(r'name="stamp" value="(\w+)"', page)[0]
    lead = sign_in(Role.SECURITY_LEAD, edition=made.edition)
    assert lead.post(f"{HOME}/escorts/release", data={"stamp": stamp}).status_code == 403
    made["landing leg"].at += timedelta(minutes=20)
    made.session.commit()
    assert officer.post(f"{HOME}/escorts/release", data={"stamp": stamp, "short": "yes"}).status_code == 409
    assert made.session.scalars(select(GuestRelease)).all() == []
    assert release() == 303
    with pytest.raises(DBAPIError):
        made.session.execute(update(GuestRelease).values(number=7))
    made.session.rollback()
