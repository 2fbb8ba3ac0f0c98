"""The whole festival postponed: what moves with it, what cannot, and all of it taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from festival_ops.accounts.models import Role
from festival_ops.database import db
from festival_ops.planning import events
from festival_ops.planning.actions import proposals
from festival_ops.planning.models import Pin, Placement, Plan, Proposal, SolveRun
from festival_ops.planning.queries import main_plan
from festival_ops.planning.snapshot import problem_of
from festival_ops.programme.models import OpeningHours
from festival_ops.security.models import Need, PostHours, ShiftDay
from festival_ops.web.history import first_broken
from solver.check import check
from solver.plan import Plan as Answered
from solver.playbooks import postponed
from solver.problem import Problem
from solver.spans import joined
from tests.planning.test_events import answered, standing
from tests.planning.test_pages import AREA, ENGLISH, words
from tests.support.crews import manned
from tests.support.papers import answers_in, errors_in, send
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival
from tests.support.releases import publish
from tests.support.workers import Workers

# 5 June 2026 is day 20 of the fourth lunar month.
RITE = "21/4"


@pytest.fixture
def visitor(sound: Festival, sign_in: SignIn) -> Visitor:
    return sign_in(Role.PLANNER, edition=sound.edition)


def event(festival: Festival, days: int, staying: tuple[str, ...] = (), along: tuple[str, ...] = ()) -> dict[str, Any]:
    dates = {"first_day": festival.edition.first_day.isoformat(), "last_day": festival.edition.last_day.isoformat()}
    named = {"staying": [festival[name].id for name in staying], "along": [festival[name].id for name in along]}
    return {"kind": events.POSTPONED, "days": days, "reason": "Bão số 3", **named, **dates}


def asked(festival: Festival) -> Problem:
    db.session.expire_all()
    problem = problem_of(db.session(), festival.edition, main_plan(db.session(), festival.edition))
    return replace(problem, now=None)


def accepted(festival: Festival, workers: Workers, planner: Any, told: dict[str, Any]) -> Proposal:
    proposal = answered(festival, workers, planner, told)
    proposals.accept(db.session(), proposal, planner)
    db.session.commit()
    return proposal


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize("days", [7, 1, -7])
def test_the_edition_stands_as_the_core_says_and_all_of_it_is_taken_back(
    sound: Festival, workers: Workers, planner: Any, days: int
) -> None:
    pin = Pin(performance_id=sound["X1"].id, day=sound.edition.days[1], reason="Truyền hình")
    sound.add("held", pin)
    other = sound.add("other", Plan(name="Phương án 2"))
    db.session.commit()
    shown = Placement(plan_id=other.id, performance_id=sound["X2"].id, stage_id=sound["ngo-mon"].id)
    shown.starts = sound.at(3, "20:00")
    db.session.add(shown)
    db.session.commit()
    before = asked(sound)
    proposal = accepted(sound, workers, planner, event(sound, days))
    assert sound.edition.first_day == date(2026, 6, 5) + timedelta(days=days)
    after, expected = asked(sound), postponed(before, days)
    assert replace(after, blackouts=expected.blackouts, stages=expected.stages, current=expected.current) == expected
    assert [joined(stage.open) for stage in after.stages] == [joined(stage.open) for stage in expected.stages]
    assert len(after.current) == len(before.current)
    assert check(after, Answered(after.current)) == []
    assert (shown.starts, other.revision) == (sound.at(3, "20:00"), 1)
    proposals.undo(db.session(), proposal, planner)
    db.session.commit()
    assert asked(sound) == before
    assert (sound.edition.first_day, sound.edition.last_day) == (date(2026, 6, 5), date(2026, 6, 7))
    assert shown.starts == sound.at(3, "20:00")
    assert first_broken(db.session()) is None


@pytest.mark.databases("sqlite")
def test_hours_of_single_days_follow_the_day_of_the_week(sound: Festival, workers: Workers, planner: Any) -> None:
    """Saturday to Monday: the Sunday has its hours still, and the Monday, which is new, those of the third day."""
    proposal = accepted(sound, workers, planner, event(sound, 1))
    hours = select(OpeningHours.on).where(OpeningHours.stage_id == sound["duyet-thi"].id, OpeningHours.on.is_not(None))
    assert sorted(db.session.scalars(hours)) == [date(2026, 6, 7), date(2026, 6, 8)]
    proposals.undo(db.session(), proposal, planner)
    db.session.commit()
    assert db.session.scalars(hours).all() == [date(2026, 6, 7)]


@pytest.mark.databases("sqlite")
def test_hours_of_single_days_may_go_along_with_the_festival(
    sound: Festival, workers: Workers, planner: Any, visitor: Visitor
) -> None:
    before = asked(sound)
    proposal = accepted(sound, workers, planner, event(sound, 1, along=("duyet-thi",)))
    hours = select(OpeningHours.on).where(OpeningHours.stage_id == sound["duyet-thi"].id, OpeningHours.on.is_not(None))
    assert db.session.scalars(hours).all() == [date(2026, 6, 8)]
    assert [joined(stage.open) for stage in asked(sound).stages] == [joined(stage.open) for stage in before.stages]
    page = words(visitor.get(f"{AREA}/proposal/{proposal.id}", headers=ENGLISH))
    assert "Hours of single days: those of Duyệt Thị Đường go along with the festival. Please confirm them." in page


@pytest.mark.databases("sqlite")
def test_what_cannot_stand_on_its_new_day_is_told_before_and_with_the_proposal(
    sound: Festival, workers: Workers, planner: Any, visitor: Visitor
) -> None:
    """Ngọ Môn has hours on the festival's three days, one by one; a day later its Monday has those of the Sunday."""
    stage = sound["ngo-mon"]
    stage.opening_hours = [
        OpeningHours(on=day, starts=time(17), ends=time(20) if day == sound.edition.days[2] else time(0, 30))
        for day in sound.edition.days
    ]
    db.session.commit()
    told = {"days": "1", "reason": "Bão", "look": "first"}
    page = words(visitor.post(f"{AREA}/event/postponed", data=told, headers=ENGLISH))
    sentences = [
        "Taiko T2 21:00, Sunday 07/06 · Ngọ Môn Taiko T2 occupies Ngọ Môn from 20:30 on 07/06/2026 to 22:15 on "
        "07/06/2026, outside the hours in which it is open.",
        "Diễu hành PARADE 22:45, Sunday 07/06 · Ngọ Môn Diễu hành PARADE occupies Ngọ Môn from 22:35 on 07/06/2026 "
        "to 23:05 on 07/06/2026, outside the hours in which it is open.",
    ]
    assert "2 performances cannot stand where they would" in page
    assert " ".join(sentences) in page
    along = visitor.post(f"{AREA}/event/postponed", data={**told, "look": "along"}, headers=ENGLISH)
    assert "Every performance can stand where it would. Nothing is changed yet." in words(along)
    # The parade passes Thương Bạc too.
    assert answers_in(along)["along"] == [str(stage.id), str(sound["thuong-bac"].id)]
    assert db.session.scalars(select(SolveRun)).all() == []
    proposal = answered(sound, workers, planner, event(sound, 1))
    page = words(visitor.get(f"{AREA}/proposal/{proposal.id}", headers=ENGLISH))
    assert all(sentence in page for sentence in sentences)
    assert {act for act, *_slot in proposal.slots} == set(standing(sound))


@pytest.mark.databases("sqlite")
def test_only_what_cannot_stand_is_moved_where_that_is_asked(sound: Festival, visitor: Visitor) -> None:
    sent = send(visitor, f"{AREA}/event/postponed", days="1", reason="Bão", only="y")
    assert sent.status_code == 303
    run = db.session.scalars(select(SolveRun)).one()
    assert run.options["scope"] == {"days": [], "stages": [], "acts": [], "unplaced": True, "frozen_until": None}


@pytest.mark.databases("sqlite")
def test_posts_and_their_needs_move_along_and_come_back(sound: Festival, workers: Workers, planner: Any) -> None:
    manned(sound)
    first, second, _ = days = sound.edition.days
    sound["C02"].hours = [PostHours(on=first, starts=time(20), ends=time(23))]
    sound["night"].days = [ShiftDay(on=first), ShiftDay(on=second)]
    tied = {"post": sound["C01"], "shift": sound["night"], "qualification": sound["YT"]}
    for day in (first, second):
        sound.add(f"need {day}", Need(day=day, least=1, most=1, reason="Pháo hoa", **tied))
    db.session.commit()

    def dates() -> list[Any]:
        db.session.expire_all()
        needs = [need.day for need in db.session.scalars(select(Need).where(Need.day.is_not(None)).order_by(Need.id))]
        return [[row.on for row in sound["C02"].hours], [row.on for row in sound["night"].days], needs]

    proposal = accepted(sound, workers, planner, event(sound, 1))
    second, third = (day + timedelta(days=1) for day in days[:2])
    assert dates() == [[second], [second, third], [second, third]]
    proposals.undo(db.session(), proposal, planner)
    db.session.commit()
    assert dates() == [[days[0]], days[:2], days[:2]]
    assert first_broken(db.session()) is None


@pytest.mark.databases("sqlite")
def test_a_rite_keeps_its_lunar_date(sound: Festival, workers: Workers, planner: Any, visitor: Visitor) -> None:
    """Two shows on 6 June: what is bound to the lunar date stays there when the festival begins a day later."""
    sound["X1"].lunar = RITE
    db.session.commit()
    assert check(asked(sound), Answered(asked(sound).current)) == []
    proposal = answered(sound, workers, planner, event(sound, 1))
    page = words(visitor.get(f"{AREA}/proposal/{proposal.id}", headers=ENGLISH))
    assert (
        "“Xiếc X1” is bound to lunar date 21/4. It stands on 06/06/2026 (lunar 21/4); with the festival it would move "
        "to 07/06/2026 (lunar 22/4). Within the new dates it can be held on 06/06/2026."
    ) in page
    proposals.accept(db.session(), proposal, planner)
    db.session.commit()
    row = db.session.scalars(
        select(Placement).where(Placement.performance_id == sound["X1"].id, Placement.plan_id == proposal.plan_id)
    ).one()
    assert sound.edition.festival_day(row.starts) == date(2026, 6, 6)


@pytest.mark.databases("sqlite")
def test_a_rite_whose_day_the_new_dates_lack_has_no_place(
    sound: Festival, workers: Workers, planner: Any, visitor: Visitor
) -> None:
    sound["X1"].lunar = RITE
    db.session.commit()
    proposal = answered(sound, workers, planner, event(sound, 7))
    assert {slot[0] for slot in proposal.slots} == {act for act in standing(sound) if act != sound["X1"].id}
    page = words(visitor.get(f"{AREA}/proposal/{proposal.id}", headers=ENGLISH))
    assert (
        "The new dates have no such day, so it cannot be part of the festival; after it, the next one is 26/05/2027."
        in page
    )


@pytest.mark.databases("sqlite")
def test_a_troupe_that_keeps_its_dates_plays_within_them(
    sound: Festival, workers: Workers, planner: Any, visitor: Visitor
) -> None:
    proposal = answered(sound, workers, planner, event(sound, 1, ("ashi",)))
    page = words(visitor.get(f"{AREA}/proposal/{proposal.id}", headers=ENGLISH))
    assert "Ashi Taiko keeps its dates; its shows look for places within them." in page
    arrives = sound["ashi"].arrives
    proposals.accept(db.session(), proposal, planner)
    db.session.commit()
    assert sound["ashi"].arrives == arrives
    problem = asked(sound)
    assert [it.rule for it in check(problem, Answered(problem.current)) if it.rule == "within-stay"] == []


@pytest.mark.databases("sqlite")
def test_what_must_be_filed_is_said_with_its_last_day(
    sound: Festival, workers: Workers, planner: Any, visitor: Visitor
) -> None:
    proposal = answered(sound, workers, planner, event(sound, 7))
    page = words(visitor.get(f"{AREA}/proposal/{proposal.id}", headers=ENGLISH))
    assert (
        "Written notice of the new dates Whoever approved the shows, and the authority of each place 05/06/2026 – "
        "07/06/2026 12/06/2026 – 14/06/2026 Wednesday 03/06/2026, 2 working days before 05/06/2026 Decree 144"
    ) in page
    assert "Wednesday 03/06/2026, 7 working days before 12/06/2026" in page
    assert "Ashi Taiko has to confirm: arrival 05/06/2026 12:00 → 12/06/2026 12:00, departure" in page


def test_the_form_refuses_what_cannot_be(sound: Festival, visitor: Visitor) -> None:
    address = f"{AREA}/event/postponed"
    for days in ("0", "", "mai"):
        refused = send(visitor, address, days=days, reason="Bão")
        assert (refused.status_code, list(errors_in(refused))) == (422, ["days"])
    assert db.session.scalars(select(SolveRun)).all() == []
    sent = send(visitor, address, days="900", reason="Bão số 3")
    assert sent.status_code == 303
    run = db.session.scalars(select(SolveRun)).one()
    assert run.event == {**event(sound, 900)}
    assert (
        "The whole festival is postponed by 900 days: it lasts from 21/11/2028 to 23/11/2028 instead of from "
        "05/06/2026 to 07/06/2026."
    ) in words(visitor.get(sent.location, headers=ENGLISH))


@pytest.mark.databases("sqlite")
def test_a_postponed_festival_is_released_and_told_as_one_change(
    sound: Festival, workers: Workers, planner: Any, visitor: Visitor
) -> None:
    sound["rain"].active = False
    db.session.commit()
    assert publish(visitor).status_code == 303
    accepted(sound, workers, planner, event(sound, 7))
    assert publish(visitor).status_code == 303
    text = visitor.get(f"{AREA}/release/2/notice-en.txt").text
    assert (
        "The organising committee of Perfume River Festival announces that the festival is postponed: everything takes "
        "place 7 days later than announced, at the announced hours and places.\n"
    ) in text
    assert "Item 1." not in text
