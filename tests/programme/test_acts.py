"""Cancelling and restoring a performance, and switching closed hours: each once, with who, when and why."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from festival_ops.programme.models import Cancellation
from festival_ops.web.models import HistoryEntry
from tests.programme.conftest import Send
from tests.support.papers import errors_in
from tests.support.people import Visitor
from tests.support.programmes import Festival

BASE = "/festival/song-huong/programme/"


def told(festival: Festival) -> list[tuple[Any, ...]]:
    entries = festival.session.scalars(select(HistoryEntry).order_by(HistoryEntry.id))
    return [(entry.subject, entry.subject_id, entry.act, entry.user_name, entry.reason) for entry in entries]


def test_a_performance_is_cancelled_with_its_reason(write: Send, planner: Visitor, festival: Festival) -> None:
    row = festival["X1"]
    answer = write(f"performance/{row.id}/cancellation", reason="Đoàn xin rút vì bão.")
    assert (answer.status_code, answer.location) == (303, f"{BASE}performance/{row.id}")
    festival.session.expire_all()
    assert row.cancellation.reason == "Đoàn xin rút vì bão."
    assert told(festival) == [("performance", row.id, "cancelled", "planner", "Đoàn xin rút vì bão.")]
    page = planner.get(answer.location).get_data(as_text=True)
    assert "This performance is cancelled." in page
    assert "Decided by planner on" in page


def test_cancelling_asks_for_a_reason(write: Send, festival: Festival) -> None:
    answer = write(f"performance/{festival['X1'].id}/cancellation", reason="  ")
    assert (answer.status_code, errors_in(answer)) == (422, {"reason": "Please fill in “Reason”."})
    festival.session.expire_all()
    assert festival["X1"].cancellation is None


def test_a_second_cancellation_changes_nothing(planner: Visitor, festival: Festival) -> None:
    row = festival["GONE"]
    answer = planner.post(f"{BASE}performance/{row.id}/cancellation", data={"reason": "Lý do khác"})
    assert "was cancelled before; the first reason stands." in planner.get(answer.location).get_data(as_text=True)
    assert festival.session.scalars(select(Cancellation.reason)).all() == ["Đoàn xin rút."]
    assert told(festival) == []


def test_a_cancelled_performance_may_take_place_after_all(planner: Visitor, festival: Festival) -> None:
    row = festival["GONE"]
    for _time in range(2):
        answer = planner.post(f"{BASE}performance/{row.id}/cancellation/withdrawal")
        assert (answer.status_code, answer.location) == (303, f"{BASE}performance/{row.id}")
    festival.session.expire_all()
    assert row.cancellation is None
    entry = festival.session.scalars(select(HistoryEntry)).one()
    assert (entry.act, entry.before, entry.after) == (
        "restored",
        {"cancellation": "Đoàn xin rút."},
        {"cancellation": None},
    )


def test_closed_hours_are_switched_off_and_on(planner: Visitor, festival: Festival) -> None:
    row = festival["rain"]
    address = f"{BASE}blackout/{row.id}/activation"
    planner.post(f"{address}/withdrawal")
    festival.session.expire_all()
    assert row.active is False
    assert "Switched off: it closes nothing" in planner.get(f"{BASE}blackout/{row.id}").get_data(as_text=True)
    planner.post(address)
    planner.post(address)
    festival.session.expire_all()
    assert row.active is True
    assert [act for _subject, _id, act, _name, _reason in told(festival)] == ["switched off", "switched on"]


def test_acts_ask_for_the_token_of_the_form(planner: Visitor, festival: Festival) -> None:
    address = f"{BASE}performance/{festival['GONE'].id}/cancellation/withdrawal"
    assert planner.post(address, token=False).status_code == 400
    festival.session.expire_all()
    assert festival["GONE"].cancellation is not None
