"""Rides as they are proposed, accepted, taken back, repaired and changed by hand."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from festival_ops.accounts.models import Role
from festival_ops.database import db
from festival_ops.jobs.models import Job
from festival_ops.planning.models import Outage, Ride, RideChange, RideRun
from festival_ops.planning.rides.standing import current_rides
from festival_ops.traffic.models import Transfer
from festival_ops.web.models import HistoryEntry
from tests.planning.rides.conftest import RIDES, Propose, facts_of, numbers, revision, stands_of, told
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival
from tests.support.workers import Workers

pytestmark = pytest.mark.databases("sqlite")

MORNING = [("band", "coach", "10:00"), ("choir", "coach", "12:00")]
BOTH = (("band", "coach", "driver"), ("choir", "coach", "driver"))


def finish(workers: Workers) -> None:
    db.session.commit()
    workers.work()
    db.session.expire_all()


def accept(lead: Visitor, run: RideRun) -> None:
    assert lead.post(f"{RIDES}/run/{run.id}/acceptance").status_code == 303
    db.session.expire_all()


def test_a_day_is_planned_and_a_late_flight_changes_nobody_else(
    morning: Festival, lead: Visitor, workers: Workers
) -> None:
    page = lead.get(f"{RIDES}/?day=2026-06-05").text
    assert "band: no ride is planned yet." in page
    asked = {"seconds": 1, "seed": 0, "key": "a"}
    answer = lead.post(f"{RIDES}/run?day=2026-06-05", data=asked)
    assert answer.status_code == 303
    assert lead.post(f"{RIDES}/run?day=2026-06-05", data=asked).location == answer.location
    run = db.session.scalars(select(RideRun)).one()
    assert lead.post(f"{RIDES}/run?day=2026-06-05", data={**asked, "key": "b"}).status_code == 409
    finish(workers)
    assert db.session.scalar(select(Job.state).where(Job.id == run.job_id)) == "done"
    outline = run.outline or {}
    assert (outline["unserved"], outline["ended"], outline["changed"], outline["stays"]) == (0, 0, 0, 0)
    assert told(morning) == []
    accept(lead, run)
    before = {name: (vehicle, clock) for name, vehicle, clock in told(morning)}
    assert before.keys() == {"band", "choir", "crew"}
    assert stands_of(morning).breaches == []
    assert len(current_rides(morning.session(), morning.edition)) == len(numbers(morning))

    late = {"repair-transfers": morning["band"].id, "repair-minutes": 20, "repair-hold": 0, "repair-key": "c"}
    answer = lead.post(f"{RIDES}/repair?day=2026-06-05", data=late)
    assert answer.status_code == 303
    finish(workers)
    repaired = db.session.get_one(RideRun, int(answer.location.rpartition("/")[2]))
    accept(lead, repaired)
    after = {name: (vehicle, clock) for name, vehicle, clock in told(morning)}
    moved = {name for name in after if after[name] != before[name]}
    assert moved <= {"band"}
    assert stands_of(morning).breaches == []
    shown = lead.get(f"{RIDES}/run/{repaired.id}").text
    assert "It is proven that no plan tells fewer." in shown or "Nobody is told anew" in shown


def test_a_proposal_is_accepted_once_and_taken_back(morning: Festival, lead: Visitor, propose: Propose) -> None:
    run = propose(*BOTH)
    pages = [lead.get(f"{RIDES}/run/{run.id}").text]
    accept(lead, run)
    pages.append(lead.get(f"{RIDES}/run/{run.id}").text)
    # Whom it told anew is no question any more; its rides are the ones that stand, and not there twice.
    assert [("people are told anew" in page, "Who is told anew" in page) for page in pages] == [
        (True, False),
        (False, False),
    ]
    assert (told(morning), revision(morning)) == (MORNING, 1)
    again = lead.post(f"{RIDES}/run/{run.id}/acceptance")
    assert again.status_code == 409
    assert "Somebody has decided on this proposal before you." in again.text
    created = db.session.scalars(select(HistoryEntry).where(HistoryEntry.subject == "ride")).all()
    assert [(entry.act, entry.secrecy) for entry in created] == [("created", "R1")] * 2
    assert (created[0].after or {})["stops"][0] == "10:00 ↑ band (30)"
    change = db.session.scalars(select(RideChange)).one()
    answers = [lead.post(f"{RIDES}/undoing", data={"change": change.id}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert (told(morning), revision(morning)) == ([], 2)


def test_a_proposal_is_not_laid_over_rides_that_somebody_changed(
    morning: Festival, lead: Visitor, propose: Propose, sign_in: SignIn
) -> None:
    first, second = propose(*BOTH), propose(("band", "coach", "coach driver"))
    accept(lead, first)
    answer = lead.post(f"{RIDES}/run/{second.id}/acceptance")
    assert answer.status_code == 409
    assert "Somebody has changed rides since this search began" in answer.text
    assert "can no longer be accepted" in lead.get(f"{RIDES}/run/{second.id}").text
    assert told(morning) == MORNING
    other = sign_in(Role.TRAFFIC_LEAD, edition=morning.edition)
    number = numbers(morning)[0]
    assert other.post(f"{RIDES}/ride/{number}/cancellation", data={"version": 1}).status_code == 303
    change = db.session.scalars(select(RideChange).order_by(RideChange.id)).first()
    assert change is not None
    answer = lead.post(f"{RIDES}/undoing", data={"change": change.id})
    assert answer.status_code == 409
    assert "Rides have changed since" in answer.text
    assert other.post(f"{RIDES}/undoing", data={"change": change.id}).status_code == 404


def test_what_the_rules_refuse_by_now_is_not_accepted(morning: Festival, lead: Visitor, propose: Propose) -> None:
    run = propose(*BOTH)
    morning["coach"].seats = 25
    db.session.commit()
    answer = lead.post(f"{RIDES}/run/{run.id}/acceptance")
    assert answer.status_code == 409
    assert "Shows, roads or vehicles have changed since this search began, and now: " in answer.text
    assert (told(morning), revision(morning), run.decision) == ([], 0, None)
    assert "accepted now, it would break rules" in lead.get(f"{RIDES}/run/{run.id}").text


def test_a_hand_changes_a_ride_only_as_the_rules_allow(morning: Festival, lead: Visitor, propose: Propose) -> None:
    accept(lead, propose(*BOTH))
    band, choir = numbers(morning)
    refused = lead.post(f"{RIDES}/ride/{band}", data=facts_of(lead, band, morning, vehicle=morning["van"].id))
    assert refused.status_code == 422
    assert "Nothing was changed." in refused.text
    assert re.search(r"Xe 16 chỗ.*15", refused.text)
    judged = lead.post(f"{RIDES}/ride/{band}/judgement", data=facts_of(lead, band, morning, shift=120))
    assert "This is never broken; the change would be refused." in judged.text
    assert (told(morning), revision(morning)) == (MORNING, 1)
    asked = facts_of(lead, band, morning, shift=15)
    assert [lead.post(f"{RIDES}/ride/{band}", data=asked).status_code for _ in range(2)] == [303, 303]
    assert told(morning) == [("band", "coach", "10:15"), MORNING[1]]
    stale = lead.post(f"{RIDES}/ride/{band}", data={**asked, "key": "other"})
    assert stale.status_code == 409
    assert "Somebody has changed this ride since you opened the page" in stale.text
    assert (
        lead.post(
            f"{RIDES}/ride/{choir}", data=facts_of(lead, choir, morning, driver=morning["coach driver"].id)
        ).status_code
        == 303
    )
    rows = db.session.scalars(select(Ride).order_by(Ride.starts)).all()
    assert [(row.id, row.driver_id, row.by_hand) for row in rows] == [
        (band, morning["driver"].id, True),
        (choir, morning["coach driver"].id, True),
    ]


def test_somebody_is_taken_along_taken_off_and_fetched_by_hand(
    morning: Festival, lead: Visitor, propose: Propose
) -> None:
    accept(lead, propose(BOTH[0]))
    late = morning["choir"]
    for name in ("pickup_starts", "pickup_ends", "delivery_starts", "delivery_ends"):
        setattr(late, name, getattr(morning["band"], name))
    late.people = 10
    db.session.commit()
    (number,) = numbers(morning)
    along = lead.post(f"{RIDES}/ride/{number}", data=facts_of(lead, number, morning, take=late.id))
    assert along.status_code == 303
    assert {name for name, *_ in told(morning)} == {"band", "choir"}
    assert [each.rule for each in stands_of(morning).breaches] == ["served"]
    off = lead.post(f"{RIDES}/ride/{number}", data=facts_of(lead, number, morning, off=late.id))
    assert off.status_code == 303
    assert [name for name, *_ in told(morning)] == ["band"]
    asked = {"transfer": morning["crew"].id, "vehicle": morning["van"].id, "driver": "", "key": "k"}
    made = [lead.post(f"{RIDES}/ride?day=2026-06-05", data=asked) for _ in range(2)]
    assert made[0].location == made[1].location
    assert told(morning)[0] == ("crew", "van", "08:00")
    again = lead.post(f"{RIDES}/ride?day=2026-06-05", data={**asked, "key": "l"})
    assert again.status_code == 409
    assert "has a ride already" in again.text
    other = lead.post(f"{RIDES}/ride/{number}", data=facts_of(lead, number, morning, begins="10:00"))
    assert other.status_code == 409
    taken = lead.post(f"{RIDES}/ride/{number}", data=facts_of(lead, number, morning, take=morning["crew"].id))
    assert taken.status_code == 422
    assert "has a ride already" in taken.text
    cancelled = [lead.post(f"{RIDES}/ride/{number}/cancellation", data={"version": 3}) for _ in range(2)]
    assert [answer.status_code for answer in cancelled] == [303, 303]
    assert [name for name, *_ in told(morning)] == ["crew"]


def test_who_moved_is_marked_and_a_lost_vehicle_is_noted(morning: Festival, lead: Visitor, propose: Propose) -> None:
    accept(lead, propose(*BOTH))
    day = f"{RIDES}/?day=2026-06-05"
    assert "What these rides break" not in lead.get(day).text
    lost = {"repair-vehicles": morning["coach"].id, "repair-hold": 0, "repair-key": "k"}
    hours = {"repair-starts": "05/06/2026 09:00", "repair-ends": "05/06/2026 11:00"}
    unsaid = {"repair-starts": "", "repair-ends": ""}
    assert lead.post(f"{RIDES}/repair?day=2026-06-05", data={**lost, **unsaid}).status_code == 422
    assert lead.post(f"{RIDES}/repair?day=2026-06-05", data={**lost, **hours}).status_code == 303
    page = lead.get(day).text
    assert "What these rides break" in page
    assert page.count('class="rides-block"') == 1 + 1
    row = db.session.scalars(select(Outage)).one()
    assert lead.post(f"{RIDES}/outage/{row.id}/removal").status_code == 303
    assert "What these rides break" not in lead.get(day).text
    show = db.session.scalars(select(Transfer).where(Transfer.id == morning["band"].id)).one()
    assert f"troupe={show.troupe_id}" in lead.get(day).text or show.troupe_id
    of_troupe = lead.get(f"{RIDES}/?troupe={show.troupe_id}").text
    assert "band" in of_troupe
    assert "choir" not in of_troupe


def test_a_vehicle_lost_for_days_is_repaired_on_all_of_them(morning: Festival, lead: Visitor, propose: Propose) -> None:
    tomorrow = timedelta(days=1)
    for name in ("pickup_starts", "pickup_ends", "delivery_starts", "delivery_ends"):
        setattr(morning["choir"], name, getattr(morning["choir"], name) + tomorrow)
    accept(lead, propose(*BOTH, day=None))
    lost = {"repair-vehicles": morning["coach"].id, "repair-hold": 0, "repair-key": "k"}
    hours = {"repair-starts": "05/06/2026 09:00", "repair-ends": "07/06/2026 11:00"}
    asked = lead.post(f"{RIDES}/repair?day=2026-06-05", data={**lost, **hours})
    run = db.session.get_one(RideRun, int(asked.location.rpartition("/")[2]))
    assert (run.options["day"], run.options["also"]) == (0, [1])
    carried = {stop["transfer"] for ride in run.problem["current"] for stop in ride["stops"]}
    assert carried == {morning["band"].id, morning["choir"].id}
    assert "Friday 05/06/2026, Saturday 06/06/2026" in lead.get(asked.location).text


def test_rides_of_others_do_not_exist(morning: Festival, lead: Visitor, propose: Propose, sign_in: SignIn) -> None:
    run = propose(*BOTH)
    accept(lead, run)
    number = numbers(morning)[0]
    for address in (f"{RIDES}/ride/999999", f"{RIDES}/run/999999", f"{RIDES}/run/999999/progress"):
        assert lead.get(address).status_code == 404
    coordinator = sign_in(Role.TROUPE_COORDINATOR, edition=morning.edition, troupe=morning["ashi"])
    viewer = sign_in(Role.VIEWER, edition=morning.edition)
    assert viewer.get(f"{RIDES}/ride/{number}").status_code == 200
    for visitor, answer in ((coordinator, 404), (viewer, 403)):
        assert visitor.post(f"{RIDES}/ride/{number}", data={"shift": 5}).status_code == answer
        assert visitor.post(f"{RIDES}/run/{run.id}/acceptance").status_code == answer
    assert coordinator.get(f"{RIDES}/").status_code == 404
    assert told(morning) == MORNING
