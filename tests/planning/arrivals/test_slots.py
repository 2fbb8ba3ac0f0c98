"""Slots at the gates of a ceremony: proposed, changed by hand, repaired after a late flight, and what follows."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from html import unescape

import pytest
from sqlalchemy import delete, select

from festival_ops.accounts.models import Role
from festival_ops.config import Settings
from festival_ops.database import db
from festival_ops.jobs.models import Job
from festival_ops.planning.arrivals.standing import Standing, standing
from festival_ops.planning.guest_rides.asked_for import guest_drafting
from festival_ops.planning.models import ArrivalRun, GateArrivals
from festival_ops.protocol.models import Ceremony, GuestPlace, Invitation, Leg, Reply
from festival_ops.traffic.kinds import ALL
from festival_ops.traffic.models import Closure, ClosureSegment
from tests.support.guests import with_guests
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival
from tests.support.workers import Workers

pytestmark = pytest.mark.databases("sqlite")
ROOT = "/festival/song-huong"
NAMES = ("Ộp Thị Thử Nghiệm", "Op Test", "Đoàn Lào", "Lao delegation", "Abd al-Ra", "Đoàn tỉnh bạn", "Hiển Nhơn")


@pytest.fixture
def invited(rides: Festival) -> Festival:
    """A delegation of each of two kinds comes to an opening at 19:00, whose doors are open from 18:00 to 18:45."""
    made = with_guests(rides)
    made.session.execute(delete(Ceremony))
    hall = made.add("hall", GuestPlace(name="Điểm đón Đại Nội", kind="venue", venue=made["citadel"]))
    hours = {"starts": made.at(1, "19:00"), "ends": made.at(1, "21:00"), "place": hall}
    facts = {"precedence": made["opening rule"], "doors": 60, "closed": 15}
    made.add("opening", Ceremony(name="Lễ khai mạc", name_en="Opening", **facts, **hours))
    made.session.flush()
    for name in ("host", "head", "second", "neighbour"):
        made.add(f"card of {name}", Invitation(ceremony=made["opening"], guest=made[name]))
    made.session.commit()
    return made


@pytest.fixture
def officer(sign_in: SignIn, invited: Festival) -> Visitor:
    return sign_in(Role.PROTOCOL_OFFICER, edition=invited.edition)


@pytest.fixture
def home(invited: Festival, officer: Visitor) -> str:
    """The page of slots, once the gate is chosen."""
    address = f"{ROOT}/protocol/gate-arrivals/{invited['opening'].id}"
    gate = invited["way in"].id
    sent = {"seen": 0, "gap": "2", "badge": "on", f"gate-{gate}": "on", f"lanes-{gate}": "1"}
    assert officer.post(f"{address}/gates", data=sent).status_code == 303
    return address


def words(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def stands_of(made: Festival) -> Standing:
    db.session.expire_all()
    found = standing(db.session(), made.edition, None, made["opening"])
    assert found is not None
    return found


def told(made: Festival) -> dict[str, str]:
    stands = stands_of(made)
    local = made.edition.local
    return {stands.facts.comers[s.car].code: f"{local(stands.moment(s)):%H:%M}" for s in stands.plan.slots}


def searched(officer: Visitor, home: str, workers: Workers, **asked: str) -> ArrivalRun:
    officer.post(f"{home}/run", data=asked)
    workers.work()
    db.session.expire_all()
    return db.session.scalars(select(ArrivalRun).order_by(ArrivalRun.id.desc()).limit(1)).one()


def by_hand(officer: Visitor, made: Festival, home: str, delegation: str, at: str, seen: int) -> tuple[int, str]:
    gate, car = made["way in"].id, made[delegation].id
    sent = officer.post(f"{home}/slot", data={"car": car, "gate": gate, "at": at, "seen": seen})
    return sent.status_code, words(sent.text)


def test_the_highest_comes_last_and_rides_ask_for_the_slot(
    officer: Visitor, invited: Festival, home: str, workers: Workers
) -> None:
    run = searched(officer, home, workers)
    kept = json.dumps([run.problem, run.answer], ensure_ascii=False)
    assert [name for name in NAMES if name in kept] == []
    assert told(invited) == {}
    assert officer.post(f"{home}/run/{run.id}/acceptance").status_code == 303
    assert told(invited) == {"D02": "18:42", "D01": "18:44"}
    page = words(officer.get(f"{home}/").text)
    assert "18:44 D01 · Lao delegation" in page
    assert stands_of(invited).findings == []
    assert re.findall(r"(\d+) (arrivals|have a slot|have no slot|things to look at)", page)[:4] == [
        ("2", "arrivals"), ("2", "have a slot"), ("0", "have no slot"), ("0", "things to look at")
    ]  # fmt: skip
    drafts = {line.draft.facts.for_whom: line.draft.facts for line in guest_drafting(
        db.session(), invited.edition, None).lines if line.draft and line.purpose == "to"}  # fmt: skip
    at = invited.at(1, "18:44")
    facts = drafts["Đoàn D01"]
    assert (facts.delivery_starts, facts.delivery_ends) == (at - timedelta(minutes=5), at + timedelta(minutes=1))
    assert officer.post(f"{home}/run/{run.id}/acceptance").status_code == 409


def test_a_hand_is_refused_what_blocks_and_can_take_back(officer: Visitor, invited: Festival, home: str) -> None:
    assert by_hand(officer, invited, home, "lao", "18h30", 1)[0] == 303
    status, page = by_hand(officer, invited, home, "north", "18:31", 2)
    assert status == 422
    assert "Lao delegation (rank 1) arrives at 18:30" in page
    assert "18:31 on" in page
    assert told(invited) == {"D01": "18:30"}
    assert by_hand(officer, invited, home, "north", "18:20", 2)[0] == 303
    status, page = by_hand(officer, invited, home, "north", "18:20", 2)
    assert (status, "Somebody has changed the slots since you opened the page." in page) == (409, True)
    status, page = by_hand(officer, invited, home, "north", "25:99", 3)
    assert (status, "Write the minute as hours and minutes, for example 18:35." in page) == (422, True)
    status, page = by_hand(officer, invited, home, "lao", "18:45", 3)
    assert (status, "all must be through by 18:45" in page) == (422, True)
    change = re.search(r'name="change" value="(\d+)"', officer.get(f"{home}/").text)
    assert change
    assert officer.post(f"{home}/undoing", data={"change": change[1]}).status_code == 303
    assert told(invited) == {"D01": "18:30"}


def test_slots_move_with_the_ceremony(officer: Visitor, invited: Festival, home: str) -> None:
    by_hand(officer, invited, home, "lao", "18:30", 1)
    invited["opening"].starts += timedelta(minutes=30)
    invited["opening"].ends += timedelta(minutes=30)
    invited.session.commit()
    assert told(invited) == {"D01": "19:00"}


def test_a_late_flight_changes_as_few_slots_as_possible_and_fixed_ones_stay(
    officer: Visitor, invited: Festival, home: str, workers: Workers
) -> None:
    by_hand(officer, invited, home, "lao", "18:30", 1)
    by_hand(officer, invited, home, "north", "18:10", 2)
    officer.post(f"{home}/pin", data={"car": invited["north"].id, "fixed": "1", "seen": 3})
    invited["landing leg"].at = invited.at(1, "17:30")
    invited.session.commit()
    page = words(officer.get(f"{home}/").text)
    assert "1 things to look at" in page
    assert "Lao delegation is ready at 18:10" in page
    run = searched(officer, home, workers, kind="repair")
    page = words(officer.get(f"{home}/run/{run.id}").text)
    assert "1 slot that stands changes; all others are kept." in page
    officer.post(f"{home}/run/{run.id}/acceptance")
    assert told(invited) == {"D02": "18:10", "D01": "18:44"}
    invited["landing leg"].at = invited.at(1, "18:40")
    invited.session.commit()
    assert "arrives with VN 1540 at 05/06/2026 18:40, too late for the doors of this ceremony." in words(
        officer.get(f"{home}/").text
    )


def test_an_answer_is_not_laid_over_newer_slots_or_facts(
    officer: Visitor, invited: Festival, home: str, workers: Workers, sign_in: SignIn
) -> None:
    first = searched(officer, home, workers)
    other = sign_in(Role.PROTOCOL_OFFICER, edition=invited.edition)
    assert by_hand(other, invited, home, "north", "18:20", 1)[0] == 303
    stale = officer.post(f"{home}/run/{first.id}/acceptance")
    assert stale.status_code == 409
    assert "Somebody has changed the slots since this search began" in words(stale.text)
    second = searched(officer, home, workers)
    invited["landing leg"].at = invited.at(1, "18:40")
    invited.session.commit()
    broken = officer.post(f"{home}/run/{second.id}/acceptance")
    assert (broken.status_code, "and now: D01 · Lao delegation is ready at" in words(broken.text)) == (409, True)
    assert told(invited) == {"D02": "18:20"}


def test_a_closed_road_and_closed_hours_keep_cars_away(officer: Visitor, invited: Festival, home: str) -> None:
    """Both bridges are closed from half past six: nobody from the hotels gets to the gate."""
    road = invited.add("closed bridges", Closure(name="Cấm cầu", measure=ALL, before=0, after=0))
    road.starts, road.ends = invited.at(1, "18:30"), invited.at(1, "20:00")
    invited.session.flush()
    road.chain = [ClosureSegment(segment=invited[code], position=n) for n, code in enumerate(("B-1", "A-1", "A-2"), 1)]
    invited.session.commit()
    status, page = by_hand(officer, invited, home, "lao", "18:35", 1)
    assert (status, "which is closed from 18:30" in page) == (422, True)
    assert by_hand(officer, invited, home, "lao", "18:25", 1)[0] == 303
    gate = invited["way in"].id
    sent = {"seen": 2, "gap": "2", f"gate-{gate}": "on", f"lanes-{gate}": "1", f"until-{gate}": "18:20"}
    assert officer.post(f"{home}/gates", data=sent).status_code == 303
    assert "which is closed from 18:20" in words(officer.get(f"{home}/").text)
    wrong = officer.post(f"{home}/gates", data={**sent, "seen": 3, "gap": "0", f"lanes-{gate}": "x"})
    assert wrong.status_code == 422
    assert "Between two cars lie 1 to 30 minutes" in words(wrong.text)


def test_who_cannot_be_there_is_told_on_the_page_of_the_ceremony(officer: Visitor, invited: Festival) -> None:
    page = f"{ROOT}/protocol/ceremony/{invited['opening'].id}"
    assert "Nothing stands against it" in words(officer.get(page).text)
    leaving = {"way": "departure", "mode": "flight", "number": "VN 99", "place": invited["landing"], "people": 3}
    invited.add("early leg", Leg(delegation=invited["lao"], at=invited.at(1, "20:00"), **leaving))
    hours = {"starts": invited.at(1, "20:00"), "ends": invited.at(1, "22:00"), "place": invited["inn"]}
    banquet = invited.add("banquet", Ceremony(name="Chiêu đãi", precedence=invited["opening rule"], **hours))
    invited.session.flush()
    invited.add("twice", Invitation(ceremony=banquet, guest=invited["head"], replies=[Reply(kind="accepted")]))
    invited.session.commit()
    told_now = words(officer.get(page).text)
    assert "D01 · Lao delegation leaves at 05/06/2026 20:00, before the ceremony is over." in told_now
    assert "G01 · Op Test is invited to “Opening” and to “Chiêu đãi”, and cannot be at both." in told_now


def test_traffic_sees_hours_and_codes_and_protocol_prints_names(
    officer: Visitor, invited: Festival, home: str, sign_in: SignIn
) -> None:
    by_hand(officer, invited, home, "lao", "18:30", 1)
    traffic = sign_in(Role.TRAFFIC_LEAD, edition=invited.edition)
    page = traffic.get(f"{ROOT}/traffic/gate-arrivals/").text
    assert "18:30 D01 1 18:31" in words(page)
    assert [name for name in (*NAMES[:6], "khai mạc", "Opening") if name in page] == []
    assert [traffic.get(f"{home}{end}").status_code for end in ("/", "/paper")] == [404, 404]
    assert traffic.post(f"{home}/run").status_code == 404
    assert "18:30 D01 · Lao delegation" in words(officer.get(f"{home}/paper").text)
    assert officer.get(f"{ROOT}/protocol/gate-arrivals/999/").status_code == 404
    assert officer.post(f"{home}/undoing", data={"change": 999}).status_code == 404


def test_a_search_that_breaks_off_says_so(
    officer: Visitor, invited: Festival, home: str, workers: Workers, settings: Settings
) -> None:
    settings.solve_memory_mb = 60
    run = searched(officer, home, workers)
    job = db.session.get_one(Job, run.job_id)
    assert (job.state, job.error, job.argument) == ("failed", "memory", {"run": run.id})
    page = words(officer.get(f"{home}/run/{run.id}").text)
    assert "The solver needed more memory than it may take." in page
    assert db.session.scalars(select(GateArrivals.slots)).one() == []
