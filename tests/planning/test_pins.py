"""Pins that hold an order: who plays before whom on a stage that evening."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from festival_ops.accounts.models import Role
from festival_ops.database import db, now
from festival_ops.planning.actions.events import Change, come_true, take_back
from festival_ops.planning.clock import Clock
from festival_ops.planning.models import Pin
from festival_ops.planning.queries import main_plan
from festival_ops.planning.snapshot import problem_of
from festival_ops.web.models import HistoryEntry
from solver import problem as core
from solver.problem import Slot
from tests.planning.test_board import drop, minute, stands
from tests.planning.test_events import lost
from tests.planning.test_pages import AREA, ENGLISH, drawn, words
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")

SENTENCE = "Múa M1 is held before Xiếc X2 on Ngọ Môn, but the plan has it after."


@pytest.fixture
def visitor(two: Festival, sign_in: SignIn) -> Visitor:
    return sign_in(Role.PLANNER, edition=two.edition)


def hold(visitor: Visitor, festival: Festival, code: str, **facts: str) -> TestResponse:
    address = f"{AREA}/performance/{festival[code].id}/pin"
    return visitor.post(address, data={"order": "y", "reason": "Truyền hình", **facts}, headers=ENGLISH)


def behind(visitor: Visitor, festival: Festival) -> TestResponse:
    """M1 dropped behind X2."""
    to = (festival["ngo-mon"].id, minute(festival, 3, "22:00"))
    return drop(visitor, (festival["M1"].id, stands(festival, "M1"), to))


def test_a_drop_that_turns_the_order_is_refused_with_its_sentence(two: Festival, visitor: Visitor) -> None:
    before = stands(two, "M1")
    assert hold(visitor, two, "M1").status_code == 303
    refused = behind(visitor, two)
    assert (refused.status_code, (refused.json or {})["refused"], stands(two, "M1")) == (422, [SENTENCE], before)
    cells = visitor.get(f"{AREA}/board/cells?act={two['M1'].id}&day=2026-06-07").json or {}
    at = minute(two, 3, "22:00")
    there = next(each for each in cells["stretches"] if each[0] == two["ngo-mon"].id and each[1] <= at < each[2])
    assert (there[3], [cells["reasons"][why] for why in there[5]]) == ("block", [SENTENCE])


def test_the_pin_of_the_other_holds_the_same_order(two: Festival, visitor: Visitor) -> None:
    assert hold(visitor, two, "X2").status_code == 303
    assert (behind(visitor, two).json or {})["refused"] == [SENTENCE]


def test_whoever_leaves_the_stage_leaves_the_order(two: Festival, visitor: Visitor) -> None:
    hold(visitor, two, "M1")
    elsewhere = (two["thuong-bac"].id, minute(two, 3, "21:45"))
    assert drop(visitor, (two["M1"].id, stands(two, "M1"), elsewhere)).status_code == 200
    assert stands(two, "M1") == elsewhere


def test_a_pin_that_ran_out_holds_no_order(two: Festival, visitor: Visitor) -> None:
    two.add("old", Pin(performance_id=two["M1"].id, order=True, reason="Cũ", expires=now() - timedelta(hours=1)))
    page = words(visitor.get(f"{AREA}/board/performance/{two['M1'].id}", headers=ENGLISH))
    assert "The pin ran out on" in page
    assert "It plays before" not in page
    assert behind(visitor, two).status_code == 200


def test_the_pin_says_what_it_holds_for_whom_and_how_long(two: Festival, visitor: Visitor) -> None:
    hold(visitor, two, "M1", day="2026-06-07", expires="06/06/2027 12:00")
    page = words(visitor.get(f"{AREA}/board/performance/{two['M1'].id}", headers=ENGLISH))
    assert (
        "Pinned: Truyền hình It stays on Sunday 07/06/2026. It plays before “Xiếc X2”. Pinned by planner."
        " It holds until 06/06/2027 12:00."
    ) in page
    label = next(label for label in drawn(visitor, "/timeline?day=2026-06-07") if label.startswith("Múa M1"))
    assert label.endswith("Pinned (day, order)")
    entry = db.session.scalars(select(HistoryEntry).order_by(HistoryEntry.id.desc())).first()
    assert entry is not None
    assert (entry.act, (entry.after or {})["order"], entry.reason) == ("pinned", True, "Truyền hình")


def test_what_has_no_place_has_no_order_to_hold(two: Festival, visitor: Visitor) -> None:
    two.unplace("M1")
    refused = hold(visitor, two, "M1")
    assert refused.status_code == 422
    assert "It has no place yet, so nobody plays before it or after it; place it first." in words(refused)
    assert db.session.scalars(select(Pin)).all() == []


def test_the_solver_is_told_of_the_order(two: Festival, visitor: Visitor) -> None:
    hold(visitor, two, "M1")
    problem = problem_of(db.session(), two.edition, main_plan(db.session(), two.edition))
    assert problem.pins == (core.Pin(two["M1"].id, order=True),)


def test_an_event_lets_go_of_an_order_that_it_turns_and_gives_it_back(two: Festival, planner: object) -> None:
    two.add("held", Pin(performance_id=two["M1"].id, order=True, reason="Truyền hình"))
    two.add("other", Pin(performance_id=two["T1"].id, order=True, reason="Đài"))
    db.session.commit()
    problem = problem_of(db.session(), two.edition, main_plan(db.session(), two.edition))
    turned = tuple(
        replace(slot, starts=minute(two, 3, "22:00")) if slot.act == two["M1"].id else slot for slot in problem.current
    )
    effects = come_true(db.session(), two.edition, lost(two, "duyet-thi", 1), problem.current, turned, planner)  # type: ignore[arg-type]
    assert [pin.performance_id for pin in db.session.scalars(select(Pin))] == [two["T1"].id]
    take_back(db.session(), two.edition, effects, planner)  # type: ignore[arg-type]
    given = db.session.scalars(select(Pin).where(Pin.performance_id == two["M1"].id)).one()
    assert (given.order, given.day, given.reason) == (True, None, "Truyền hình")


def test_a_change_keeps_the_order_of_those_who_stay_together(two: Festival) -> None:
    clock, evening = Clock.of(two.edition), minute(two, 1, "19:00")
    before = (Slot(1, 1, evening), Slot(2, 1, evening + 60), Slot(3, 1, evening + 120))
    turned = (Slot(1, 1, evening + 90), *before[1:])
    gone = (Slot(1, 2, evening + 90), *before[1:])
    kept = [
        [Change.of(before, after).keeps(clock, act) for act in (1, 2, 3)]
        for after in (before, turned, gone, before[1:])
    ]
    assert kept == [[True] * 3, [False, False, True], [True] * 3, [True] * 3]
