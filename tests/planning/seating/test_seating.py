"""Who sits where: as it is searched, accepted, changed by hand, repaired after a regret, printed and kept secret."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from festival_ops.accounts.models import Role
from festival_ops.database import db
from festival_ops.jobs.models import Job
from festival_ops.planning.models import Seating, SeatingChange, SeatingRun
from festival_ops.protocol.models import Guest, Invitation
from festival_ops.web.models import HistoryEntry
from tests.planning.seating.conftest import SEATED, Propose, card, seat, stands_of, told
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival
from tests.support.workers import Workers

pytestmark = pytest.mark.databases("sqlite")


def finish(workers: Workers, run: SeatingRun) -> None:
    db.session.commit()
    workers.work()
    db.session.expire_all()
    assert db.session.scalar(select(Job.state).where(Job.id == run.job_id)) == "done"


def accept(officer: Visitor, hall: str, run: SeatingRun) -> None:
    assert officer.post(f"{hall}/run/{run.id}/acceptance").status_code == 303
    db.session.expire_all()


def last_run() -> SeatingRun:
    return db.session.scalars(select(SeatingRun).order_by(SeatingRun.id.desc()).limit(1)).one()


def test_guests_are_seated_and_a_regret_moves_nobody_who_need_not(
    guests: Festival, officer: Visitor, hall: str, workers: Workers
) -> None:
    answer = officer.post(f"{hall}/run")
    assert officer.post(f"{hall}/run").location == answer.location
    run = last_run()
    names = [guest.name for guest in db.session.scalars(select(Guest))]
    assert [name for name in names if name in json.dumps(run.problem, ensure_ascii=False)] == []
    finish(workers, run)
    accept(officer, hall, run)
    assert stands_of(guests).breaches == []
    before = told(guests)
    assert (before["H01"], before["G01"], before.keys()) == ("B-1-1", "A-1-1", {"H01", "G01", "G02", "G03", "L01"})
    shown = officer.get(f"{hall}/?guest={card(guests, 'head')}").text
    assert "Sits on A-1-1" in shown
    assert "Op Test has the highest rank." in shown

    cards = officer.get(f"{hall}/papers?kind=cards&part=changed").text
    assert cards.count('<article class="seat-card">') == 5
    assert officer.post(f"{hall}/printing", data={"seen": 1}).status_code == 303
    assert "Every card that is out is right." in officer.get(f"{hall}/papers?kind=cards&part=changed").text

    substitute = guests.add("minister", Guest(code="G77", name="Thứ trưởng thay mặt", group=guests["partners"]))
    guests.session.commit()
    asked = {"kind": "regretted", "substitute": substitute.id}
    reply = f"/festival/song-huong/protocol/invitation/{card(guests, 'head')}/reply"
    assert officer.post(reply, data=asked).status_code == 303
    officer.post(f"{hall}/run", data={"kind": "repair"})
    finish(workers, last_run())
    assert "Nobody who has a chair moves." in officer.get(f"{hall}/run/{last_run().id}").text
    accept(officer, hall, last_run())
    assert told(guests) == {"G77" if code == "G01" else code: chair for code, chair in before.items()}
    cards = officer.get(f"{hall}/papers?kind=cards&part=changed").text
    assert cards.count('<article class="seat-card">') == 1
    assert "Thứ trưởng thay mặt" in cards
    invitation = db.session.scalars(select(Invitation).where(Invitation.guest_id == substitute.id)).one()
    shown = officer.get(f"{hall}/?guest={invitation.id}").text
    assert "Thứ trưởng thay mặt stands for Op Test and has that rank." in shown


def test_a_hand_moves_who_may_be_moved_and_takes_it_back(
    guests: Festival, officer: Visitor, hall: str, propose: Propose
) -> None:
    accept(officer, hall, propose(SEATED))
    assert told(guests) == {"H01": "B-1-1", "G01": "A-1-1", "L01": "A-1-2", "G02": "A-1-3", "G03": "A-1-5"}
    host = {"guest": card(guests, "host"), "seat": seat(guests, "A-1-4"), "seen": 1}
    answer = officer.post(f"{hall}/chair", data=host)
    assert answer.status_code == 422
    assert "Host Do Trong is a host and sits on A-1-4, on the side of the guests." in answer.text
    refused = officer.get(f"{hall}/refusals?guest={card(guests, 'host')}").json or {}
    shut = {stands_of(guests).hall.chairs[int(id)].label for id in refused}
    assert shut == {f"A-1-{n}" for n in range(1, 7)} | {f"A-2-{n}" for n in (1, 2, 3, 4, 6)}

    moved = {"guest": card(guests, "host"), "seat": seat(guests, "B-1-2"), "seen": 1}
    assert officer.post(f"{hall}/chair", data=moved).status_code == 303
    assert told(guests)["H01"] == "B-1-2"
    assert officer.post(f"{hall}/chair", data=moved).status_code == 409
    fixed = {"guest": card(guests, "host"), "fixed": "1", "seen": 2}
    assert officer.post(f"{hall}/pin", data=fixed).status_code == 303
    assert stands_of(guests).problem.guest(card(guests, "host")).seat == seat(guests, "B-1-2")

    for _step in range(3):
        changes = select(SeatingChange).where(SeatingChange.undone.is_(False)).order_by(SeatingChange.id.desc())
        change = db.session.scalars(changes).first()
        assert change is not None
        revision = db.session.scalar(select(Seating.revision))
        status = officer.post(f"{hall}/undoing", data={"change": change.id}).status_code
        db.session.expire_all()
        assert status == (303 if change.revision == revision else 409)
    assert told(guests)["H01"] == "B-1-2"
    assert stands_of(guests).pins == frozenset()


def test_an_answer_is_not_laid_over_newer_chairs(
    guests: Festival, officer: Visitor, hall: str, propose: Propose
) -> None:
    run = propose(SEATED)
    moved = {"guest": card(guests, "host"), "seat": seat(guests, "B-2-1"), "seen": 0}
    assert officer.post(f"{hall}/chair", data=moved).status_code == 303
    answer = officer.post(f"{hall}/run/{run.id}/acceptance")
    assert answer.status_code == 409
    assert "Somebody has changed chairs since this search began" in answer.text
    db.session.expire_all()
    assert told(guests) == {"H01": "B-2-1"}


def test_nobody_else_learns_that_there_is_a_seating(
    guests: Festival, officer: Visitor, hall: str, propose: Propose, sign_in: SignIn
) -> None:
    run = propose(SEATED)
    accept(officer, hall, run)
    pages = [f"{hall}/", f"{hall}/refusals", f"{hall}/papers", f"{hall}/run/{run.id}"]
    for role in (Role.PLANNER, Role.TRAFFIC_LEAD, Role.VIEWER):
        visitor = sign_in(role, edition=guests.edition)
        assert [visitor.get(page).status_code for page in pages] == [404] * 4
        assert visitor.post(f"{hall}/run").status_code == 404
    told = json.dumps([[entry.before, entry.after] for entry in db.session.scalars(select(HistoryEntry))])
    assert [guest.name for guest in db.session.scalars(select(Guest)) if guest.name in told] == []
