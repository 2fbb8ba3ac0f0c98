"""Calendars of rides: what a crew and a troupe learn, what changes and cancellations look like, who is told nothing."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from festival_ops.accounts.models import Membership, Role
from festival_ops.traffic.models import RidePlace, Vehicle
from tests.calendars.readers import READERS, Seen, by_icalendar
from tests.calendars.rides.conftest import FEEDS, Subscribe, Told
from tests.support.networks import with_roads
from tests.support.papers import send
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")

HUE = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.fixture
def coach(festival: Festival) -> int:
    """The vehicle of which the releases tell."""
    with_roads(festival)
    depot = RidePlace(name="Bãi xe A", kind="depot", junction=festival["south"])
    festival.add("depot", depot)
    festival.session.flush()
    row = Vehicle(id=7, name="Xe 45 chỗ số 1", kind="coach", seats=45, luggage=60, home=depot)
    festival.add("coach", row)
    festival.session.commit()
    return row.id


@pytest.fixture
def shared(told: Told) -> Told:
    """Two troupes on one ride, and one of them on another."""
    told.release(*_rides(told))
    return told


def _rides(told: Told) -> list:
    ashi = told.way(11, "ashi", 12, ("airport", "12:40"), ("hotel", "13:30"))
    circus = told.way(12, "circus", 20, ("airport", "12:50"), ("hotel", "13:35"))
    together = told.drive(1, 7, "12:00", "14:00", ashi[0], circus[0], ashi[1], circus[1])
    show = told.drive(2, 8, "16:30", "18:00", *told.way(13, "ashi", 12, ("hotel", "17:00"), ("citadel", "17:30")))
    return [together, show]


def seen(client: Visitor, address: str) -> list[tuple[str, str, str, int]]:
    """Title, start, status and sequence of every event."""
    events = sorted(by_icalendar(client.get(address).data), key=lambda event: event.starts)
    return [(one.title, _clock(one), one.status, one.sequence) for one in events]


def _clock(event: Seen) -> str:
    return f"{datetime.fromtimestamp(event.starts, tz=HUE):%d/%m %H:%M}"


@pytest.mark.parametrize("reader", READERS)
def test_a_crew_reads_every_stop(
    coach: int, told: Told, lead: Visitor, client: Visitor, subscribe: Subscribe, reader: str
) -> None:
    night = {"starts": told.festival.at(1, "11:00").isoformat(), "ends": told.festival.at(1, "23:00").isoformat()}
    told.facts = {"closures": [{"name": "Cấm đường Lê Lợi", "name_en": "Le Loi closed", **night}]}
    told.release(*_rides(told))
    (event,) = READERS[reader](client.get(subscribe(lead, "vehicle", coach)).data)
    assert (event.title, event.place, event.words, event.genre, event.status, event.sequence) == (
        "Phu Bai Airport → Khách sạn Hương Giang, 32 people",
        "Phu Bai Airport, Phú Bài",
        "12:00: leave Bãi xe A\n"
        "12:40 Phu Bai Airport, getting in: Ashi Taiko (12 people, 6 pieces of luggage)\n"
        "12:50 Phu Bai Airport, getting in: Xiếc Hà Nội (20 people, 10 pieces of luggage)\n"
        "13:30 Khách sạn Hương Giang, getting out: Ashi Taiko (12 people, 6 pieces of luggage)\n"
        "13:35 Khách sạn Hương Giang, getting out: Xiếc Hà Nội (20 people, 10 pieces of luggage)\n"
        "14:00: back at Bãi xe A\n"
        "Driver: Lái xe Một\n"
        "Closed on the way: Le Loi closed, 11:00–23:00\n"
        "Traffic command: 0234 382 0000.",
        "Coach",
        "CONFIRMED",
        0,
    )


def test_a_troupe_reads_its_own_rides_and_of_nobody_else(
    shared: Told, sign_in: SignIn, client: Visitor, subscribe: Subscribe
) -> None:
    festival = shared.festival
    coordinator = sign_in(Role.TROUPE_COORDINATOR, edition=festival.edition, troupe=festival["ashi"])
    body = client.get(subscribe(coordinator, "rides", festival["ashi"].id)).data
    first, second = sorted(by_icalendar(body), key=lambda event: event.starts)
    assert (first.title, _clock(first), first.place, first.words) == (
        "Coach 1 · 75B-012.34: Phu Bai Airport → Khách sạn Hương Giang",
        "05/06 12:40",
        "Phu Bai Airport, Phú Bài",
        "Be at Phu Bai Airport at 12:40; departure at 12:45.\n"
        "Arrival at Khách sạn Hương Giang at 13:30.\n"
        "Vehicle: Coach 1 · 75B-012.34, Coach\n"
        "12 people, 6 pieces of luggage\n"
        "Traffic command: 0234 382 0000.",
    )
    assert second.title == "Coach 2 · 75B-056.78: Khách sạn Hương Giang → Điểm trả Đại Nội"
    told = body.replace(b"\r\n ", b"").decode()
    others = [row.name for row in (festival["circus"], festival["nha-nhac"])] + ["Lái xe Một"]
    assert [name for name in others if name in told] == []


def test_rides_that_move_end_and_come_back_keep_their_uid_over_releases(
    coach: int, shared: Told, lead: Visitor, client: Visitor, subscribe: Subscribe
) -> None:
    ashi = shared.festival["ashi"].id
    crew, troupe = subscribe(lead, "vehicle", coach), subscribe(lead, "rides", ashi)
    uids = {event.uid for address in (crew, troupe) for event in by_icalendar(client.get(address).data)}
    late = shared.way(11, "ashi", 12, ("airport", "14:40"), ("hotel", "15:30"))
    show = shared.way(13, "ashi", 12, ("hotel", "17:00"), ("citadel", "17:30"))
    # The flight is late, and another vehicle goes to the show.
    other = shared.drive(2, 7, "16:30", "18:00", *show)
    shared.release(shared.drive(1, 7, "14:00", "16:00", *late), other)
    title = "Phu Bai Airport → Khách sạn Hương Giang, 12 people"
    assert seen(client, crew) == [
        (title, "05/06 14:00", "CONFIRMED", 1),
        ("Khách sạn Hương Giang → Điểm trả Đại Nội, 12 people", "05/06 16:30", "CONFIRMED", 0),
    ]
    to_show = "Coach 1 · 75B-012.34: Khách sạn Hương Giang → Điểm trả Đại Nội"
    assert seen(client, troupe) == [
        ("Coach 1 · 75B-012.34: Phu Bai Airport → Khách sạn Hương Giang", "05/06 14:40", "CONFIRMED", 1),
        (to_show, "05/06 17:00", "CONFIRMED", 1),
    ]
    shared.release(other)
    assert seen(client, crew)[0] == (f"CANCELLED: {title}", "05/06 14:00", "CANCELLED", 2)
    assert [event[2:] for event in seen(client, troupe)] == [("CANCELLED", 2), ("CONFIRMED", 1)]
    # A search has found a ride of another number for the same people.
    shared.release(shared.drive(9, 7, "14:00", "16:00", *late), other)
    assert [event[1:] for event in seen(client, troupe)] == [
        ("05/06 14:40", "CONFIRMED", 3),
        ("05/06 17:00", "CONFIRMED", 1),
    ]
    known = {event.uid for event in by_icalendar(client.get(troupe).data)}
    assert known <= uids


def test_a_cancelled_ride_is_told_for_thirty_days_of_releases(
    coach: int, shared: Told, lead: Visitor, client: Visitor, subscribe: Subscribe
) -> None:
    address = subscribe(lead, "vehicle", coach)
    cancelled = shared.release()
    for later, told in ((29, ["CANCELLED"]), (31, [])):
        shared.release(at=cancelled.at + timedelta(days=later))
        assert [event[2] for event in seen(client, address)] == told


def test_the_same_release_is_the_same_bytes_and_the_copy_rings_before_the_bus(
    coach: int, shared: Told, lead: Visitor, client: Visitor, subscribe: Subscribe
) -> None:
    address = subscribe(lead, "vehicle", coach)
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert lead.get(f"{FEEDS}/feed/1/copy.ics").text.count("TRIGGER:-PT30M") == 1
    shared.release(*_rides(shared))
    later = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (later.status_code, later.data) == (200, first.data)


def test_a_coordinator_follows_the_own_troupe_only(
    coach: int, shared: Told, lead: Visitor, sign_in: SignIn, client: Visitor, subscribe: Subscribe
) -> None:
    festival = shared.festival
    coordinator = sign_in(Role.TROUPE_COORDINATOR, edition=festival.edition, troupe=festival["circus"])
    page = coordinator.get(f"{FEEDS}/feed/new").text
    offered = [f'value="{kind}:{festival["circus"].id}"' in page for kind in ("troupe", "rides")]
    assert (offered, f'value="rides:{festival["ashi"].id}"' in page, "vehicle:" in page) == ([True, True], False, False)
    assert "Calendars of rides show release 1 of the rides" in page
    refused = send(coordinator, f"{FEEDS}/feed/new", subject=f"rides:{festival['ashi'].id}")
    assert (refused.status_code, "feed.ics" in refused.text) == (422, False)
    subscribe(lead, "rides", festival["ashi"].id)
    subscribe(lead, "vehicle", coach)
    pages = [f"{FEEDS}/feed/{id}{page}" for id in (1, 2) for page in ("", "/copy.ics", "/revocation")]
    assert [coordinator.get(page).status_code for page in pages] == [404] * 6
    address = subscribe(coordinator, "rides", festival["circus"].id)
    assert [event[1:] for event in seen(client, address)] == [("05/06 12:50", "CONFIRMED", 0)]
    membership = festival.session.query(Membership).filter_by(role=Role.TROUPE_COORDINATOR).one()
    membership.troupe_id = festival["ashi"].id
    assert client.get(address).status_code == 404


def test_only_those_who_write_the_roads_give_out_a_crews_calendar(
    coach: int, shared: Told, lead: Visitor, sign_in: SignIn, client: Visitor, subscribe: Subscribe
) -> None:
    address = subscribe(lead, "vehicle", coach)
    for role in (Role.PLANNER, Role.VIEWER, Role.SECURITY_LEAD):
        other = sign_in(role, edition=shared.festival.edition)
        assert "vehicle:" not in other.get(f"{FEEDS}/feed/new").text
        assert other.get(f"{FEEDS}/feed/1").status_code == 404
    colleague = sign_in(Role.ADMIN, edition=shared.festival.edition)
    send(colleague, f"{FEEDS}/feed/1/revocation")
    assert client.get(address).status_code == 404
