"""The page of transfers: a day, what is asked for, taking it over, and whoever may not."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import func, select

from festival_ops.accounts.models import Role
from festival_ops.planning.models import Parameter, Ride, RideStop
from festival_ops.programme.models import Cancellation
from festival_ops.traffic.models import Driver, Junction, Transfer
from festival_ops.web.models import HistoryEntry
from tests.support.papers import send
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")
ROOT = "/festival/song-huong/traffic"


@pytest.fixture
def lead(sign_in: SignIn, rides: Festival) -> Visitor:
    return sign_in(Role.TRAFFIC_LEAD, edition=rides.edition)


def count(made: Festival, model: type[Transfer] | type[HistoryEntry]) -> int:
    return made.session.scalar(select(func.count()).select_from(model)) or 0


def test_what_is_asked_for_is_taken_over_once(lead: Visitor, rides: Festival) -> None:
    page = lead.get(f"{ROOT}/transfers/").text
    seen = re.search(r'name="seen" value="(\w+)"', page)
    assert seen is not None
    answer = lead.post(f"{ROOT}/transfers/taking", data={"seen": seen[1]})
    assert answer.status_code == 303
    assert "11 transfers are written down as asked." in lead.get(answer.location).text
    assert count(rides, Transfer) == 12
    # The second click of the same button.
    lead.post(f"{ROOT}/transfers/taking", data={"seen": seen[1]})
    assert count(rides, Transfer) == 12
    shown = lead.get(f"{ROOT}/transfers/?day={rides.edition.days[0].isoformat()}").text
    assert "17:15–17:45" in shown
    assert "All that the programme asks for is written down." in shown


def test_a_plan_that_has_changed_since_is_shown_anew(lead: Visitor, rides: Festival) -> None:
    page = lead.get(f"{ROOT}/transfers/").text
    line = re.search(r'name="line" value="([^"]+)"', page)
    assert line is not None
    for name in ("taiko", "riders"):
        rides[name].people += 3
    rides.session.commit()
    answer = lead.post(f"{ROOT}/transfers/taking", data={"line": line[1]})
    assert answer.status_code == 409
    assert "Nothing was taken over; this is how it stands now." in answer.text
    assert count(rides, Transfer) == 1


def test_a_ride_for_sixty_people_with_no_coach_is_saved_and_told(lead: Visitor, rides: Festival) -> None:
    rides["coach"].kind, rides["coach"].seats = "car", 4
    rides.session.commit()
    address = f"{ROOT}/transfer/{rides['crew'].id}"
    assert "no coaches" not in lead.get(address).text
    answer = send(lead, f"{address}/edit", people="60", kinds=["coach"])
    assert answer.status_code == 303
    told = "Crew to the build: a ride for 60 people with no coaches."
    assert told in lead.get(address).text
    assert told in lead.get(f"{ROOT}/transfers/?day={rides.edition.days[0].isoformat()}").text


def test_a_place_off_the_network_is_told(lead: Visitor, rides: Festival) -> None:
    island = rides.add("island", Junction(name="Nút Cồn Hến", latitude=16.475, longitude=107.592))
    rides["park drop-off"].junction = island
    rides.session.commit()
    told = "no vehicle that may carry it knows a road from Bãi xe to Điểm trả Thương Bạc."
    assert told in lead.get(f"{ROOT}/transfer/{rides['crew'].id}").text


BAD = [
    ({"pickup_ends": "05/06/2026 07:00"}, "The window ends before it begins."),
    (
        {"delivery_starts": "05/06/2026 06:00", "delivery_ends": "05/06/2026 07:00"},
        "They would have to be there before",
    ),
    ({"destination": "depot"}, "They get in there, too; a transfer leads to another place."),
    ({"for_whom": ""}, "Say for whom: choose a troupe, or describe the crew in words."),
    ({"after_show": "T1"}, "It follows what gives its hours; leave this empty, or follow nothing."),
    ({"pickup_starts": "05/06/2062 07:00"}, "05/06/2062 is far from the days of the edition"),
    ({"origin": ""}, "Say where they get in, or choose the group that stays there."),
]


@pytest.mark.parametrize(("answers", "sentence"), BAD)
def test_what_makes_no_sense_is_refused_with_a_sentence(
    answers: dict[str, str], sentence: str, lead: Visitor, rides: Festival
) -> None:
    before = count(rides, HistoryEntry)
    known = {name: rides[value].id if value in rides.rows else value for name, value in answers.items()}
    answer = send(lead, f"{ROOT}/transfer/{rides['crew'].id}/edit", **known)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert count(rides, HistoryEntry) == before


def test_numbers_of_drivers_are_read_by_whoever_reads_contacts(sign_in: SignIn, lead: Visitor, rides: Festival) -> None:
    number, address = "0905 000 001", f"{ROOT}/driver/{rides['driver'].id}"
    seen = {
        role: number in visitor.get(address).text
        or number in visitor.get("/festival/song-huong/spreadsheets/rows/drivers.csv").text
        for role in (Role.PLANNER, Role.PROTOCOL_OFFICER, Role.VIEWER, Role.SECURITY_LEAD)
        for visitor in [sign_in(role, edition=rides.edition)]
    }
    assert seen == {Role.PLANNER: True, Role.PROTOCOL_OFFICER: True, Role.VIEWER: False, Role.SECURITY_LEAD: False}
    # A change of nothing else is kept, and its history does not tell the number.
    assert send(lead, f"{address}/edit", phone="0905 999 999").status_code == 303
    rides.session.expire_all()
    assert rides.session.get(Driver, rides["driver"].id).phone == "0905 999 999"  # type: ignore[union-attr]
    entries = rides.session.scalars(select(HistoryEntry).where(HistoryEntry.subject == "driver")).all()
    assert [("0905" in str(entry.before), "0905" in str(entry.after)) for entry in entries] == [(False, False)]


def test_numbers_are_written_down_with_their_source(lead: Visitor, rides: Festival) -> None:
    page = lead.get(f"{ROOT}/transfers/").text
    asked = dict(re.findall(r'name="(ride-[\w-]+)" value="(\d+)"', page))
    answer = lead.post(f"{ROOT}/transfers/numbers", data=asked | {"ride-before-call": "x"})
    assert answer.status_code == 422
    assert "please write a whole number from 0 to 240." in answer.text
    lead.post(f"{ROOT}/transfers/numbers", data=asked | {"ride-before-call": "45", "source": "Họp ngày 2/6"})
    rows = rides.session.scalars(select(Parameter)).all()
    assert [(row.key, row.value, row.source) for row in rows] == [("ride-before-call", 45, "Họp ngày 2/6")]


def take(lead: Visitor) -> str:
    """All that is offered; the address that takes it back."""
    page = lead.get(f"{ROOT}/transfers/").text
    seen = re.search(r'name="seen" value="(\w+)"', page)
    assert seen is not None
    lead.post(f"{ROOT}/transfers/taking", data={"seen": seen[1]})
    address = re.search(r'action="([^"]*/undoing)"', lead.get(f"{ROOT}/transfers/").text)
    assert address is not None
    return address[1]


def told(lead: Visitor, address: str) -> str:
    return lead.get(lead.post(address).location).text


def written(made: Festival) -> dict[str, tuple[int, int, str]]:
    made.session.expire_all()
    return {row.name: (row.id, row.people, row.derived or "") for row in made.session.scalars(select(Transfer))}


def test_what_was_taken_over_last_is_taken_back(lead: Visitor, rides: Festival) -> None:
    first = take(lead)
    whole = written(rides)
    rides["taiko"].people = 14
    rides["T2"].cancellation = Cancellation(reason="Mưa lớn")
    rides.session.commit()
    second = take(lead)
    assert len(written(rides)) == len(whole) - 2
    assert "somebody has changed these transfers since." in told(lead, first)
    assert "The transfers are as they were before." in told(lead, second)
    # Those that had fallen away are back under the numbers that they had.
    assert written(rides) == whole
    assert "That was taken back already." in told(lead, second)
    assert count(rides, Transfer) == len(whole)
    # They are again what the first taking left behind.
    assert "The transfers are as they were before." in told(lead, first)
    assert [row.name for row in rides.session.scalars(select(Transfer))] == [rides["crew"].name]


def test_what_was_taken_over_earlier_is_taken_back_while_the_later_stands(lead: Visitor, rides: Festival) -> None:
    lines = re.findall(r'name="line" value="([^"]+)"', lead.get(f"{ROOT}/transfers/").text)
    lead.post(f"{ROOT}/transfers/taking", data={"line": lines[:1]})
    (one,) = set(written(rides)) - {rides["crew"].name}
    later = take(lead)
    whole = written(rides)
    page = lead.get(f"{ROOT}/transfers/").text
    assert "What was taken over before" in page
    (earlier,) = set(re.findall(r'action="([^"]*/undoing)"', page)) - {later}
    assert "The transfers are as they were before." in told(lead, earlier)
    assert written(rides) == {name: facts for name, facts in whole.items() if name != one}
    assert "The transfers are as they were before." in told(lead, later)


def test_what_was_changed_or_is_driven_since_is_not_taken_back(lead: Visitor, rides: Festival) -> None:
    address = take(lead)
    row = rides.session.scalars(select(Transfer).where(Transfer.name_en == "Ashi Taiko: to T1")).one()
    row.people = 20
    rides.session.commit()
    assert "somebody has changed these transfers since." in told(lead, address)
    row.people = 12
    rides.session.commit()
    drive(rides, row)
    assert "while rides name them: Ashi Taiko: đến T1." in told(lead, address)
    assert count(rides, Transfer) == 12


def drive(made: Festival, row: Transfer) -> None:
    at = made.at(1, "17:00")
    ride = Ride(edition_id=made.edition.id, vehicle=made["van"], driver=made["driver"], starts=at, ends=at)
    times = {"arrives": at, "begins": at, "departs": at}
    ride.stops = [RideStop(position=number, transfer=row, boards=not number, people=12, **times) for number in (0, 1)]
    made.session.add(ride)
    made.session.commit()


def test_whoever_only_reads_roads_takes_nothing_back(lead: Visitor, sign_in: SignIn, rides: Festival) -> None:
    address = take(lead)
    planner = sign_in(Role.PLANNER, edition=rides.edition)
    assert (planner.post(address).status_code, count(rides, Transfer)) == (403, 12)
