"""What of guests moves with a festival that is postponed, what is told instead, and who is told which of it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from festival_ops.accounts.models import Role
from festival_ops.database import db
from festival_ops.planning.actions import proposals
from festival_ops.planning.guest_rides.asked_for import facts_of
from festival_ops.planning.models import GuestTransfer
from festival_ops.protocol.models import Engagement, EscortHours, Leg, Reply
from festival_ops.traffic.models import Transfer
from festival_ops.web.history import first_broken
from tests.planning.test_pages import AREA, ENGLISH, words
from tests.planning.test_postponement import accepted, event
from tests.support.guests import with_guests
from tests.support.networks import with_roads
from tests.support.people import SignIn
from tests.support.programmes import Festival
from tests.support.rides import with_rides
from tests.support.workers import Workers

pytestmark = pytest.mark.databases("sqlite")
FORM = {"days": "2", "reason": "Bão", "look": "first"}


@pytest.fixture
def received(sound: Festival) -> Festival:
    """The Lao delegation flies in, drives home over land, and talks with its hosts on the second morning."""
    made = with_guests(sound)
    road = {"mode": "road", "place": made["inn"], "people": 3, "at": made.at(3, "14:00")}
    made.add("home leg", Leg(delegation=made["lao"], way="departure", **road))
    talk = {"name": "Hội đàm", "starts": made.at(2, "08:00"), "ends": made.at(2, "09:30"), "kind": "meeting"}
    made.add("talk", Engagement(delegation=made["lao"], **talk))
    made["liaison"].hours = [EscortHours(on=made.edition.first_day, starts=time(6), ends=time(22))]
    made["head card"].replies = [Reply(kind="sent"), Reply(kind="accepted")]
    made["head"].kept_until = made.edition.last_day + timedelta(days=1)
    db.session.commit()
    return made


def dated(made: Festival) -> dict[str, datetime | date]:
    db.session.expire_all()
    night, rooms, rite, talk = (made[name] for name in ("night", "doubles", "rite", "talk"))
    spans = {"night": night.first_night, "last night": night.last_night, "rooms": rooms.first_night}
    hours = {"rite": rite.starts, "rite ends": rite.ends, "talk": talk.starts, "talk ends": talk.ends}
    return {**spans, **hours, "home": made["home leg"].at, "flight": made["landing leg"].at}


def test_nights_ceremonies_talks_and_cars_move_and_flights_stay(
    received: Festival, workers: Workers, planner: Any
) -> None:
    before = dated(received)
    proposal = accepted(received, workers, planner, event(received, 1))
    later = timedelta(days=1)
    assert dated(received) == {name: at if name == "flight" else at + later for name, at in before.items()}
    assert [row.on for row in received["liaison"].hours] == [date(2026, 6, 5)]
    assert first_broken(db.session()) is None
    proposals.undo(db.session(), proposal, planner)
    db.session.commit()
    assert dated(received) == before


def test_a_transfer_waits_for_the_new_booking_and_the_others_stay_as_drafted(
    sound: Festival, workers: Workers, planner: Any
) -> None:
    made = with_guests(with_rides(with_roads(sound)))
    ties = {}
    for name, leg in (("fetched", made["landing leg"]), ("brought", None)):
        hours = dict.fromkeys(("pickup_starts", "pickup_ends"), made.at(1, "11:00"))
        hours |= dict.fromkeys(("delivery_starts", "delivery_ends"), made.at(1, "12:00"))
        ways = {"origin": made["airport"], "destination": made["hotel"], "boarding": 10, "alighting": 10}
        row = made.add(name, Transfer(name=name, for_whom="Đoàn D01", people=3, **ways, **hours))
        made.session.flush()
        facts = {"key": name, "purpose": "arrival", "grounds": facts_of(row), "leg": leg}
        ties[name] = made.add(f"tie of {name}", GuestTransfer(transfer=row, delegation=made["lao"], **facts))
    made.session.commit()
    accepted(made, workers, planner, event(made, 2))
    db.session.expire_all()
    assert made["fetched"].pickup_starts == made.at(1, "11:00") - timedelta(days=2)
    assert made["brought"].pickup_starts == made.at(1, "11:00")
    assert all(facts_of(tie.transfer) == tie.grounds for tie in ties.values())


def test_protocol_is_told_what_to_settle_and_planners_how_much(received: Festival, sign_in: SignIn) -> None:
    address = f"{AREA}/event/postponed"
    told = [
        "D01 · Arriving · VN 1540 stays on 05/06/2026 10:40, as it is booked. Please have it booked anew",
        "D01 · Leaving · By car or coach has to be confirmed: 07/06/2026 14:00 → 09/06/2026 14:00.",
        "“South Bank Hotel” has to confirm 2 rooms: 04/06/2026 – 07/06/2026 → 06/06/2026 – 09/06/2026.",
        "“Opening on the river” moves: 05/06/2026 19:00 → 07/06/2026 19:00.",
        "1 invitation to “Opening on the river” that has been sent tells the old day.",
        "“Hội đàm” of D01 has to be confirmed: 06/06/2026 08:00 → 08/06/2026 08:00.",
        "The nights of 1 guest move along.",
        "Hours of single days stay: please ask L01 when they can come.",
        "1 name of guests may be erased before the new last day, 09/06/2026.",
    ]
    page = words(sign_in(Role.ADMIN, edition=received.edition).post(address, data=FORM, headers=ENGLISH))
    assert [sentence for sentence in told if sentence not in page] == []
    page = words(sign_in(Role.PLANNER, edition=received.edition).post(address, data=FORM, headers=ENGLISH))
    assert "Protocol has 7 things to settle with guests, hotels and airlines." in page
    assert [
        word for word in ("D01", "VN 1540", "South Bank Hotel", "Opening on the river", "L01") if word in page
    ] == []


def test_nothing_is_said_where_no_guests_are(sound: Festival, sign_in: SignIn) -> None:
    visitor = sign_in(Role.ADMIN, edition=sound.edition)
    page = words(visitor.post(f"{AREA}/event/postponed", data=FORM, headers=ENGLISH))
    assert "Stays of troupes" in page
    assert "Guests and ceremonies" not in page
