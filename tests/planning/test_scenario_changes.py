"""Scenarios compared, brought up to date, and adopted: each is shown before it is done and can be taken back."""

from __future__ import annotations

import re

import pytest

from festival_ops.accounts.models import Role
from festival_ops.database import db
from festival_ops.planning.models import Move
from festival_ops.programme.models import Cancellation, Performance
from festival_ops.web.models import HistoryEntry
from tests.support.desks import plain
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival
from tests.support.releases import publish
from tests.support.scenarios import HOME, branch, everything, inside, main, move, press, stands, swap, to


@pytest.fixture
def visitor(sound: Festival, sign_in: SignIn) -> Visitor:
    return sign_in(Role.PLANNER, edition=sound.edition)


def test_plans_are_compared_in_sentences(sound: Festival, visitor: Visitor) -> None:
    made = branch(visitor)
    assert move(visitor, sound, made, "N2", to(sound, "ngo-mon", 3, "22:00")).status_code == 200
    assert move(visitor, sound, made, "T1", None).status_code == 200
    told = plain(visitor.get(f"{HOME}/comparison?left=main&right={made.id}"))
    assert "“ Nhã nhạc N2 ” moves from 19:00, Sunday 07/06, Duyệt Thị Đường to 22:00, Sunday 07/06, Ngọ Môn." in told
    assert "“ Drums of Asia ” has no place any more; it stood at 18:30, Friday 05/06, Thương Bạc." in told
    # Both troupes, 45 and 12 people; 200 visitors at each.
    assert "57 artists whose show changes 400 visitors expected" in told
    assert "Every act is placed Blocks the release 0 1" in told
    back = plain(visitor.get(f"{HOME}/comparison?left={made.id}&right=main"))
    assert "“ Drums of Asia ” is new, at 18:30, Friday 05/06, Thương Bạc." in back


def test_a_swap_is_one_sentence(sound: Festival, visitor: Visitor) -> None:
    made = branch(visitor)
    swap(visitor, sound, made)
    told = plain(visitor.get(f"{HOME}/comparison?left=main&right={made.id}"))
    assert (
        "“ Nhã nhạc N1 ” and “ Nhã nhạc N2 ” change places: “ Nhã nhạc N1 ” now stands at 19:00, Sunday 07/06,"
        " Duyệt Thị Đường, “ Nhã nhạc N2 ” at 19:00, Saturday 06/06, Duyệt Thị Đường." in told
    )


def test_a_release_beside_the_plan_tells_what_was_shortened_and_cancelled(sound: Festival, visitor: Visitor) -> None:
    publish(visitor)
    sound["N1"].minutes = 45
    sound["X1"].cancellation = Cancellation(reason="Bão")
    db.session.commit()
    told = plain(visitor.get(f"{HOME}/comparison?left=release&right=main"))
    assert "“ Nhã nhạc N1 ”, 19:00, Saturday 06/06, Duyệt Thị Đường, now takes 45 minutes instead of 60." in told
    assert "“ Xiếc X1 ” is cancelled; it stood at 19:00, Saturday 06/06, Thương Bạc." in told


def test_a_comparison_of_nothing_is_a_sentence(festival: Festival, sign_in: SignIn) -> None:
    visitor = sign_in(Role.PLANNER, edition=festival.edition)
    assert "There is nothing to compare yet." in plain(visitor.get(f"{HOME}/comparison"))
    assert visitor.get(f"{HOME}/comparison?left=x").status_code == 404
    assert "There is no scenario." in plain(visitor.get(f"{HOME}/scenarios"))


def test_a_rebase_takes_what_changed_and_keeps_what_is_its_own(sound: Festival, visitor: Visitor) -> None:
    made, whole = branch(visitor), main(sound)
    newer = to(sound, "duyet-thi", 3, "21:00")
    assert move(visitor, sound, made, "X2", to(sound, "ngo-mon", 3, "21:30")).status_code == 200
    assert move(visitor, sound, made, "N1", to(sound, "duyet-thi", 2, "18:30")).status_code == 200
    assert move(visitor, sound, whole, "N2", newer).status_code == 200
    assert move(visitor, sound, whole, "N1", to(sound, "duyet-thi", 2, "18:45")).status_code == 200
    page = f"{HOME}/scenario/{made.id}/rebasing"
    told = plain(visitor.get(page))
    assert "“ Nhã nhạc N2 ” moves from 19:00 to 21:00, Sunday 07/06, Duyệt Thị Đường, on the same stage." in told
    assert (
        "“ Nhã nhạc N1 ” stood at 19:00, Saturday 06/06, Duyệt Thị Đường. Main plan: 18:45, Saturday 06/06,"
        " Duyệt Thị Đường. The scenario: 18:30, Saturday 06/06, Duyệt Thị Đường." in told
    )
    before, base = everything(sound, made), made.base
    assert press(visitor, page).status_code == 303
    assert everything(sound, made) == {**before, "N2": newer}
    assert made.base == sorted(made.base or []) != base
    # Rebased once, nothing is left to take over; N1 is the scenario's own change now.
    assert "What the scenario takes over 0" in plain(visitor.get(page))
    assert "Changed on both sides" not in plain(visitor.get(page))
    assert visitor.post(f"{inside(made)}/board/undoing").status_code == 200
    assert (everything(sound, made), made.base) == (before, base)
    assert visitor.post(f"{inside(made)}/board/redoing").status_code == 200
    assert (everything(sound, made), made.base == base) == ({**before, "N2": newer}, False)


def test_what_was_shown_must_still_hold_when_it_is_done(sound: Festival, visitor: Visitor) -> None:
    made, whole = branch(visitor), main(sound)
    move(visitor, sound, made, "X2", to(sound, "ngo-mon", 3, "21:00"))
    pages = {act: f"{HOME}/scenario/{made.id}/{act}" for act in ("rebasing", "adoption")}
    shown = {act: visitor.get(page).text for act, page in pages.items()}
    assert move(visitor, sound, whole, "N2", to(sound, "duyet-thi", 3, "21:00")).status_code == 200
    before = everything(sound, whole), everything(sound, made)
    for act, page in pages.items():
        version = re.findall(r'name="version" type="hidden" value="([^"]*)"', shown[act])[0]
        stale = visitor.post(page, data={"version": version, "acts": str(sound["X2"].id)})
        assert (stale.status_code, "since you read this page" in plain(stale)) == (409, True)
    assert (everything(sound, whole), everything(sound, made)) == before


def test_a_rebase_on_the_release_goes_back_to_what_was_published(sound: Festival, visitor: Visitor) -> None:
    publish(visitor)
    published, whole = everything(sound, main(sound)), main(sound)
    assert move(visitor, sound, whole, "N2", to(sound, "duyet-thi", 3, "21:00")).status_code == 200
    made = branch(visitor)
    move(visitor, sound, made, "X2", to(sound, "ngo-mon", 3, "21:00"))
    assert press(visitor, f"{HOME}/scenario/{made.id}/rebasing?on=release").status_code == 303
    assert everything(sound, made) == {**published, "X2": to(sound, "ngo-mon", 3, "21:00")}


def test_adopting_brings_what_is_picked_into_the_main_plan_and_can_be_undone(sound: Festival, visitor: Visitor) -> None:
    made, whole = branch(visitor), main(sound)
    before = everything(sound, whole)
    move(visitor, sound, made, "X2", to(sound, "ngo-mon", 3, "21:00"))
    move(visitor, sound, made, "N2", to(sound, "duyet-thi", 3, "21:00"))
    page = f"{HOME}/scenario/{made.id}/adoption"
    assert press(visitor, page, acts=[]).status_code == 422
    assert everything(sound, whole) == before
    assert press(visitor, page, acts=[str(sound["X2"].id)]).status_code == 303
    assert everything(sound, whole) == {**before, "X2": to(sound, "ngo-mon", 3, "21:00")}
    assert press(visitor, page).status_code == 303
    assert everything(sound, whole) == everything(sound, made)
    assert "The scenario and the main plan are the same." in plain(visitor.get(page))
    for _time in range(2):
        assert visitor.post(f"{HOME}/board/undoing").status_code == 200
    assert everything(sound, whole) == before
    adopted = db.session.scalars(db.select(HistoryEntry).where(HistoryEntry.act == "adopted")).all()
    assert [entry.after["acts"] for entry in adopted if entry.after] == [1, 1]


def test_what_somebody_changed_in_the_main_plan_is_not_picked_by_itself(sound: Festival, visitor: Visitor) -> None:
    made, whole = branch(visitor), main(sound)
    move(visitor, sound, made, "X2", to(sound, "ngo-mon", 3, "21:00"))
    newer = to(sound, "duyet-thi", 3, "21:00")
    assert move(visitor, sound, whole, "N2", newer).status_code == 200
    page = f"{HOME}/scenario/{made.id}/adoption"
    assert "changed in the main plan since" in plain(visitor.get(page))
    assert press(visitor, page).status_code == 303
    assert (stands(sound, whole, "N2"), stands(sound, whole, "X2")) == (newer, to(sound, "ngo-mon", 3, "21:00"))


def test_adopting_half_of_a_swap_pulls_the_other_half_in(sound: Festival, visitor: Visitor) -> None:
    made, whole = branch(visitor), main(sound)
    before = everything(sound, whole)
    swap(visitor, sound, made)
    page = f"{HOME}/scenario/{made.id}/adoption"
    asked = press(visitor, page, acts=[str(sound["N1"].id)])
    assert (asked.status_code, "What you picked needs 1 more change" in plain(asked)) == (200, True)
    assert everything(sound, whole) == before
    # The page offers both in one box.
    assert press(visitor, page, acts=[f"{sound['N1'].id}-{sound['N2'].id}"]).status_code == 303
    assert (stands(sound, whole, "N1"), stands(sound, whole, "N2")) == (before["N2"], before["N1"])


def test_a_cancelled_performance_leaves_every_plan(sound: Festival, visitor: Visitor) -> None:
    made = branch(visitor)
    move(visitor, sound, made, "X2", to(sound, "ngo-mon", 3, "21:00"))
    visitor.post(f"/festival/song-huong/programme/performance/{sound['X2'].id}/cancellation", data={"reason": "Bão"})
    for act in ("adoption", "rebasing"):
        assert "moves from" not in plain(visitor.get(f"{HOME}/scenario/{made.id}/{act}")), act
    assert db.session.scalar(db.select(db.func.count()).select_from(Move)) == 1
    assert db.session.get(Performance, sound["X2"].id) is not None
