"""The records of the room: kept, told, refused with a sentence, and known only to those who may know."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select

from festival_ops.accounts.models import Role
from festival_ops.traffic.models import Closure, Gate, Junction, ParkingPlace, Route, Segment, StopPlace, Street
from festival_ops.web.models import HistoryEntry
from tests.support.papers import errors_in
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival
from tests.traffic.conftest import Send

pytestmark = pytest.mark.databases("sqlite")

BASE = "/festival/song-huong/traffic/"
MODELS: dict[str, Any] = {
    "junction": Junction,
    "street": Street,
    "segment": Segment,
    "parking-place": ParkingPlace,
    "stop-place": StopPlace,
    "gate": Gate,
    "route": Route,
    "closure": Closure,
}
SOUND: dict[str, dict[str, Any]] = {
    "junction": {"name": "Nút mới", "latitude": "16.47", "longitude": "107.58"},
    "street": {"name": "Trần Hưng Đạo"},
    "segment": {"code": "D-1", "street": "Lê Lợi", "first": "west", "second": "south", "width": "7,5"},
    "parking-place": {"name": "Bãi xe", "capacities": "Motorbikes × 200\nCars × 20", "users": "visitors"},
    "stop-place": {"name": "Trạm mới", "kind": "coach", "segment": "C-1"},
    "gate": {"name": "Cổng mới", "venue": "park", "junction": "park side"},
    "route": {"name": "Cứu nạn từ cầu", "kind": "emergency", "venue": "citadel", "chain": "B-1\nA-1"},
    "closure": {
        "name": "Cấm cầu",
        "chain": "B-1\nC-1",
        "starts": "06/06/2026 18:00",
        "ends": "06/06/2026 22:00",
        "vehicles": ["car", "motorbike"],
        "exemptions": ["residents", "priority"],
    },
}
FOLLOWED = "It follows a show, which gives its hours; leave this empty, or follow no show."
REFUSED: list[tuple[str, dict[str, Any], dict[str, str]]] = [
    ("route", {"chain": ""}, {"chain": "Name the segments of the route."}),
    ("route", {"chain": "A-1\nA-2\nB-1"}, {"chain": "The segments of a route lie end to end: put them in the order of "
                                           "the way, or add what is missing."}),
    ("route", {"venue": ""}, {"venue": "Say to which venue the emergency way leads."}),
    ("route", {"kind": "bus"}, {"venue": "Only an emergency way in leads to one venue; leave this empty."}),
    ("route", {"hours": "06:00–21:00"}, {"hours": "Help may be needed at any time; leave the hours of an emergency way "
                                         "in empty."}),
    ("closure", {"ends": "06/06/2026 17:00"}, {"ends": "It ends before it begins."}),
    (
        "closure",
        {"ends": "06/06/2062 23:00"},
        {"ends": "06/06/2062 is far from the days of the edition; is the year right?"},
    ),
    ("closure", {"starts": ""}, {"starts": "Say from when, or name the show that it follows."}),
    ("closure", {"performance": "OPEN"}, {"starts": FOLLOWED, "ends": FOLLOWED}),
    ("closure", {"chain": "B-1\nB-1"}, {"chain": "“B-1 · Cầu Phú Xuân (Nút corner – Nút south)” stands in the chain "
                                        "twice; leave it out once."}),
    ("closure", {"chain": "A-1\nC-1"}, {"chain": "“C-1 · Lê Lợi (Nút south – Nút park side)” touches none of the "
                                        "segments before it. Put the segments in order, add what lies between them, or "
                                        "write a closure of its own."}),
    ("closure", {"chain": "A-2\nB-1\nC-1"}, {"chain": "The chain closes a ring, and no vehicle could leave the blocks "
                                             "inside. Leave one segment out, or write two closures that never hold at "
                                             "once."}),
    ("closure", {"chain": "A-1\nC-1", "measure": "rolling"},
     {"chain": "A procession cannot go from “A-1 · Lê Duẩn (Nút west – Nút corner)” on to “C-1 · Lê Lợi (Nút south – "
               "Nút park side)”: the one does not end where the other begins. Put the segments in the order of the "
               "way, or add what lies between them."}),
    ("closure", {"chain": "Z-9"}, {"chain": "Nothing here is called “Z-9”."}),
    ("closure", {"chain": ""}, {"chain": "Say where: name segments, or describe the place in words."}),
    ("closure", {"measure": "classes", "vehicles": []},
     {"vehicles": "Name the kinds of vehicles that may not drive."}),
    ("closure", {"detour_chain": "B-1"}, {"detour_chain": "“B-1 · Cầu Phú Xuân (Nút corner – Nút south)” is closed "
                                          "itself; lead the way round along other segments."}),
    ("closure", {"detour_approved_on": "01/06/2026"}, {"detour_approved_by": "Say which office approved it on that "
                                                       "day."}),
    ("closure", {"last_day": "06/06/2026"}, {"last_day": "The last day of a series comes after the first."}),
    ("closure", {"last_day": "07/06/2026", "ends": ""}, {"ends": "Every day of a series needs its end."}),
    ("segment", {"geometry": "107.58 16.47\n107.59 16.48"},
     {"geometry": "Latitude and longitude are swapped: 107.58 is no latitude here."}),
    ("segment", {"geometry": "16.47 107.58"},
     {"geometry": "A line has two points or more; leave it empty where the street runs straight."}),
    ("segment", {"geometry": "21.03 105.85\n21.04 105.86"},
     {"geometry": "21.03 105.85 lies far from every venue of this edition; please check the numbers."}),
    ("segment", {"geometry": "bắc 107\n16 107"},
     {"geometry": "“bắc 107” is not a point; write latitude and longitude, as 16.4669 107.5907."}),
    ("segment", {"second": "west"}, {"second": "It begins at this junction too; a segment lies between two."}),
    ("segment", {"code": "A-1"}, {"code": "“A-1” exists already; please choose another."}),
    ("parking-place", {"capacities": "Tàu × 3"},
     {"capacities": "“Tàu” is no kind of vehicle; write one of: Motorbikes, Bicycles, Cars, Vans, Coaches, Trucks, "
                    "Buses, Emergency vehicles."}),
]  # fmt: skip


def newest(network: Festival, noun: str) -> Any:
    network.session.expire_all()
    model = MODELS[noun]
    return network.session.scalars(select(model).order_by(model.id.desc()).limit(1)).one()


@pytest.mark.parametrize("noun", MODELS)
def test_a_sound_record_is_kept_and_a_form_that_nobody_touched_changes_nothing(
    noun: str, write: Send, network: Festival
) -> None:
    answer = write(f"{noun}/new", **SOUND[noun])
    row = newest(network, noun)
    assert (answer.status_code, answer.location) == (303, f"{BASE}{noun}/{row.id}")
    assert write(f"{noun}/{row.id}/edit").status_code == 303
    entries = network.session.execute(
        select(HistoryEntry.act, HistoryEntry.secrecy).where(HistoryEntry.subject_id == row.id)
    )
    assert [tuple(entry) for entry in entries] == [("created", "R1")]


def test_lists_say_in_words_what_belongs_to_a_record_alone(write: Send, sign_in: SignIn, network: Festival) -> None:
    write("parking-place/new", **SOUND["parking-place"])
    write("route/new", name="Xe buýt", kind="bus", chain="B-1", hours="06:00–21:00")
    reader = sign_in(Role.VIEWER, edition=network.edition)
    said = {
        noun: re.findall(r"<td[^>]*>\s*([^<]*×[^<]*|\d[^<]*–[^<]*?)\s*</td>", reader.get(f"{BASE}{noun}/").text)
        for noun in ("parking-place", "route")
    }
    assert said == {
        "parking-place": ["Cars × 20, Motorbikes × 200", "Cars × 40, Motorbikes × 300"],
        "route": ["06:00–21:00"],
    }


def test_a_closure_holds_its_chain_in_order_and_its_words(write: Send, network: Festival) -> None:
    approved = {"detour_approved_by": "Công an thành phố", "detour_approved_on": "01/06/2026"}
    write("closure/new", **SOUND["closure"], detour_chain="A-1\nA-2", **approved)
    row = newest(network, "closure")
    assert [link.segment.code for link in row.chain] == ["B-1", "C-1"]
    assert [link.segment.code for link in row.detour_chain] == ["A-1", "A-2"]
    assert (row.detour_approved_by, row.detour_approved_on) == ("Công an thành phố", date(2026, 6, 1))
    assert (row.vehicles, row.exemptions) == (["motorbike", "car"], ["priority", "residents"])
    write(f"closure/{row.id}/edit", chain="C-1 · Lê Lợi (Nút south – Nút park side)\nB-1")
    row = newest(network, "closure")
    assert [(link.position, link.segment.code) for link in row.chain] == [(1, "C-1"), (2, "B-1")]


def test_a_procession_may_come_back_to_where_it_began_and_the_page_tells(
    write: Send, network: Festival, lead: Visitor
) -> None:
    told = "The way comes back to where it begins."
    answer = write("closure/new", **SOUND["closure"] | {"measure": "rolling", "chain": "A-2\nC-1\nB-1"})
    assert answer.status_code == 303, errors_in(answer)
    assert told in lead.get(answer.location).text
    assert told not in lead.get(f"{BASE}closure/{network['procession'].id}").text


@pytest.mark.parametrize(("noun", "changes", "expected"), REFUSED)
def test_what_makes_no_sense_is_refused_and_nothing_is_stored(
    noun: str, changes: dict[str, Any], expected: dict[str, str], write: Send, network: Festival
) -> None:
    kept = network.session.scalar(select(func.count()).select_from(HistoryEntry))
    answer = write(f"{noun}/new", **SOUND[noun] | changes)
    assert (answer.status_code, errors_in(answer)) == (422, expected)
    assert network.session.scalar(select(func.count()).select_from(HistoryEntry)) == kept


def test_a_segment_runs_straight_until_somebody_draws_it(write: Send, network: Festival) -> None:
    straight = network["A-1"].length
    write(f"segment/{network['A-1'].id}/edit", geometry="16.4698 107.5786; 16.4720 107.5800; 16.4694 107.5833")
    row = network.session.get(Segment, network["A-1"].id)
    assert row is not None
    assert row.line[1] == (107.58, 16.472)
    assert (straight, row.length) == (503, 742)
    version = row.version
    write(f"segment/{row.id}/edit")
    network.session.expire_all()
    assert row.version == version


def test_a_segment_in_a_chain_is_kept(write: Send, network: Festival) -> None:
    answer = write(f"segment/{network['A-1'].id}/removal", reason="Nhầm")
    assert answer.status_code == 409
    assert [f">{name}</a>" in answer.text for name in ("Procession", "Bridge night")] == [True, False]
    assert network.session.get(Segment, network["A-1"].id) is not None


@pytest.mark.parametrize("role", [Role.PLANNER, Role.SECURITY_LEAD, Role.PROTOCOL_OFFICER, Role.VIEWER])
def test_others_read_and_do_not_write(role: Role, sign_in: SignIn, network: Festival) -> None:
    visitor = sign_in(role, edition=network.edition)
    row = f"{BASE}closure/{network['procession'].id}"
    assert "Procession" in visitor.get(f"{BASE}closure/").text
    assert f'href="{row}/edit"' not in visitor.get(row).text
    said = {"state": "announced", "reason": "x"}
    answers = [visitor.post(f"{BASE}closure/new"), visitor.post(f"{row}/state", data=said), visitor.get(f"{row}/edit")]
    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert network.session.get(Closure, network["procession"].id).states == []  # type: ignore[union-attr]


def test_a_coordinator_knows_of_no_such_room(sign_in: SignIn, network: Festival) -> None:
    visitor = sign_in(Role.TROUPE_COORDINATOR, edition=network.edition, troupe=network["ashi"])
    pages = ["", "map", "network.geojson", "closure/", "segment/", f"closure/{network['procession'].id}"]
    assert {visitor.get(BASE + page).status_code for page in pages} == {404}
    assert BASE not in visitor.get("/festival/song-huong/planning/timeline").text
