"""Releases of the rides: signed, numbered, told by vehicle and by group, and what the solver keeps to afterwards."""

from __future__ import annotations

import re
from html import unescape

import pytest
from sqlalchemy import select, update
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from festival_ops.accounts.models import Role
from festival_ops.planning.models import ReleasedRide, Ride, RideBook, RideRelease, RideTelling
from festival_ops.planning.rides.told import released_rides
from festival_ops.traffic.models import Transfer
from festival_ops.web.models import HistoryEntry
from tests.planning.rides.releases.conftest import Drive
from tests.support.papers import answers_in, send
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")

RIDES = "/festival/song-huong/traffic/rides"
RELEASES = f"{RIDES}/releases"


@pytest.fixture
def planned(rides: Festival, drive: Drive) -> Festival:
    """One ride, and a second transfer that nobody fetches yet."""
    with_visit(rides)
    drive("crew", "van", "driver", "07:45", "09:15")
    return rides


def with_visit(rides: Festival) -> None:
    ends = {"origin": rides["hotel"], "destination": rides["citadel drop-off"], "troupe": rides["circus"]}
    hours = {"pickup_starts": rides.at(1, "14:00"), "pickup_ends": rides.at(1, "16:00")}
    hours |= {"delivery_starts": rides.at(1, "14:00"), "delivery_ends": rides.at(1, "17:00")}
    rides.add("visit", Transfer(name="Xiếc đi thăm Đại Nội", people=30, **ends, **hours))
    rides.session.commit()


def words(page: str) -> str:
    main = page[page.index("<main") :]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def told(answer: TestResponse) -> str:
    return words(answer.text)


def changes(page: str) -> list[str]:
    """What each vehicle and each group is told."""
    return [words(f"<main{part}") for part in re.findall(r'<li class="roster-person"(.*?)</ul></details>', page, re.S)]


def test_a_release_is_signed_and_keeps_every_ride(planned: Festival, lead: Visitor) -> None:
    answer = send(lead, RELEASES, note="Theo phương án 12", phone="0234 382 1111", short="y")
    assert (answer.status_code, answer.location) == (303, f"{RIDES}/release/1")
    row = planned.session.scalars(select(RideRelease)).one()
    kept = (row.signer, row.note, row.phone, row.unserved, row.changes)
    assert kept == ("traffic_lead", "Theo phương án 12", "0234 382 1111", 1, [])
    ride = planned.session.scalars(select(ReleasedRide)).one()
    named = ("vehicle", "plate", "kind_en", "driver", "driver_en", "home")
    assert [ride.facts[name] for name in named] == [
        "Xe 16 chỗ",
        "",
        "Van",
        "Lái xe 1",
        "Driver 1",
        "Bãi xe",
    ]
    assert [(stop.facts["place"], stop.facts["whom"], stop.people, stop.luggage) for stop in ride.stops] == [
        ("Bãi xe", "Tổ kỹ thuật", 4, 6),
        ("Điểm trả Thương Bạc", "Tổ kỹ thuật", 4, 6),
    ]
    entry = planned.session.scalars(select(HistoryEntry).where(HistoryEntry.subject == "ride_release")).one()
    assert (entry.act, entry.secrecy, entry.after) == ("released", "R1", {"number": 1, "rides": 1, "changes": 0})
    page = lead.get(answer.location).text
    stops = "08:00 Bãi xe 4 get in 08:55 Điểm trả Thương Bạc 4 get out"
    assert changes(page) == [
        f"Xe 16 chỗ 1 ride Friday 05/06 07:45–09:15 Driver 1 {stops}",
        f"Tổ kỹ thuật 1 ride Friday 05/06 08:00–08:55 Xe 16 chỗ {stops}",
    ]
    assert "It was released although 1 transfer had no ride." in words(page)
    assert "Everybody knows the rides as they stand" in told(lead.get(RELEASES))


def test_the_next_one_tells_each_vehicle_and_group_what_changed(planned: Festival, lead: Visitor, drive: Drive) -> None:
    send(lead, RELEASES, short="y")
    drive("visit", "coach", "coach driver", "14:00", "16:00")
    planned.session.execute(
        update(Ride).where(Ride.vehicle_id == planned["van"].id).values(driver_id=planned["coach driver"].id)
    )
    planned.session.execute(update(RideBook).values(revision=RideBook.revision + 1))
    page = lead.get(RELEASES).text
    crew = "08:00 Bãi xe 4 get in 08:55 Điểm trả Thương Bạc 4 get out"
    visit = "14:15 South Bank Hotel 30 get in 15:40 Điểm trả Đại Nội 30 get out"
    expected = [
        "Xe 16 chỗ no longer: 1, now: 1 "
        f"no longer Friday 05/06 07:45–09:15 Driver 1 {crew} now Friday 05/06 07:45–09:15 Lái xe 2 {crew}",
        f"Coach 45 no longer: 0, now: 1 now Friday 05/06 14:00–16:00 Lái xe 2 {visit}",
        f"Xiếc Hà Nội no longer: 0, now: 1 now Friday 05/06 14:15–15:40 Coach 45 · 75B-000.01 {visit}",
    ]
    assert changes(page) == expected
    before = released_rides(planned.session(), planned.edition)
    # The coach driver's licence does not cover vans, which is a rule that blocks.
    assert "Sign and release" not in page
    planned["coach driver"].kinds = ["coach", "van"]
    assert send(lead, RELEASES).location == f"{RIDES}/release/2"
    assert changes(lead.get(f"{RIDES}/release/2").text) == expected
    assert len(changes(lead.get(f"{RIDES}/release/2?all=1").text)) == 4
    assert [len(before), len(released_rides(planned.session(), planned.edition))] == [1, 2]


def test_what_a_release_keeps_does_not_change_when_rows_are_renamed(planned: Festival, lead: Visitor) -> None:
    lead.get(send(lead, RELEASES, short="y").location)
    pages = [f"{RIDES}/release/1", f"{RIDES}/papers"]
    before = [words(lead.get(page).text) for page in pages]
    for name in ("van", "driver", "depot", "park drop-off"):
        planned[name].name = f"Tên khác của {name}"
    planned["crew"].for_whom = "Tổ khác"
    planned["van"].plate = "75B-999.99"
    planned.session.commit()
    timeless = re.compile(r"printed on \S+ \S+")
    assert [timeless.sub("", words(lead.get(page).text)) for page in pages] == [timeless.sub("", one) for one in before]
    # Another plate is news to those who look out for it.
    assert [line.split(" no")[0] for line in changes(lead.get(RELEASES).text)] == ["Tổ khác", "Tổ kỹ thuật"]


def test_only_the_traffic_lead_signs_what_was_read_and_once(
    planned: Festival, lead: Visitor, sign_in: SignIn, drive: Drive
) -> None:
    admin = sign_in(Role.ADMIN, edition=planned.edition)
    assert "Only the traffic lead signs and releases rides." in told(admin.get(RELEASES))
    planner = sign_in(Role.PLANNER, edition=planned.edition)
    assert [other.post(RELEASES).status_code for other in (admin, planner)] == [403, 403]
    assert send(lead, RELEASES).status_code == 422
    assert "please say that it is released all the same" in told(send(lead, RELEASES))
    answers = MultiDict({**answers_in(lead.get(RELEASES)), "short": "y"})
    drive("visit", "coach", "coach driver", "14:00", "16:00")
    assert "have changed since you opened this page" in told(lead.post(RELEASES, data=answers))
    answers = MultiDict(answers_in(lead.get(RELEASES)))
    assert [lead.post(RELEASES, data=answers).location for _ in range(2)] == [f"{RIDES}/release/1"] * 2
    assert len(planned.session.scalars(select(RideRelease)).all()) == 1


def test_a_vehicle_in_two_places_holds_the_release_up(planned: Festival, lead: Visitor, drive: Drive) -> None:
    answers = MultiDict({**answers_in(lead.get(RELEASES)), "short": "y"})
    drive("visit", "van", "coach driver", "08:30", "10:00")
    page = told(lead.get(RELEASES))
    assert ("What stands in its way" in page, "Sign and release" in page) == (True, False)
    assert lead.post(RELEASES, data=answers).status_code == 409
    assert planned.session.scalars(select(RideRelease)).all() == []


def test_who_was_told_is_ticked_off_once_and_taken_back(planned: Festival, lead: Visitor, sign_in: SignIn) -> None:
    page = lead.get(send(lead, RELEASES, short="y").location).text
    assert "2 are still to be told." in words(page)
    van = {"line": f"vehicle:{planned['van'].id}", "how": "phone"}
    crew = {"line": "group:Tổ kỹ thuật", "how": "in person"}
    making = f"{RIDES}/release/1/telling"
    assert [lead.post(making, data=told).status_code for told in (van, van, crew)] == [303, 303, 303]
    shown = words(lead.get(f"{RIDES}/release/1").text)
    assert "Everybody has been told." in shown
    rows = planned.session.scalars(select(RideTelling).order_by(RideTelling.id)).all()
    assert [(row.name, row.how, row.teller) for row in rows] == [
        ("Xe 16 chỗ", "phone", "traffic_lead"),
        ("Tổ kỹ thuật", "in person", "traffic_lead"),
    ]
    entries = planned.session.scalars(select(HistoryEntry).where(HistoryEntry.subject == "ride_telling")).all()
    assert [(entry.act, entry.secrecy) for entry in entries] == [("told", "R1")] * 2
    assert lead.post(making, data={"line": "group:Ai đó", "how": "phone"}).status_code == 422
    assert lead.post(f"{RIDES}/release/2/telling", data=van).status_code == 404
    planner = sign_in(Role.PLANNER, edition=planned.edition)
    assert planner.post(making, data=van).status_code == 403
    assert "/telling" not in planner.get(f"{RIDES}/release/1").text
    assert lead.post(f"{making}/{rows[0].id}/removal").status_code == 303
    assert "1 is still to be told." in words(lead.get(f"{RIDES}/release/1").text)
