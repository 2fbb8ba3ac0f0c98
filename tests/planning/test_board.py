"""The board as its scripts speak to it: what may be dropped where, drops, undo and redo, who else is there."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from festival_ops.accounts.models import Role
from festival_ops.database import db
from festival_ops.planning.clock import Clock
from festival_ops.planning.judgement import findings
from festival_ops.planning.models import Move
from festival_ops.planning.queries import main_plan
from festival_ops.planning.snapshot import problem_of
from solver.problem import Slot
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

BOARD = "/festival/song-huong/planning/board"
Where = tuple[int, int] | None


@pytest.fixture
def visitor(sound: Festival, sign_in: SignIn) -> Visitor:
    return sign_in(Role.PLANNER, edition=sound.edition)


def minute(festival: Festival, day: int, clock: str) -> int:
    return Clock.of(festival.edition).minute(festival.at(day, clock))


def stands(festival: Festival, code: str) -> Where:
    festival.session.expire_all()
    problem = problem_of(festival.session(), festival.edition, main_plan(festival.session(), festival.edition))
    slot = problem.current_slots.get(festival[code].id)
    return None if slot is None else (slot.stage, slot.starts)


def drop(visitor: Visitor, *moves: tuple[int, Where, Where]) -> TestResponse:
    orders = [{"act": act, "seen": seen, "to": to} for act, seen, to in moves]
    return visitor.post(f"{BOARD}/moves", json={"moves": orders})


def test_a_drop_moves_and_tells_where(sound: Festival, visitor: Visitor) -> None:
    show, seen = sound["X2"].id, stands(sound, "X2")
    to = (sound["ngo-mon"].id, minute(sound, 3, "21:00"))
    answer = drop(visitor, (show, seen, to))
    assert answer.status_code == 200
    assert answer.json is not None
    assert answer.json["done"] == "“Xiếc X2” stands at 21:00, Sunday 07/06, Ngọ Môn."
    assert stands(sound, "X2") == to


def test_undo_and_redo_are_each_persons_own(sound: Festival, visitor: Visitor, sign_in: SignIn) -> None:
    show, first = sound["X2"].id, stands(sound, "X2")
    second = (sound["ngo-mon"].id, minute(sound, 3, "21:00"))
    drop(visitor, (show, first, second))
    other = sign_in(Role.PLANNER, edition=sound.edition)
    nothing = other.post(f"{BOARD}/undoing")
    assert (nothing.status_code, stands(sound, "X2")) == (409, second)
    assert visitor.post(f"{BOARD}/undoing").status_code == 200
    assert stands(sound, "X2") == first
    assert visitor.post(f"{BOARD}/undoing").status_code == 409
    assert visitor.post(f"{BOARD}/redoing").status_code == 200
    assert stands(sound, "X2") == second
    assert [move.undone for move in db.session.scalars(db.select(Move))] == [False]


def test_what_somebody_else_moved_since_is_not_undone(sound: Festival, visitor: Visitor, sign_in: SignIn) -> None:
    show, first = sound["X2"].id, stands(sound, "X2")
    second, third = (
        (sound["ngo-mon"].id, minute(sound, 3, "21:00")),
        (sound["ngo-mon"].id, minute(sound, 3, "21:30")),
    )
    drop(visitor, (show, first, second))
    other = sign_in(Role.PLANNER, edition=sound.edition)
    assert drop(other, (show, second, third)).status_code == 200
    refused = visitor.post(f"{BOARD}/undoing")
    assert refused.status_code == 409
    assert refused.json is not None
    assert "has moved “Xiếc X2” meanwhile, to 21:30, Sunday 07/06, Ngọ Môn." in refused.json["refused"][0]
    assert stands(sound, "X2") == third


def test_a_show_cancelled_since_is_taken_out_again_by_undoing(sound: Festival, visitor: Visitor) -> None:
    show, first = sound["X2"].id, stands(sound, "X2")
    assert drop(visitor, (show, first, None)).status_code == 200
    assert drop(visitor, (show, None, first)).status_code == 200
    visitor.post(f"/festival/song-huong/programme/performance/{show}/cancellation", data={"reason": "Bão"})
    undone = visitor.post(f"{BOARD}/undoing")
    assert (undone.status_code, (undone.json or {})["done"]) == (200, "1 performance moved.")
    visitor.post(f"/festival/song-huong/programme/performance/{show}/cancellation/withdrawal")
    assert stands(sound, "X2") is None


def test_of_two_who_move_the_same_the_second_is_told(sound: Festival, visitor: Visitor) -> None:
    show, seen = sound["X2"].id, stands(sound, "X2")
    here, there = (sound["ngo-mon"].id, minute(sound, 3, "21:00")), (sound["ngo-mon"].id, minute(sound, 3, "21:30"))
    assert drop(visitor, (show, seen, here)).status_code == 200
    late = drop(visitor, (show, seen, there))
    assert (late.status_code, stands(sound, "X2")) == (409, here)


def test_several_move_as_one_or_not_at_all(sound: Festival, visitor: Visitor) -> None:
    one, two = sound["X2"].id, sound["T2"].id
    before = stands(sound, "X2"), stands(sound, "T2")
    assert before[0] is not None
    assert before[1] is not None
    wanted = (before[0][0], before[0][1] + 5)
    stale = drop(visitor, (one, before[0], wanted), (two, None, (before[1][0], before[1][1] + 5)))
    assert stale.status_code == 409
    assert (stands(sound, "X2"), stands(sound, "T2")) == before


def test_whoever_asks_to_be_told_of_refusals_finds_the_status_in_the_answer(sound: Festival, visitor: Visitor) -> None:
    show, seen, other = sound["X2"].id, stands(sound, "X2"), stands(sound, "T2")
    told = {"X-Refusals": "told"}
    moves = {"moves": [{"act": show, "seen": seen, "to": other}]}
    blocked = visitor.post(f"{BOARD}/moves", json=moves, headers=told)
    nothing = visitor.post(f"{BOARD}/undoing", headers=told)
    unread = visitor.post(f"{BOARD}/moves", json={}, headers=told)
    assert [(each.status_code, (each.json or {}).get("status")) for each in (blocked, nothing)] == [
        (200, 422),
        (200, 409),
    ]
    assert (unread.status_code, stands(sound, "X2")) == (400, seen)


def test_a_blocking_rule_refuses_a_drop_in_sentences(sound: Festival, visitor: Visitor) -> None:
    show, seen = sound["X2"].id, stands(sound, "X2")
    other = stands(sound, "T2")
    refused = drop(visitor, (show, seen, other))
    assert refused.status_code == 422
    assert refused.json is not None
    assert any("Taiko T2" in sentence for sentence in refused.json["refused"])
    assert stands(sound, "X2") == seen


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        {},
        {"moves": []},
        {"moves": [{"act": 1}]},
        {"moves": [{"act": "1", "seen": None, "to": None}]},
        {"moves": [{"act": 1, "seen": None, "to": [1, 10**12]}]},
        {"moves": [{"act": 1, "seen": None, "to": None}] * 2},
        {"moves": [{"act": 1, "seen": None, "to": None, "by": "me"}]},
    ],
)
def test_an_order_that_cannot_be_read_changes_nothing(sound: Festival, visitor: Visitor, body: Any) -> None:
    assert visitor.post(f"{BOARD}/moves", json=body).status_code == 400
    assert db.session.scalars(db.select(Move)).all() == []


def test_things_of_another_edition_cannot_be_named(sound: Festival, visitor: Visitor) -> None:
    show, seen = sound["X2"].id, stands(sound, "X2")
    assert drop(visitor, (show, seen, (10**6, 1200))).status_code == 404
    assert drop(visitor, (10**6, None, (sound["ngo-mon"].id, 1200))).status_code == 404
    assert visitor.get(f"{BOARD}/cells?act={10**6}&day=2026-06-07").status_code == 404


def test_lit_cells_say_what_the_rules_say(sound: Festival, visitor: Visitor) -> None:
    """Every start of the day on two stages: forbidden exactly where a drop would newly break a blocking rule."""
    show = sound["X2"].id
    problem = problem_of(sound.session(), sound.edition, main_plan(sound.session(), sound.edition), language="en")
    answer = visitor.get(f"{BOARD}/cells?act={show}&day=2026-06-06").json
    assert answer is not None
    others = tuple(slot for slot in problem.current if slot.act != show)
    had = {finding.subject for finding in findings(problem, others)}
    seen = 0
    for stage, starts, ends, level, _cost, why in answer["stretches"]:
        for start in range(starts, ends, problem.grid * 6):
            plan = (*others, Slot(show, stage, start))
            found = findings(problem, plan, touching=frozenset({show}))
            broken = [each for each in found if each.subject not in had]
            assert level == (broken[0].level if broken else None), (stage, start)
            assert bool(why) == bool(broken)
            seen += 1
    assert seen > 100


def test_the_pulse_changes_with_every_move_and_only_then(sound: Festival, visitor: Visitor) -> None:
    def beat() -> Any:
        return (visitor.get(f"{BOARD}/pulse").json or {})["version"]

    first = beat()
    assert beat() == first
    drop(visitor, (sound["X2"].id, stands(sound, "X2"), (sound["ngo-mon"].id, minute(sound, 3, "21:00"))))
    assert beat() != first


def test_the_pulse_of_a_planner_leaves_the_board_ready(
    sound: Festival, app: Flask, visitor: Visitor, sign_in: SignIn
) -> None:
    plan = main_plan(sound.session(), sound.edition)
    assert plan is not None
    key, shelf = (sound.edition.id, plan.id, "en"), app.extensions["problems"]
    sign_in(Role.VIEWER, edition=sound.edition).get(f"{BOARD}/pulse")
    assert shelf.find(key) is None
    visitor.get(f"{BOARD}/pulse")
    assert shelf.find(key).problem.current_slots[sound["X2"].id].stage == sound["ngo-mon"].id


def test_others_at_the_board_are_named(sound: Festival, visitor: Visitor, sign_in: SignIn) -> None:
    other = sign_in(Role.PLANNER, edition=sound.edition)
    assert other.post(f"{BOARD}/presence?day=2026-06-06&held={sound['X2'].id}").status_code == 204
    assert other.post(f"{BOARD}/presence?day=2026-06-06&held=999999").status_code == 404
    people = (visitor.get(f"{BOARD}/pulse").json or {})["people"]
    assert [(each["day"], each["held"], each["holding"]) for each in people] == [("06/06", sound["X2"].id, "Xiếc X2")]
    assert (other.get(f"{BOARD}/pulse").json or {})["people"] == []


def test_coordinators_have_no_board_to_work_at(sound: Festival, sign_in: SignIn) -> None:
    coordinator = sign_in(Role.TROUPE_COORDINATOR, edition=sound.edition, troupe=sound["circus"])
    assert coordinator.get(f"{BOARD}/pulse").status_code == 404
    assert drop(coordinator, (sound["X2"].id, None, (sound["ngo-mon"].id, 1200))).status_code in (403, 404)
    page = coordinator.get("/festival/song-huong/planning/timeline").text
    assert "data-moves" not in page
    assert "data-pulse" not in page


def faded(visitor: Visitor, **filters: str) -> set[str]:
    page = visitor.get("/festival/song-huong/planning/timeline", query_string={"day": "2026-06-06", **filters}).text
    return {tag.split('data-name="')[1].split('"')[0] for tag in page.split("<a ") if "is-faded" in tag}


def test_the_tray_says_what_each_is_missing(sound: Festival, visitor: Visitor) -> None:
    act = sound["X2"].id
    assert visitor.get(f"{BOARD}/tray").json == {}
    sound.unplace("X2")
    assert visitor.get(f"{BOARD}/tray").json == {str(act): "Free for it: 17:30, Friday 05/06, Ngọ Môn."}
    sound["X2"].stages = [sound["duyet-thi"]]
    sound["X2"].crowd = 301
    sound.session.commit()
    told = visitor.get(f"{BOARD}/tray").json
    assert told == {str(act): "No stage and hour meets: “Allowed stages”, “The crowd fits the stage”."}
    sound.unplace("T2")
    assert set(visitor.get(f"{BOARD}/tray").json or {}) == {str(act), str(sound["T2"].id)}
    assert set(visitor.get(f"{BOARD}/tray?act={act}&act={sound['N1'].id}&act=999999").json or {}) == {str(act)}


def test_filters_make_the_others_step_back(sound: Festival, visitor: Visitor) -> None:
    names = {"Nhã nhạc N1", "Taiko T2", "Xiếc X1", "Diễu hành PARADE"}
    assert faded(visitor) == set()
    assert faded(visitor, troupe=str(sound["ashi"].id)) == names - {"Taiko T2"}
    assert faded(visitor, genre="court") == names - {"Nhã nhạc N1"}
    assert faded(visitor, state="clashes") == names
    assert faded(visitor, state="nonsense", troupe="x") == set()
