"""What happens to a festival: the solver proposes the least change, and its acceptance makes the event true."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select

from festival_ops.accounts.models import Role
from festival_ops.database import db
from festival_ops.planning import events, tasks
from festival_ops.planning.actions import proposals
from festival_ops.planning.clock import Clock
from festival_ops.planning.judgement import Finding
from festival_ops.planning.models import Pin, Proposal, SolveRun, Waiver
from festival_ops.planning.picking import laid, pulled_in
from festival_ops.planning.queries import main_plan
from festival_ops.planning.snapshot import problem_of
from festival_ops.programme.models import Blackout, Cancellation
from festival_ops.web.history import first_broken
from solver.differences import standings
from solver.plan import Plan
from solver.problem import Act, Problem, Slot, Stage, Troupe, Venue
from solver.scope import Scope
from tests.planning.test_pages import AREA, ENGLISH, words
from tests.support.papers import errors_in, send
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival
from tests.support.workers import Workers


@pytest.fixture
def visitor(sound: Festival, sign_in: SignIn) -> Visitor:
    return sign_in(Role.PLANNER, edition=sound.edition)


def iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()


def lost(festival: Festival, stage: str, day: int) -> dict[str, Any]:
    span = {"starts": iso(festival.at(day, "12:00")), "ends": iso(festival.at(day, "03:00"))}
    return {"kind": events.STAGE_LOST, "stage": festival[stage].id, "reason": "Giông lốc", **span}


def answered(festival: Festival, workers: Workers, planner: Any, event: dict[str, Any] | None) -> Proposal:
    run = tasks.ask_to_repair(db.session(), festival.edition, Scope(), 6, planner, event)
    db.session.commit()
    workers.work()
    db.session.expire_all()
    return db.session.scalars(select(Proposal).where(Proposal.run_id == run.id)).one()


def standing(festival: Festival) -> dict[int, tuple[int, int]]:
    db.session.expire_all()
    problem = problem_of(db.session(), festival.edition, main_plan(db.session(), festival.edition))
    return {slot.act: (slot.stage, slot.starts) for slot in problem.current}


@pytest.mark.databases("sqlite")
def test_a_lost_stage_comes_true_with_the_acceptance_and_is_undone_with_it(
    sound: Festival, workers: Workers, planner: Any
) -> None:
    before, show = standing(sound), sound["OPEN"]
    sound.add(
        "held",
        Pin(performance_id=show.id, stage_id=sound["ngo-mon"].id, day=sound.edition.days[0], reason="Truyền hình"),
    )
    db.session.commit()
    proposal = answered(sound, workers, planner, lost(sound, "ngo-mon", 1))
    assert db.session.scalars(select(Blackout).where(Blackout.kind == "site")).all() == []
    proposals.accept(db.session(), proposal, planner)
    db.session.commit()
    closed = db.session.scalars(select(Blackout).where(Blackout.kind == "site")).one()
    assert ([stage.name for stage in closed.stages], closed.reason) == (["Ngọ Môn"], "Giông lốc")
    after = standing(sound)
    assert after != before
    problem = problem_of(db.session(), sound.edition, main_plan(db.session(), sound.edition))
    evening = problem.day(0)
    assert [act for act, (stage, at) in after.items() if stage == sound["ngo-mon"].id and at < evening.ends] == []
    place = after.get(show.id)
    promised = problem.act(show.id).announced
    assert (place and Slot(show.id, *place)) == promised
    assert db.session.scalars(select(Pin).where(Pin.performance_id == show.id)).all() == []
    proposals.undo(db.session(), proposal, planner)
    db.session.commit()
    assert standing(sound) == before
    assert db.session.scalars(select(Blackout.active).where(Blackout.kind == "site")).all() == [False]
    assert show.announced_starts == sound.at(1, "21:00")
    assert db.session.scalars(select(Pin.reason).where(Pin.performance_id == show.id)).all() == ["Truyền hình"]
    assert first_broken(db.session()) is None


@pytest.mark.databases("sqlite")
def test_rain_sends_shows_to_their_shelter(sound: Festival, workers: Workers, planner: Any) -> None:
    sound["ngo-mon"].shelter = sound["duyet-thi"]
    sound["duyet-thi"].features = "LED wall, roof"
    sound["duyet-thi"].capacity = 2500
    db.session.commit()
    before = standing(sound)
    wet = [act for act, (stage, at) in before.items() if at < 3 * 1440 and stage == sound["ngo-mon"].id]
    span = {"starts": iso(sound.at(2, "12:00")), "ends": iso(sound.at(2, "03:00"))}
    proposal = answered(sound, workers, planner, {"kind": events.RAIN, "reason": "Mưa lớn", **span})
    proposals.accept(db.session(), proposal, planner)
    db.session.commit()
    problem = problem_of(db.session(), sound.edition, main_plan(db.session(), sound.edition))
    outdoor = {stage.id for stage in problem.stages if stage.outdoor}
    closed = problem.day(1)
    assert [
        slot.act for slot in problem.current if slot.stage in outdoor and closed.starts < slot.starts < closed.ends
    ] == []
    assert len(problem.current) == len(before)
    assert wet != []


@pytest.mark.databases("sqlite")
def test_a_refused_proposal_leaves_the_event_untrue(sound: Festival, workers: Workers, planner: Any) -> None:
    before = standing(sound)
    proposal = answered(sound, workers, planner, lost(sound, "ngo-mon", 1))
    proposals.refuse(db.session(), proposal, planner)
    db.session.commit()
    assert standing(sound) == before
    assert db.session.scalars(select(Blackout).where(Blackout.kind == "site")).all() == []


@pytest.mark.databases("sqlite")
def test_what_is_picked_of_a_proposal_is_accepted_with_what_it_needs(
    sound: Festival, workers: Workers, planner: Any, visitor: Visitor
) -> None:
    before = standing(sound)
    proposal = answered(sound, workers, planner, lost(sound, "ngo-mon", 1))
    moved = [slot[0] for slot in proposal.slots if before.get(slot[0]) != (slot[1], slot[2])]
    assert moved != []
    none = visitor.post(f"{AREA}/proposal/{proposal.id}/acceptance", data={"picking": "1"}, headers=ENGLISH)
    assert none.status_code == 422
    data = {"picking": "1", "act": moved[:1]}
    answer = visitor.post(f"{AREA}/proposal/{proposal.id}/acceptance", data=data, headers=ENGLISH)
    assert answer.status_code in (200, 303)
    after = standing(sound)
    assert {act for act in before if after.get(act) != before[act]} <= set(moved)


@pytest.mark.databases("sqlite")
def test_a_settled_acceptance_is_taken_back_whole(
    sound: Festival, workers: Workers, planner: Any, visitor: Visitor
) -> None:
    """Cancellations, exceptions signed, the closed day, promises and the plan: all as it was, and recorded."""
    before, show = standing(sound), sound["OPEN"]
    problem = problem_of(db.session(), sound.edition, main_plan(db.session(), sound.edition))
    told = {"kind": events.DAY_CANCELLED, "day": sound.edition.days[1].isoformat(), "reason": "Quốc tang"}
    proposal = answered(sound, workers, planner, told)
    left_out = set(before) - {slot[0] for slot in proposal.slots}
    assert left_out != set()
    answer = visitor.post(f"{AREA}/proposal/{proposal.id}/acceptance", data={"settled": "1"}, headers=ENGLISH)
    assert answer.status_code == 303
    db.session.expire_all()
    cancelled = select(Cancellation.performance_id).where(Cancellation.reason == "Quốc tang")
    assert set(db.session.scalars(cancelled)) == left_out
    undone = visitor.post(f"{AREA}/proposal/{proposal.id}/acceptance/withdrawal", headers=ENGLISH)
    assert undone.status_code == 303
    assert standing(sound) == before
    assert db.session.scalars(cancelled).all() == []
    assert [row.withdrawn_at is None for row in db.session.scalars(select(Waiver))].count(True) == 0
    after = problem_of(db.session(), sound.edition, main_plan(db.session(), sound.edition))
    assert replace(after, now=None) == replace(problem, now=None)
    assert show.fixed
    assert first_broken(db.session()) is None


def test_exceptions_signed_with_an_acceptance_are_withdrawn_with_it(
    sound: Festival, workers: Workers, planner: Any
) -> None:
    proposal = answered(sound, workers, planner, lost(sound, "ngo-mon", 1))
    warning = Finding("rest-between-shows", "Rest", "warn", "rest-between-shows:1-2", (1, 2), "Too short.")
    proposals.accept(db.session(), proposal, planner, answering=[warning], reason="Giông lốc")
    db.session.commit()
    signed = db.session.scalars(select(Waiver)).one()
    assert (signed.subject, signed.reason, signed.withdrawn_at) == (warning.subject, "Giông lốc", None)
    proposals.undo(db.session(), proposal, planner)
    db.session.commit()
    assert signed.withdrawn_at is not None
    assert first_broken(db.session()) is None


@pytest.mark.databases("sqlite")
def test_what_begins_before_the_moment_named_is_left_alone(
    sound: Festival, workers: Workers, planner: Any, visitor: Visitor
) -> None:
    """A stage is lost for the whole festival; only those that it hits may leave the evening that is near."""
    facts = {"stage": sound["thuong-bac"].id, "starts": "05/06/2026 12:00", "ends": "08/06/2026 03:00", "reason": "Lũ"}
    before, near = standing(sound), sound.at(2, "12:00")
    asked = send(visitor, f"{AREA}/event/stage-lost", **facts, frozen_until="06/06/2026 12:00")
    workers.work()
    db.session.expire_all()
    proposal = db.session.scalars(select(Proposal)).one()
    assert (asked.status_code, proposal.run.options["scope"]["frozen_until"]) == (303, 1440 + 12 * 60)
    clock = Clock.of(sound.edition)
    frozen = {act for act, (stage, at) in before.items() if clock.moment(at) < near and stage != sound["thuong-bac"].id}
    assert frozen == {sound["OPEN"].id}
    after = {slot[0]: (slot[1], slot[2]) for slot in proposal.slots}
    assert {act: after.get(act) for act in frozen} == {act: before[act] for act in frozen}
    assert after != before
    changes = visitor.get(f"{AREA}/proposal/{proposal.id}", headers=ENGLISH).text.partition('id="changes-title"')[2]
    assert sound["X1"].name in changes
    assert sound["OPEN"].name not in changes


def test_two_that_change_places_are_accepted_together() -> None:
    stage = Stage(1, "Ngọ Môn", 1)
    acts = tuple(Act(id, f"X{id}", 60, (id,)) for id in (1, 2, 3))
    before = (Slot(1, 1, 1200), Slot(2, 1, 1300), Slot(3, 1, 1500))
    after = (Slot(1, 1, 1300), Slot(2, 1, 1200), Slot(3, 1, 1560))
    troupes = tuple(Troupe(id, f"T{id}") for id in (1, 2, 3))
    problem = Problem("F", "2026-06-05", 2, venues=(Venue(1, "Đại Nội"),), stages=(stage,), troupes=troupes, acts=acts)
    versions = standings(problem, before), standings(problem, after)
    assert pulled_in(problem, *versions, {1}) == {1, 2}
    assert pulled_in(problem, *versions, {3}) == {3}
    assert Plan(laid(before, after, {1, 2})).slot(3) == Slot(3, 1, 1500)


def test_an_event_is_asked_about_once_and_read_with_care(sound: Festival, visitor: Visitor) -> None:
    assert visitor.get(f"{AREA}/event/flood").status_code == 404
    address = f"{AREA}/event/stage-lost"
    facts = {"stage": sound["ngo-mon"].id, "starts": "05/06/2026 18:00", "ends": "05/06/2026 17:00", "reason": "Bão"}
    refused = send(visitor, address, **facts)
    assert (refused.status_code, errors_in(refused)) == (422, {"ends": "The end comes before the beginning."})
    asked = send(visitor, address, **{**facts, "ends": "05/06/2026 23:00"})
    run = db.session.scalars(select(SolveRun)).one()
    assert (asked.status_code, run.kind) == (303, "repair")
    assert run.event == {
        "kind": "stage-lost",
        "stage": sound["ngo-mon"].id,
        "reason": "Bão",
        "starts": iso(sound.at(1, "18:00")),
        "ends": iso(sound.at(1, "23:00")),
    }
    assert "cannot be used from 05/06/2026 18:00 to 05/06/2026 23:00." in words(
        visitor.get(asked.location, headers=ENGLISH)
    )
    again = send(visitor, address, **{**facts, "ends": "05/06/2026 23:30"})
    assert again.status_code == 409
    assert db.session.scalars(select(SolveRun.id)).all() == [run.id]


@pytest.mark.databases("sqlite")
def test_room_is_made_for_one_show_or_said_to_be_none(sound: Festival, workers: Workers, visitor: Visitor) -> None:
    show, other = sound["X2"].id, standing(sound)[sound["T2"].id]
    address = f"{AREA}/board/performance/{show}/room"
    asked = visitor.post(address, data={"stage": str(other[0]), "starts": str(other[1])})
    assert asked.status_code == 303
    workers.work()
    db.session.expire_all()
    run = db.session.scalars(select(SolveRun)).one()
    if run.answer is not None:
        placed = {slot["act"]: (slot["stage"], slot["starts"]) for slot in run.answer["plan"]["slots"]}
        assert placed[show] == other
    else:
        assert "There is no room at that place" in words(visitor.get(asked.location, headers=ENGLISH))
    assert visitor.post(address, data={"stage": "9999", "starts": "1200"}).status_code == 404
