"""Transfers of delegations: what they ask for, what becomes of them, and who learns what of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, select

from festival_ops.accounts.models import Role
from festival_ops.planning.guest_rides.asked_for import guest_drafting
from festival_ops.planning.models import GuestStop, GuestTransfer, Placement, Ride, RideStop
from festival_ops.planning.queries import main_plan
from festival_ops.protocol.models import Ceremony, Guest, Invitation, Lodging, Reply
from festival_ops.traffic.models import Transfer
from tests.support.guests import with_guests
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")
ROOT = "/festival/song-huong"
NAMES = ("Ộp Thị Thử Nghiệm", "Op Test", "Đoàn Lào", "Lao delegation", "Abd al-Ra", "Xe lăn", "Lào")

Take = Callable[[], Any]


@pytest.fixture
def invited(rides: Festival) -> Festival:
    """Two of the Lao delegation come to the opening: one sleeps at the inn, and is asked to bring an interpreter."""
    made = with_guests(rides)
    made.session.execute(delete(Ceremony))
    made["missions"].greeted, made["missions"].vehicle = True, "xe con, cắm cờ"
    facts = {"performance": made["OPEN"], "precedence": made["opening rule"], "doors": 60, "closed": 15}
    made.add("opening", Ceremony(name="Lễ khai mạc", **facts))
    made.session.flush()
    for name, more in (("head", {}), ("second", {})):
        made.add(f"card of {name}", Invitation(ceremony=made["opening"], guest=made[name], **more))
    made.add(
        "card of liaison",
        Invitation(ceremony=made["opening"], escort=made["liaison"], interprets_for=made["head"]),
    )
    made.session.commit()
    return made


@pytest.fixture
def traffic(sign_in: SignIn, invited: Festival) -> Visitor:
    return sign_in(Role.TRAFFIC_LEAD, edition=invited.edition)


@pytest.fixture
def take(traffic: Visitor) -> Take:
    """Takes over all that is offered, as a traffic lead."""

    def taken() -> None:
        page = traffic.get(f"{ROOT}/traffic/guest-transfers/").text
        seen = re.search(r'name="seen" value="(\w+)"', page)
        assert seen is not None
        assert traffic.post(f"{ROOT}/traffic/guest-transfers/taking", data={"seen": seen[1]}).status_code == 303

    return taken


def written(made: Festival) -> dict[str, Transfer]:
    made.session.expire_all()
    rows = made.session.scalars(select(Transfer).where(Transfer.for_whom.like("%D01")))
    return {row.name_en: row for row in rows}


def states(made: Festival) -> list[tuple[str, str]]:
    made.session.expire_all()
    found = guest_drafting(made.session(), made.edition, main_plan(made.session(), made.edition))
    return [(line.purpose, line.state) for line in found.lines]


def test_a_delegation_is_fetched_brought_to_its_ceremony_and_back(app: Flask, invited: Festival, take: Take) -> None:
    take()
    found = written(invited)
    assert set(found) == {
        "Delegation D01: arrival",
        "Delegation D01: to a ceremony",
        "Delegation D01: back from a ceremony",
    }
    landing, to, back = found.values()
    # Landed at 10:40, forty minutes to the exit.
    assert (landing.pickup_starts, landing.people, landing.luggage) == (invited.at(1, "11:20"), 3, 4)
    assert (landing.origin, landing.destination) == (invited["airport"], invited["hotel"])
    # The opening is at 21:00, its doors are open from 20:00 to 20:45. The second guest goes where the head has a bed.
    assert (to.delivery_starts, to.delivery_ends) == (invited.at(1, "20:00"), invited.at(1, "20:45"))
    assert (to.origin, to.destination) == (invited["hotel"], invited["citadel drop-off"])
    assert (to.people, to.step_free, to.kinds, to.shared, to.priority) == (3, True, ["car"], False, 8)
    assert back.pickup_starts == invited.at(1, "21:00") + timedelta(minutes=invited["OPEN"].minutes)
    assert {state for _purpose, state in states(invited)} == {"stands"}


def test_late_flights_moved_ceremonies_and_regrets_ask_for_it_otherwise(invited: Festival, take: Take) -> None:
    take()
    before = {name: row.id for name, row in written(invited).items()}
    invited["landing leg"].at += timedelta(hours=2)
    invited.session.commit()
    assert states(invited) == [("arrival", "changed"), ("to", "stands"), ("back", "stands")]
    take()
    assert written(invited)["Delegation D01: arrival"].pickup_starts == invited.at(1, "13:20")
    standing = select(Placement).where(Placement.performance_id == invited["OPEN"].id)
    invited.session.scalars(standing).one().starts += timedelta(hours=1)
    invited["card of second"].replies.append(Reply(kind="regretted"))
    invited.session.commit()
    assert sorted(states(invited)) == [("arrival", "changed"), ("back", "changed"), ("to", "changed")]
    take()
    found = written(invited)
    to = found["Delegation D01: to a ceremony"]
    assert (to.people, to.delivery_ends) == (2, invited.at(1, "21:45"))
    assert found["Delegation D01: arrival"].people == 2
    assert {name: row.id for name, row in found.items()} == before
    # What traffic has changed by hand is only overwritten where somebody picks it.
    to.people = 6
    invited["opening"].closed = 20
    invited.session.commit()
    assert sorted(states(invited)) == [("arrival", "stands"), ("back", "stands"), ("to", "by hand")]


def test_whoever_cannot_be_at_both_is_told_to_protocol_alone(
    invited: Festival, sign_in: SignIn, traffic: Visitor
) -> None:
    hours = {"starts": invited.at(1, "21:30"), "ends": invited.at(1, "22:30"), "place": invited["inn"]}
    dinner = Ceremony(name="Tiệc chiêu đãi", kind="banquet", precedence=invited["opening rule"], **hours)
    invited.add("dinner", dinner)
    invited.session.flush()
    invited.add("to dinner", Invitation(ceremony=invited["dinner"], guest=invited["head"]))
    invited.session.commit()
    page = sign_in(Role.PROTOCOL_OFFICER, edition=invited.edition).get(f"{ROOT}/protocol/rides/").text
    assert "after the doors of “Tiệc chiêu đãi” are closed at 21:20" in page
    assert "Tiệc chiêu đãi" not in traffic.get(f"{ROOT}/traffic/guest-transfers/").text


def test_protocol_says_where_its_guests_get_in(invited: Festival, sign_in: SignIn) -> None:
    officer = sign_in(Role.PROTOCOL_OFFICER, edition=invited.edition)
    invited["hotel"].name = invited["hotel"].name_en = "Nhà nghỉ"
    invited.session.commit()
    lacking = "No place of rides is known for it; nobody is fetched there."
    assert officer.get(f"{ROOT}/protocol/rides/").text.count(lacking) == 1
    address = f"{ROOT}/protocol/rides/place/{invited['inn'].id}"
    assert officer.post(address, data={"stop": invited["hotel"].id}).status_code == 303
    assert lacking not in officer.get(f"{ROOT}/protocol/rides/").text
    assert [tie.ride_place_id for tie in invited.session.scalars(select(GuestStop))] == [invited["hotel"].id]
    officer.post(address, data={"stop": ""})
    assert list(invited.session.scalars(select(GuestStop))) == []


def test_protocol_sees_who_drives_and_that_it_is_too_late(invited: Festival, take: Take, sign_in: SignIn) -> None:
    take()
    officer = sign_in(Role.PROTOCOL_OFFICER, edition=invited.edition)
    ceremony = f"{ROOT}/protocol/ceremony/{invited['opening'].id}"
    day = f"{ROOT}/protocol/arrivals/?day={invited.edition.first_day.isoformat()}"
    assert "nobody drives them yet" in officer.get(day).text
    found = written(invited)
    _drive(invited, found["Delegation D01: arrival"], "11:20", "11:50")
    _drive(invited, found["Delegation D01: to a ceremony"], "20:30", "20:50")
    assert "Driver 1" in officer.get(day).text
    assert "0905 000 001" in officer.get(f"{ROOT}/protocol/delegation/{invited['lao'].id}").text
    late = "the ride arrives after the doors are closed at 20:45"
    assert late in officer.get(ceremony).text
    assert "0905 000 001" not in sign_in(Role.SECURITY_LEAD, edition=invited.edition).get(ceremony).text


@pytest.mark.parametrize("role", [Role.PLANNER, Role.TRAFFIC_LEAD, Role.VIEWER], ids=str)
def test_readers_of_roads_see_the_code_and_no_name(role: Role, invited: Festival, take: Take, sign_in: SignIn) -> None:
    take()
    found = written(invited)
    _drive(invited, found["Delegation D01: to a ceremony"], "20:30", "20:40")
    invited["landing leg"].at += timedelta(hours=2)
    invited.session.commit()
    reader = sign_in(role, edition=invited.edition)
    day = f"?day={invited.edition.first_day.isoformat()}"
    ride = invited.session.scalars(select(Ride.id)).one()
    pages = ("guest-transfers/", f"transfers/{day}", "transfer/", f"transfer/{found['Delegation D01: arrival'].id}")
    pages = (*pages, f"rides/{day}", f"rides/ride/{ride}", f"rides/papers{day}")
    for page in pages:
        answer = reader.get(f"{ROOT}/traffic/{page}")
        assert (page, answer.status_code, "D01" in answer.text) == (page, 200, True)
        assert [name for name in NAMES if name in answer.text] == []


def _drive(made: Festival, transfer: Transfer, fetched: str, there: str) -> None:
    starts, ends = made.at(1, fetched), made.at(1, there)
    ride = Ride(edition_id=made.edition.id, vehicle=made["van"], driver=made["driver"], starts=starts, ends=ends)
    load = {"transfer": transfer, "people": transfer.people, "luggage": transfer.luggage}
    for position, (boards, moment) in enumerate(((True, starts), (False, ends)), 1):
        hours = {"arrives": moment, "begins": moment, "departs": moment}
        ride.stops.append(RideStop(position=position, boards=boards, **load, **hours))
    made.session.add(ride)
    made.session.commit()


def test_a_guest_without_a_delegation_is_driven_under_a_code(
    invited: Festival, take: Take, traffic: Visitor, sign_in: SignIn
) -> None:
    """Somebody who lives in the town, and has no bed, comes alone as before."""
    facts = {"group": invited["missions"], "step_free": True}
    guest = invited.add("alone", Guest(code="G77", name="Nghệ sĩ Thử Nghiệm", **facts))
    invited.session.flush()
    night = invited.edition.first_day
    nights = {"first_night": night, "last_night": night, "allotment": invited["doubles"]}
    invited.add("bed alone", Lodging(guest=guest, **nights))
    for name in ("alone", "host"):
        invited.add(f"card of {name}", Invitation(ceremony=invited["opening"], guest=invited[name]))
    invited.session.commit()
    take()
    rows = invited.session.scalars(select(Transfer).where(Transfer.for_whom.like("%G77"))).all()
    told = [(row.name_en, row.people) for row in rows]
    assert told == [("Guest G77: to a ceremony", 1), ("Guest G77: back from a ceremony", 1)]
    assert (rows[0].origin, rows[0].destination) == (invited["hotel"], invited["citadel drop-off"])
    assert (rows[0].kinds, rows[0].step_free, rows[0].priority) == (["car"], True, 8)
    assert {row.for_whom for row in invited.session.scalars(select(Transfer)) if "H01" in row.for_whom} == set()
    ties = invited.session.scalars(select(GuestTransfer).where(GuestTransfer.guest_id == guest.id)).all()
    assert [(tie.purpose, tie.delegation_id, tie.whose) for tie in ties] == [("to", None, guest), ("back", None, guest)]
    assert {state for _purpose, state in states(invited)} == {"stands"}
    page = traffic.get(f"{ROOT}/traffic/transfer/{rows[0].id}").text
    assert "Nghệ sĩ Thử Nghiệm" not in page
    own = sign_in(Role.PROTOCOL_OFFICER, edition=invited.edition).get(f"{ROOT}/protocol/guest/{guest.id}").text
    assert "nobody drives them yet" in own
    assert own.count("Back from a ceremony") == 1
    invited["card of alone"].replies.append(Reply(kind="regretted"))
    invited.session.commit()
    assert [state for _purpose, state in states(invited)].count("ended") == 2
