"""What the room's own pages tell: who comes when, how that stands, which rooms are left, and what is missing."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from festival_ops.protocol.models import Leg, Lodging
from festival_ops.web.models import HistoryEntry
from tests.protocol.conftest import Send
from tests.support.desks import plain
from tests.support.people import Visitor
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")

BASE = "/festival/song-huong/protocol/"


def lacks(officer: Visitor, address: str) -> list[str]:
    page = officer.get(f"{BASE}{address}").text
    told = page.partition('id="lacks"')[2].partition("</div></div>")[0]
    return [" ".join(re.sub("<[^>]*>", "", line).split()) for line in re.findall(r"<li>(.*?) <a", told)]


def test_a_delegation_tells_what_it_lacks_until_nothing_is(officer: Visitor, write: Send, guests: Festival) -> None:
    page = f"delegation/{guests['lao'].id}"
    assert lacks(officer, page) == [
        "1 person of it has no name yet.",
        "Nobody has written down how it leaves.",
        "G02: nobody has written down the nights.",
    ]
    leaves = {"delegation": "lao", "way": "departure", "at": "08/06/2026 09:00", "place": "landing", "people": "3"}
    write("leg/new", **leaves)
    write("lodging/new", guest="second", first_night="05/06/2026", last_night="07/06/2026", allotment="doubles")
    write(f"{page}/edit", people="2", host="")
    assert lacks(officer, page) == [
        "Nobody is named who receives this delegation.",
        "G01 is here in the night of 07/06 and has no bed for it.",
    ]
    write(f"lodging/{guests['night'].id}/edit", last_night="08/06/2026", allotment="", room="")
    assert lacks(officer, f"guest/{guests['head'].id}") == [
        "Nobody is named who receives this guest.",
        "G01 has no room yet.",
        "G01 leaves on 08/06, and a room is kept in the night of 08/06.",
    ]


def test_how_an_arrival_stands_is_said_in_one_tap_and_written_down(officer: Visitor, guests: Festival) -> None:
    leg = guests["landing leg"]
    told = plain(officer.get(f"{BASE}arrivals/"))
    assert "10:00 3 people, 4 suitcases 10:40 Arriving D01 · Lao delegation VN 1540 , Phu Bai Airport" in told
    assert "Received by H01 · Host Do Trong" in told
    said = {"state": "late", "seen": "planned"}
    answer = officer.post(f"{BASE}leg/{leg.id}/state", data=said)
    assert answer.location == f"{BASE}arrivals/?day=2026-06-05#leg-{leg.id}"
    entry = guests.session.scalars(select(HistoryEntry)).one()
    assert (entry.before["state"], entry.after["state"], entry.secrecy) == ("planned", "late", "C4")
    stale = officer.post(f"{BASE}leg/{leg.id}/state", data=said | {"state": "cancelled"})
    assert stale.status_code == 409
    assert "Somebody else has said how this stands" in stale.text
    guests.session.expire_all()
    assert guests.session.get(Leg, leg.id).state == "late"  # type: ignore[union-attr]


def test_an_edition_without_guests_says_what_comes_first(sign_in: Any, festival: Festival) -> None:
    officer = sign_in("protocol_officer", edition=festival.edition)
    told = [plain(officer.get(f"{BASE}{page}/")) for page in ("arrivals", "rooms")]
    assert "First come the delegations and the places where guests are met" in told[0]
    assert "First come the hotels and how many rooms each of them keeps" in told[1]


def test_a_guest_is_given_a_room_that_is_free_in_all_nights(officer: Visitor, guests: Festival) -> None:
    night = guests.edition.first_day
    nights = {"first_night": night, "last_night": night + timedelta(days=1)}
    waiting = guests.add("waiting", Lodging(guest=guests["second"], **nights))
    late = guests.add("late", Lodging(guest=guests["neighbour"], **nights))
    guests.session.commit()
    told = plain(officer.get(f"{BASE}rooms/"))
    assert "South Bank Hotel 4★ · Double room 0 /2 1 /2 1 /2 0 /2" in told
    assert "Still without a room 2" in told
    chosen = {"allotment": guests["doubles"].id}
    assert officer.post(f"{BASE}lodging/{waiting.id}/room", data=chosen).status_code == 303
    full = officer.post(f"{BASE}lodging/{late.id}/room", data=chosen)
    assert full.status_code == 422
    assert "All of these rooms are taken in the night of 05/06." in full.text
    assert "No hotel of this class has a room free in all of these nights." in full.text
    guests.session.expire_all()
    given = guests.session.execute(select(Lodging.guest_id, Lodging.allotment_id).order_by(Lodging.id)).all()
    assert [tuple(row) for row in given[1:]] == [
        (guests["second"].id, guests["doubles"].id),
        (guests["neighbour"].id, None),
    ]
