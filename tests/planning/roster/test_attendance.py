"""Writing down who came, where two leads do so at the same moment."""

from __future__ import annotations

import threading

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from festival_ops.accounts.models import User
from festival_ops.database import db
from festival_ops.planning.actions import attendance
from festival_ops.planning.actions.attendance import Act, Result, Tap
from festival_ops.planning.models import Attendance
from festival_ops.planning.roster.ids import NeedOn
from festival_ops.planning.roster.kept import standing
from festival_ops.planning.roster.presence import DutyOn
from festival_ops.programme.models import Edition
from festival_ops.web.models import HistoryEntry
from tests.planning.roster.conftest import FIRST, Put
from tests.support.programmes import Festival


def test_two_leads_at_the_same_moment_check_in_once(app: Flask, staffed: Festival, put: Put) -> None:
    put("BV-02", "gate")
    leads = [User(email=f"lead{n}@example.org", name=f"Lead {n}", fs_uniquifier=f"lead {n}") for n in (1, 2)]
    staffed.session.add_all(leads)
    staffed.session.commit()
    duty = DutyOn(staffed["BV-02"].id, NeedOn(staffed["gate"].id, FIRST))
    edition_id, people, moment = staffed.edition.id, [lead.id for lead in leads], staffed.at(1, "18:00")
    staffed.session.commit()
    told: dict[int, tuple[Result, int]] = {}
    start = threading.Barrier(2)

    def attempt(person: int) -> None:
        with app.test_request_context():
            session = db.session()
            start.wait()
            edition, by = session.get_one(Edition, edition_id), session.get_one(User, person)
            outcome = attendance.note(session, edition, standing(session, edition), duty, Tap(Act.ARRIVAL, moment), by)
            told[person] = outcome.result, outcome.by.id if outcome.by else 0
            session.commit()

    threads = [threading.Thread(target=attempt, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    first = next(person for person in people if told[person][0] is Result.DONE)
    second = next(person for person in people if person != first)
    assert told == {first: (Result.DONE, first), second: (Result.KNOWN, first)}
    rows = staffed.session.scalars(select(Attendance)).all()
    assert [(row.arrival_by_id, row.arrived) for row in rows] == [(first, moment)]
    entries = select(func.count()).where(HistoryEntry.subject == "attendance")
    assert staffed.session.scalar(entries) == 1


def test_nobody_leaves_who_has_not_come_and_nobody_who_came_is_removed(staffed: Festival) -> None:
    columns = {"edition_id": staffed.edition.id, "officer_id": staffed["BV-02"].id, "post_id": staffed["C01"].id}
    hours = {"day": FIRST, "starts": staffed.at(1, "18:00"), "ends": staffed.at(1, "22:00")}
    with pytest.raises(IntegrityError), staffed.session.begin_nested():
        staffed.session.add(Attendance(**columns, **hours, departed=staffed.at(1, "22:00")))
    staffed.session.add(Attendance(**columns, **hours, arrived=staffed.at(1, "18:00")))
    staffed.session.commit()
    with pytest.raises(IntegrityError), staffed.session.begin_nested():
        staffed.session.delete(staffed["BV-02"])


def test_what_happened_outlives_the_need(staffed: Festival) -> None:
    row = Attendance(
        edition_id=staffed.edition.id,
        officer_id=staffed["BV-02"].id,
        post_id=staffed["C01"].id,
        need_id=staffed["gate"].id,
        day=FIRST,
        starts=staffed.at(1, "18:00"),
        ends=staffed.at(1, "22:00"),
        arrived=staffed.at(1, "18:11"),
    )
    staffed.session.add(row)
    staffed.session.commit()
    staffed.session.delete(staffed["gate"])
    staffed.session.commit()
    staffed.session.refresh(row)
    assert (row.need_id, row.post.code, row.late) == (None, "C01", True)
