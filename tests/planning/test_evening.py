"""The page that says how firm an evening is."""

from __future__ import annotations

import pytest

from festival_ops.accounts.models import Role
from festival_ops.database import db
from festival_ops.planning.evening import Assumed, Evening
from festival_ops.planning.queries import main_plan
from festival_ops.planning.snapshot import problem_of
from tests.planning.test_pages import AREA, ENGLISH, words
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

# Every show takes half as long again, and nobody is late of themselves.
HARSH = "overrun=200&late=0&tolerance=5"


@pytest.fixture
def visitor(sound: Festival, sign_in: SignIn) -> Visitor:
    return sign_in(Role.VIEWER, edition=sound.edition)


def test_the_weakest_hand_over_is_named_with_its_times(sound: Festival, visitor: Visitor) -> None:
    """T2 plays from 21:00 to 22:00 on Ngọ Môn and leaves by 22:15; the parade sets up from 22:35, 20 minutes later."""
    page = words(visitor.get(f"{AREA}/evening?day=2026-06-06&{HARSH}", headers=ENGLISH))
    assert (
        "If “Taiko T2” on Ngọ Môn ends 10 minutes late, “Diễu hành PARADE” starts at 22:55 instead of 22:45: get-out, "
        "changeover and get-in take 45 minutes; left to spare: nothing."
    ) in page
    assert page.index("If “Taiko T2”") < page.index("Every show of the day")
    calm = words(visitor.get(f"{AREA}/evening?day=2026-06-06&overrun=0&late=0&tolerance=5", headers=ENGLISH))
    assert "No hand-over passes lateness on" in calm
    assert "100 % of shows start on time" in calm


def test_the_picture_and_the_table_say_the_same(sound: Festival) -> None:
    problem = problem_of(db.session(), sound.edition, main_plan(db.session(), sound.edition))
    evening = Evening.of(problem, 1, Assumed(overrun=200))
    marks = {mark.act: mark for strip in evening.strips for mark in strip.marks}
    assert set(marks) == {showing.act for showing in evening.showings}
    assert marks[sound["PARADE"].id].grade == "weak"
    assert all(mark.x >= 0 and mark.x + mark.width <= 1000 for mark in marks.values())


def test_an_empty_day_and_wrong_numbers_have_their_answer(festival: Festival, sign_in: SignIn) -> None:
    visitor = sign_in(Role.VIEWER, edition=festival.edition)
    assert "Nothing stands on this day yet." in words(visitor.get(f"{AREA}/evening", headers=ENGLISH))
    refused = visitor.get(f"{AREA}/evening?overrun=900&late=x&tolerance=5", headers=ENGLISH)
    assert refused.status_code == 422
    assert visitor.get(f"{AREA}/evening?day=2026-06-30").status_code == 404


def test_a_coordinator_is_not_shown_the_plan_of_others(sound: Festival, sign_in: SignIn) -> None:
    visitor = sign_in(Role.TROUPE_COORDINATOR, edition=sound.edition, troupe=sound["circus"])
    assert visitor.get(f"{AREA}/evening").status_code == 404
