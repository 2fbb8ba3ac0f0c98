"""Shows whose length is open are made shorter or longer, and taken back like moves."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from festival_ops.accounts.models import Role
from festival_ops.database import db
from festival_ops.planning.models import Move
from festival_ops.planning.queries import main_plan
from festival_ops.planning.snapshot import problem_of
from festival_ops.programme.models import Performance
from festival_ops.web.models import HistoryEntry
from tests.planning.test_board import BOARD, drop, minute, stands
from tests.planning.test_pages import AREA, ENGLISH, field, words
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")


@pytest.fixture
def visitor(sound: Festival, sign_in: SignIn) -> Visitor:
    """X2 lasts 45 minutes and may last from 30 to 75; X1 has a length of its own."""
    sound["X2"].shortest, sound["X2"].longest = 30, 75
    return sign_in(Role.PLANNER, edition=sound.edition)


def resize(visitor: Visitor, festival: Festival, code: str, seen: int, to: int) -> TestResponse:
    return visitor.post(f"{BOARD}/lengths", json={"act": festival[code].id, "seen": seen, "to": to})


def minutes(festival: Festival, code: str = "X2") -> int:
    db.session.expire_all()
    return db.session.scalars(select(Performance.minutes).where(Performance.id == festival[code].id)).one()


def test_a_length_changes_within_its_bounds_and_the_record_tells(sound: Festival, visitor: Visitor) -> None:
    before = (visitor.get(f"{BOARD}/pulse").json or {})["version"]
    answer = resize(visitor, sound, "X2", 45, 60)
    assert (answer.status_code, (answer.json or {})["done"]) == (200, "“Xiếc X2” lasts 60 minutes now.")
    assert minutes(sound) == 60
    problem = problem_of(db.session(), sound.edition, main_plan(db.session(), sound.edition))
    assert problem.act(sound["X2"].id).duration == 60
    entry = db.session.scalars(select(HistoryEntry).order_by(HistoryEntry.id.desc())).first()
    assert entry is not None
    assert (entry.subject, entry.act, entry.before["minutes"], entry.after["minutes"]) == (
        "performance", "changed", 45, 60,
    )  # fmt: skip
    assert (visitor.get(f"{BOARD}/pulse").json or {})["version"] != before


@pytest.mark.parametrize("to", [25, 80])
def test_beyond_its_bounds_it_is_refused_with_them(sound: Festival, visitor: Visitor, to: int) -> None:
    answer = resize(visitor, sound, "X2", 45, to)
    assert answer.status_code == 422
    assert (answer.json or {})["refused"] == ["“Xiếc X2” may last from 30 to 75 minutes."]
    assert minutes(sound) == 45


def test_a_length_that_is_not_open_stays(sound: Festival, visitor: Visitor) -> None:
    assert resize(visitor, sound, "X1", 60, 55).status_code == 422
    assert minutes(sound, "X1") == 60
    form = visitor.get(f"{AREA}/performance/{sound['X1'].id}/length", headers=ENGLISH)
    assert form.status_code == 409
    assert "The length of “Xiếc X1” is not open." in words(form)


def test_a_blocking_rule_refuses_in_its_sentence(sound: Festival, visitor: Visitor) -> None:
    late = (sound["ngo-mon"].id, minute(sound, 3, "23:15"))
    assert drop(visitor, (sound["X2"].id, stands(sound, "X2"), late)).status_code == 200
    answer = resize(visitor, sound, "X2", 45, 55)
    assert answer.status_code == 422
    assert (answer.json or {})["refused"] == [
        "Xiếc X2 ends at 00:10 on 08/06/2026, 10 minutes after the latest hour of Xiếc Hà Nội."
    ]
    assert minutes(sound) == 45
    assert resize(visitor, sound, "X2", 45, 30).status_code == 200


def test_of_two_who_change_it_the_second_is_told(sound: Festival, visitor: Visitor, sign_in: SignIn) -> None:
    other = sign_in(Role.PLANNER, edition=sound.edition)
    assert resize(other, sound, "X2", 45, 60).status_code == 200
    late = resize(visitor, sound, "X2", 45, 30)
    assert (late.status_code, (late.json or {})["refused"]) == (
        409,
        ["Somebody has changed the length of “Xiếc X2” meanwhile; it lasts 60 minutes now."],
    )
    assert minutes(sound) == 60


def test_lengths_and_moves_are_undone_in_turn(sound: Festival, visitor: Visitor) -> None:
    first = stands(sound, "X2")
    second = (sound["ngo-mon"].id, minute(sound, 3, "21:00"))
    drop(visitor, (sound["X2"].id, first, second))
    resize(visitor, sound, "X2", 45, 60)
    undone = visitor.post(f"{BOARD}/undoing")
    assert (undone.status_code, (undone.json or {})["done"]) == (200, "“Xiếc X2” lasts 45 minutes now.")
    assert (minutes(sound), stands(sound, "X2")) == (45, second)
    assert visitor.post(f"{BOARD}/undoing").status_code == 200
    assert (minutes(sound), stands(sound, "X2")) == (45, first)
    assert [visitor.post(f"{BOARD}/redoing").status_code for _again in range(3)] == [200, 200, 409]
    assert (minutes(sound), stands(sound, "X2")) == (60, second)


def test_what_somebody_else_changed_since_is_not_undone(sound: Festival, visitor: Visitor, sign_in: SignIn) -> None:
    resize(visitor, sound, "X2", 45, 60)
    resize(sign_in(Role.PLANNER, edition=sound.edition), sound, "X2", 60, 70)
    refused = visitor.post(f"{BOARD}/undoing")
    assert (refused.status_code, minutes(sound)) == (409, 70)
    assert "it lasts 70 minutes now." in (refused.json or {})["refused"][0]


def test_what_is_not_open_to_it_any_more_is_not_undone(sound: Festival, visitor: Visitor) -> None:
    resize(visitor, sound, "X2", 45, 60)
    db.session.get_one(Performance, sound["X2"].id).shortest = 50
    refused = visitor.post(f"{BOARD}/undoing")
    assert (refused.status_code, minutes(sound)) == (409, 60)
    assert (refused.json or {})["refused"] == ["The length that it had is not open to it any more."]


def test_what_was_cancelled_since_keeps_its_length(sound: Festival, visitor: Visitor) -> None:
    visitor.post(f"/festival/song-huong/programme/performance/{sound['X2'].id}/cancellation", data={"reason": "Bão"})
    answer = resize(visitor, sound, "X2", 45, 60)
    assert (answer.status_code, (answer.json or {})["refused"]) == (409, ["“Xiếc X2” is cancelled."])
    assert minutes(sound) == 45


def test_the_same_length_is_no_change(sound: Festival, visitor: Visitor) -> None:
    assert resize(visitor, sound, "X2", 45, 45).status_code == 200
    assert db.session.scalars(select(Move)).all() == []


@pytest.mark.parametrize(
    "body", [None, {}, {"act": 1, "seen": 45}, {"act": 1, "seen": "45", "to": 50}, {"act": 1, "seen": 45, "to": 0}]
)
def test_an_order_that_cannot_be_read_changes_nothing(sound: Festival, visitor: Visitor, body: object) -> None:
    assert visitor.post(f"{BOARD}/lengths", json=body).status_code == 400
    assert db.session.scalars(select(Move)).all() == []


def test_others_than_planners_change_no_length(sound: Festival, visitor: Visitor, sign_in: SignIn) -> None:
    viewer = sign_in(Role.VIEWER, edition=sound.edition)
    assert resize(viewer, sound, "X2", 45, 60).status_code == 403
    assert "item-grip" not in viewer.get(f"{AREA}/timeline?day=2026-06-07").text
    assert "item-grip" in visitor.get(f"{AREA}/timeline?day=2026-06-07").text
    assert visitor.post(f"{BOARD}/lengths", json={"act": 10**6, "seen": 45, "to": 60}).status_code == 404
    assert minutes(sound) == 45


def test_the_length_is_changed_by_form(sound: Festival, visitor: Visitor) -> None:
    address = f"/performance/{sound['X2'].id}/length"
    seen = field(visitor, address, "version")
    page = words(visitor.get(f"{AREA}{address}", headers=ENGLISH))
    assert "It may last from 30 to 75 minutes." in page
    refused = visitor.post(f"{AREA}{address}", data={"minutes": "90", "version": seen}, headers=ENGLISH)
    assert refused.status_code == 422
    assert "“Xiếc X2” may last from 30 to 75 minutes." in words(refused)
    assert visitor.post(f"{AREA}{address}", data={"minutes": "1h", "version": seen}).status_code == 303
    assert minutes(sound) == 60
    late = visitor.post(f"{AREA}{address}", data={"minutes": "50", "version": seen}, headers=ENGLISH)
    assert late.status_code == 409
    assert "Somebody has changed the length of “Xiếc X2” meanwhile; it lasts 60 minutes now." in words(late)
