"""Rooms for guests: proposed, taken over in all or line by line, taken back, and refused where something changed."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from html import unescape

import pytest
from sqlalchemy import select, update

from festival_ops.accounts.models import Role
from festival_ops.config import Settings
from festival_ops.database import db
from festival_ops.jobs.models import Job
from festival_ops.planning.lodging import search
from festival_ops.planning.models import RoomRun
from festival_ops.protocol.models import Allotment, Guest, GuestPlace, Lodging
from festival_ops.web.models import HistoryEntry
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival
from tests.support.workers import Workers

pytestmark = pytest.mark.databases("sqlite")
HOME = "/festival/song-huong/protocol/rooms"
NAMES = ("Đoàn Lào", "Lao delegation", "Ộp Thị Thử Nghiệm", "Abd al-Raḥmān", "Khách sạn", "South Bank")


@pytest.fixture(autouse=True)
def _short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "SECONDS", 3)


@pytest.fixture
def guests(guests: Festival) -> Festival:
    """The ambassador sleeps in 301; the second of the delegation and the neighbour have nights and no room."""
    first = guests.edition.first_day
    nights = {"first_night": first, "last_night": first + timedelta(days=1)}
    guests.add("second night", Lodging(guest=guests["second"], **nights))
    guests.add("other night", Lodging(guest=guests["neighbour"], zone="Bờ Bắc", **nights))
    inn = guests.add("north inn", GuestPlace(name="Khách sạn Bờ Bắc", kind="hotel", stars=4, zone="Bờ Bắc"))
    guests.session.flush()
    held = {"rooms": 1, "first_night": first, "last_night": guests.edition.last_day}
    guests.add("north rooms", Allotment(place=inn, kind="single", **held))
    guests.session.commit()
    return guests


@pytest.fixture
def officer(sign_in: SignIn, guests: Festival) -> Visitor:
    return sign_in(Role.PROTOCOL_OFFICER, edition=guests.edition)


def words(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def proposed(officer: Visitor, workers: Workers, **asked: str) -> RoomRun:
    officer.post(f"{HOME}/run", data=asked)
    workers.work()
    db.session.expire_all()
    return db.session.scalars(select(RoomRun).order_by(RoomRun.id.desc()).limit(1)).one()


def lines(officer: Visitor, run: RoomRun, name: str = "line") -> list[str]:
    return re.findall(rf'name="{name}" value="([^"]+)"', officer.get(f"{HOME}/run/{run.id}").text)


def rooms(made: Festival) -> dict[str, int | None]:
    db.session.expire_all()
    return {row.guest.code: row.allotment_id for row in db.session.scalars(select(Lodging))}


def test_rooms_are_proposed_taken_over_and_taken_back(officer: Visitor, guests: Festival, workers: Workers) -> None:
    run = proposed(officer, workers)
    kept = json.dumps([run.problem, run.answer], ensure_ascii=False)
    assert [name for name in NAMES if name in kept] == []
    page = words(officer.get(f"{HOME}/run/{run.id}").text)
    assert "G02 · Abd al-Raḥmān O’Neill عبد الرحمن D01 · Lao delegation" in page
    assert "the class that is due: 4★; the whole delegation in one hotel" in page
    assert "4★, better than the 3★ that are due; in the part of town asked for: Bờ Bắc" in page
    doubles, north = guests["doubles"].id, guests["north rooms"].id
    every = {"all": lines(officer, run, "all"), "everything": "1"}
    assert officer.post(f"{HOME}/run/{run.id}/acceptance", data=every).status_code == 303
    assert rooms(guests) == {"G01": doubles, "G02": doubles, "G03": north}
    assert db.session.scalars(select(Lodging.room).where(Lodging.guest_id == guests["head"].id)).one() == "301"
    told = [(entry.subject, entry.act) for entry in db.session.scalars(select(HistoryEntry)) if entry.act == "changed"]
    assert len(told) == 2
    again = officer.post(f"{HOME}/run/{run.id}/acceptance", data=every)
    assert (again.status_code, "Somebody has decided on this proposal before you." in words(again.text)) == (409, True)
    change = re.search(r'name="change" value="(\d+)"', officer.get(f"{HOME}/").text)
    assert change
    assert officer.post(f"{HOME}/undoing", data={"change": change[1]}).status_code == 303
    assert rooms(guests) == {"G01": doubles, "G02": None, "G03": None}
    assert len(lines(officer, run)) == 2


def test_a_line_that_changed_is_told_and_the_others_can_be_taken_over(
    officer: Visitor, guests: Festival, workers: Workers
) -> None:
    run = proposed(officer, workers)
    second, other = lines(officer, run)
    guests["second night"].last_night += timedelta(days=1)
    guests.session.commit()
    stale = officer.post(f"{HOME}/run/{run.id}/acceptance", data={"all": [second, other], "everything": "1"})
    assert stale.status_code == 409
    assert "A stay or a room has changed since this page was opened. Nothing was taken over" in words(stale.text)
    assert "changed since the search began; search again" in words(stale.text)
    assert rooms(guests)["G03"] is None
    assert officer.post(f"{HOME}/run/{run.id}/acceptance", data={"line": other}).status_code == 303
    assert (rooms(guests)["G02"], rooms(guests)["G03"]) == (None, guests["north rooms"].id)
    nothing = officer.post(f"{HOME}/run/{run.id}/acceptance", data={})
    assert nothing.status_code == 303
    assert "Nothing was chosen" in words(officer.get(nothing.location).text)


def test_a_room_that_a_hand_has_given_away_is_not_given_twice(
    officer: Visitor, guests: Festival, workers: Workers
) -> None:
    run = proposed(officer, workers)
    third = guests.add("third", Guest(code="G09", name="Khách lẻ", group=guests["partners"]))
    night = guests.edition.first_day
    guests.session.flush()
    guests.add(
        "third night", Lodging(guest=third, first_night=night, last_night=night, allotment=guests["north rooms"])
    )
    guests.session.commit()
    (taken,) = [line for line in lines(officer, run) if line.startswith(f"{guests['other night'].id}:")]
    refused = officer.post(f"{HOME}/run/{run.id}/acceptance", data={"line": taken})
    assert refused.status_code == 422
    assert "Khách sạn Bờ Bắc holds 1 rooms of 4 stars with 1 beds" in words(refused.text)
    assert rooms(guests)["G03"] is None


def test_who_must_leave_first_comes_with_whom_needs_the_room(
    officer: Visitor, guests: Festival, workers: Workers
) -> None:
    """The neighbour, who is due less, has the only single room; the ambassador's companion asks for that bank."""
    guests["other night"].allotment = guests["north rooms"]
    guests["other night"].zone = "Bờ Nam"
    guests["second night"].zone = "Bờ Bắc"
    for row in ("night", "second night"):
        guests[row].guest = guests["head" if row == "night" else "second"]
    guests["doubles"].rooms = 2
    guests.session.commit()
    run = proposed(officer, workers, kind="all")
    run.answer = {**(run.answer or {}), "plan": {"rooms": [
        {"allotment": guests["doubles"].id, "guests": [guests["night"].id]},
        {"allotment": guests["doubles"].id, "guests": [guests["other night"].id]},
        {"allotment": guests["north rooms"].id, "guests": [guests["second night"].id]},
    ]}}  # fmt: skip
    db.session.commit()
    (mine,) = [line for line in lines(officer, run) if line.startswith(f"{guests['second night'].id}:")]
    taken = officer.post(f"{HOME}/run/{run.id}/acceptance", data={"line": mine})
    assert "1 line came with it: its room had to be free first." in words(officer.get(taken.location).text)
    doubles, north = guests["doubles"].id, guests["north rooms"].id
    assert rooms(guests) == {"G01": doubles, "G02": north, "G03": doubles}


def test_fixed_rooms_stay_whatever_is_searched(officer: Visitor, guests: Festival, workers: Workers) -> None:
    guests["other night"].allotment, guests["other night"].fixed = guests["doubles"], True
    guests.session.commit()
    run = proposed(officer, workers, kind="all")
    assert "Ộp Thị" not in words(officer.get(f"{HOME}/run/{run.id}").text)
    officer.post(f"{HOME}/run/{run.id}/acceptance", data={"all": lines(officer, run, "all"), "everything": "1"})
    doubles, north = guests["doubles"].id, guests["north rooms"].id
    assert rooms(guests) == {"G01": doubles, "G02": north, "G03": doubles}


def test_who_agreed_to_a_lower_class_is_not_left_without_a_room_where_all_are_given_anew(
    officer: Visitor, guests: Festival, workers: Workers
) -> None:
    """The ambassador is due four stars and sleeps, in a room without a number yet, where there are three."""
    guests["inn"].stars, guests["night"].room, guests["head"].step_free = 3, "", False
    guests["second night"].stars = guests["other night"].stars = 3
    guests["north inn"].stars = 1
    guests.session.commit()
    run = proposed(officer, workers, kind="all")
    given = {guest for room in (run.answer or {})["plan"]["rooms"] for guest in room["guests"]}
    assert (guests["night"].id in given, len(given)) == (True, 2)


def test_nobody_who_has_a_room_loses_it_to_somebody_more_important(
    officer: Visitor, guests: Festival, workers: Workers
) -> None:
    guests["doubles"].rooms = 1
    guests["other night"].allotment = guests["north rooms"]
    guests["missions"].greeted = True
    guests.session.commit()
    page = officer.get(f"{HOME}/run/{proposed(officer, workers).id}").text
    assert "0 lines to decide 1 without a room" in words(page)
    assert "Every room that suits G02 · Abd al-Raḥmān O’Neill عبد الرحمن is taken" in words(page)


def test_who_has_no_room_is_told_with_the_reason(officer: Visitor, guests: Festival, workers: Workers) -> None:
    guests["other night"].stars = 5
    guests.session.commit()
    run = proposed(officer, workers)
    page = words(officer.get(f"{HOME}/run/{run.id}").text)
    assert "No hotel holds rooms of 5 stars; G03 · Khách tỉnh bạn is due one." in page
    assert "1 lines to decide 1 without a room" in page


def test_the_page_of_rooms_tells_what_breaks_by_name(officer: Visitor, guests: Festival) -> None:
    assert "to look at in the rooms" not in words(officer.get(f"{HOME}/").text)
    guests["second night"].allotment = guests["doubles"]
    guests["second night"].stars = 5
    guests.session.commit()
    page = words(officer.get(f"{HOME}/").text)
    assert "1 thing to look at in the rooms as they stand." in page
    assert (
        "G02 · Abd al-Raḥmān O’Neill عبد الرحمن is due a room of 5 stars and has one of 4 at South Bank Hotel." in page
    )


def test_two_officers_take_over_once(officer: Visitor, guests: Festival, workers: Workers, sign_in: SignIn) -> None:
    run = proposed(officer, workers)
    other = sign_in(Role.PROTOCOL_OFFICER, edition=guests.edition)
    seen = lines(officer, run)
    assert officer.post(f"{HOME}/run/{run.id}/acceptance", data={"line": seen[:1]}).status_code == 303
    late = other.post(f"{HOME}/run/{run.id}/acceptance", data={"all": seen, "everything": "1"})
    assert late.status_code == 409
    change = re.search(r'name="change" value="(\d+)"', officer.get(f"{HOME}/").text)
    assert change
    assert other.post(f"{HOME}/undoing", data={"change": change[1]}).status_code == 404


def test_a_search_without_memory_says_so(
    officer: Visitor, guests: Festival, workers: Workers, settings: Settings
) -> None:
    settings.solve_memory_mb = 60
    run = proposed(officer, workers)
    job = db.session.get_one(Job, run.job_id)
    assert (job.state, job.error, job.argument) == ("failed", "memory", {"run": run.id})
    assert "The solver needed more memory than it may take." in words(officer.get(f"{HOME}/run/{run.id}").text)
    db.session.execute(update(Job).values(error="fault"))
    db.session.commit()
    page = words(officer.get(f"{HOME}/run/{run.id}").text)
    assert "The search broke off, and nothing was changed. Start it again" in page


@pytest.mark.parametrize("role", [Role.PLANNER, Role.TRAFFIC_LEAD, Role.VIEWER])
def test_others_do_not_know_of_it(role: Role, sign_in: SignIn, officer: Visitor, guests: Festival) -> None:
    officer.post(f"{HOME}/run")
    run = db.session.scalars(select(RoomRun)).one()
    visitor = sign_in(role, edition=guests.edition)
    assert visitor.get(f"{HOME}/run/{run.id}").status_code == 404
    assert visitor.post(f"{HOME}/run").status_code == 404
