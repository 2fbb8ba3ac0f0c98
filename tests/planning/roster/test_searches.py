"""Searches for a roster by the real worker and the real solver: asked, answered, decided on, overtaken."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from festival_ops.accounts.models import Role
from festival_ops.database import db
from festival_ops.jobs.models import Job
from festival_ops.planning.models import Duty, RosterRun
from festival_ops.planning.roster.kept import standing
from festival_ops.security.models import Absence, Need
from festival_ops.web.models import HistoryEntry
from solver.crew.check import check
from solver.crew.plan import CrewPlan
from tests.planning.roster.conftest import FIRST, ROSTER, Put
from tests.support.papers import send
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival
from tests.support.workers import Workers

pytestmark = pytest.mark.databases("sqlite")


@pytest.fixture
def modest(staffed: Festival) -> Festival:
    """As many people are needed as the law lets work: three guards at the gate in the evening, nobody at night."""
    staffed["gate"].least = 3
    for name in ("gate at night", "bridge"):
        staffed.session.delete(staffed.session.get_one(Need, staffed[name].id))
    staffed.session.commit()
    return staffed


def asked(lead: Visitor, festival: Festival) -> RosterRun:
    answer = send(lead, f"{ROSTER}/run", seconds=6)
    assert answer.status_code == 303
    return run_at(answer.location)


def run_at(location: str) -> RosterRun:
    db.session.expire_all()
    return db.session.get_one(RosterRun, int(location.rpartition("/")[2]))


def finish(workers: Workers) -> None:
    """Leaves the database to the worker until it has done everything."""
    db.session.commit()
    workers.work()
    db.session.expire_all()


def state(run: RosterRun) -> str:
    return db.session.scalar(select(Job.state).where(Job.id == run.job_id)) or ""


def shape(festival: Festival) -> list[str]:
    """The rules that the roster breaks."""
    festival.session.expire_all()
    stands = standing(festival.session(), festival.edition, "fresh")
    return [breach.rule for breach in check(stands.problem, CrewPlan(stands.problem.current))]


def test_a_search_waits_until_somebody_accepts_it(modest: Festival, lead: Visitor, workers: Workers) -> None:
    run = asked(lead, modest)
    finish(workers)
    assert (state(run), run.decision) == ("done", None)
    assert run.outline == {"new": 9, "ended": 0, "kept": 0, "missing": 0, "unled": 0}
    assert db.session.scalars(select(Duty)).all() == []
    assert lead.post(f"{ROSTER}/run/{run.id}/acceptance").status_code == 303
    rows = db.session.scalars(select(Duty)).all()
    assert [(row.need.post.code, row.by_hand) for row in rows] == [("C01", False)] * 9
    assert shape(modest) == []
    entry = db.session.scalars(select(HistoryEntry).where(HistoryEntry.act == "accepted")).one()
    assert (entry.subject, entry.secrecy, entry.before) == ("roster_run", "C4", {"duties": []})


def test_duties_that_stay_are_still_those_that_a_person_gave(
    modest: Festival, lead: Visitor, put: Put, workers: Workers
) -> None:
    duty = put("BV-04", "gate")
    duty.by_hand, kept = True, duty.id
    run = asked(lead, modest)
    finish(workers)
    assert run.outline == {"new": 8, "ended": 0, "kept": 1, "missing": 0, "unled": 0}
    lead.post(f"{ROSTER}/run/{run.id}/acceptance")
    db.session.expire_all()
    assert db.session.get_one(Duty, kept).by_hand is True


def test_a_decision_is_taken_once(modest: Festival, lead: Visitor, workers: Workers) -> None:
    run = asked(lead, modest)
    finish(workers)
    assert lead.post(f"{ROSTER}/run/{run.id}/refusal").status_code == 303
    assert db.session.scalars(select(Duty)).all() == []
    for decision in ("acceptance", "refusal"):
        answer = lead.post(f"{ROSTER}/run/{run.id}/{decision}")
        assert answer.status_code == 409
        assert "Somebody has decided on this proposal before you." in answer.text


def test_a_proposal_is_not_laid_over_a_roster_that_somebody_changed(
    modest: Festival, lead: Visitor, workers: Workers
) -> None:
    run = asked(lead, modest)
    finish(workers)
    facts = {"need": modest["gate"].id, "day": FIRST.isoformat(), "stretch": 0, "officer": modest["CA-01"].id}
    assert lead.post(f"{ROSTER}/duty", data=facts).status_code == 303
    page = lead.get(f"{ROSTER}/run/{run.id}").text
    assert "The roster has changed since this search began" in page
    assert "Accept the proposal" not in page
    answer = lead.post(f"{ROSTER}/run/{run.id}/acceptance")
    assert answer.status_code == 409
    assert "Somebody has changed the roster since this search began" in answer.text
    db.session.expire_all()
    assert run.decision is None
    assert len(db.session.scalars(select(Duty)).all()) == 1


def test_who_fell_ill_meanwhile_is_not_sent(modest: Festival, lead: Visitor, workers: Workers) -> None:
    run = asked(lead, modest)
    finish(workers)
    duty = (run.answer or {})["plan"]["duties"][0]
    starts, ends = modest.at(1, "06:00"), modest.at(3, "23:00") + timedelta(days=1)
    db.session.add(Absence(edition_id=modest.edition.id, officer_id=duty["officer"], starts=starts, ends=ends))
    db.session.commit()
    answer = lead.post(f"{ROSTER}/run/{run.id}/acceptance")
    assert answer.status_code == 409
    assert "Posts or people have changed since this search began, and now: " in answer.text
    assert "is away from 06:00 on 05/06/2026" in answer.text
    assert db.session.scalars(select(Duty)).all() == []


def test_what_cannot_be_manned_is_said_and_the_rest_is_done(staffed: Festival, lead: Visitor, workers: Workers) -> None:
    run = asked(lead, staffed)
    finish(workers)
    assert state(run) == "done"
    outline = run.outline or {}
    assert outline["new"] + outline["missing"] == 3 * (4 + 2 + 1)
    assert outline["missing"] >= 2
    lead.post(f"{ROSTER}/run/{run.id}/acceptance")
    assert set(shape(staffed)) <= {"need-met", "led", "rest-between-duties", "hours-a-day", "hours-a-week"}
    page = lead.get(f"{ROSTER}/shortages").text
    assert "Cấp cứu viên, 1 of 1 missing." in page


def test_one_search_at_a_time(modest: Festival, lead: Visitor, sign_in: SignIn) -> None:
    asked(lead, modest)
    other = sign_in(Role.SECURITY_LEAD, edition=modest.edition)
    answer = send(other, f"{ROSTER}/run", seconds=6)
    assert answer.status_code == 409
    assert "A search for a roster is under way already." in answer.text
    assert len(db.session.scalars(select(RosterRun)).all()) == 1


def test_a_search_that_nobody_began_is_called_off(modest: Festival, lead: Visitor, workers: Workers) -> None:
    run = asked(lead, modest)
    assert lead.post(f"{ROSTER}/run/{run.id}/cancellation").status_code == 303
    finish(workers)
    assert state(run) == "cancelled"
    assert "The search was stopped before it had begun." in lead.get(f"{ROSTER}/run/{run.id}").text
    for decision in ("acceptance", "refusal"):
        assert lead.post(f"{ROSTER}/run/{run.id}/{decision}").status_code == 409
    assert lead.post(f"{ROSTER}/run/{run.id}/repetition").status_code == 303
    db.session.expire_all()
    assert state(run) == "queued"


def test_without_posts_or_people_there_is_nothing_to_build(festival: Festival, sign_in: SignIn) -> None:
    lead = sign_in(Role.SECURITY_LEAD, edition=festival.edition)
    assert "No post needs anybody yet." in lead.get(f"{ROSTER}/run").text
    assert lead.post(f"{ROSTER}/run", data={"seconds": 5, "seed": 0}).status_code == 409
    assert db.session.scalars(select(RosterRun)).all() == []
