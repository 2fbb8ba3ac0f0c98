"""The way of a newcomer, step by step."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, scoped_session

from festival_ops.accounts.models import Role
from festival_ops.programme.models import Edition, Performance
from tests.support.desks import Desk, plain
from tests.support.people import SignIn, Visitor

pytestmark = pytest.mark.databases("sqlite")

STEPS = ("Make an edition", "Fill in the blank workbook", "Upload it", "Build the schedule", "Release it")


def states(visitor: Visitor, edition: Edition) -> list[str]:
    told = plain(visitor.get(f"/festival/{edition.slug}/start"))
    return [told.split(f"{number}. {title} ")[1].split()[0] for number, title in enumerate(STEPS, start=1)]


def test_an_administrator_without_editions_is_led_to_the_start(sign_in: SignIn) -> None:
    visitor = sign_in(Role.ADMIN)
    assert visitor.get("/").location == "/start"
    told = plain(visitor.get("/start"))
    assert "Make an edition" in told
    assert "Open the demo edition" in told


def test_others_learn_who_makes_editions(sign_in: SignIn, edition: Edition) -> None:
    told = plain(sign_in(Role.PLANNER, edition=edition).get("/start"))
    assert "Only an administrator makes editions." in told
    assert "Open the demo edition" not in told


def test_the_demo_edition_opens_with_one_button(sign_in: SignIn, session: scoped_session[Session]) -> None:
    visitor = sign_in(Role.ADMIN)
    for _ in range(2):
        assert visitor.post("/start/demo").location == "/festival/hue-2024/programme/"
    assert session.scalar(select(func.count()).select_from(Performance)) == 118
    assert session.scalar(select(func.count()).select_from(Edition)) == 1


def test_a_planner_does_not_load_the_demo(sign_in: SignIn, edition: Edition, session: scoped_session[Session]) -> None:
    assert sign_in(Role.PLANNER, edition=edition).post("/start/demo").status_code in (403, 404)
    assert session.scalar(select(func.count()).select_from(Performance)) == 0


def test_the_first_step_is_done_and_the_second_is_next(sign_in: SignIn, edition: Edition) -> None:
    assert states(sign_in(Role.PLANNER, edition=edition), edition) == ["done", "next", "later", "later", "later"]


def test_rows_move_the_steps_on(desk: Desk, edition: Edition) -> None:
    desk.bring(
        ("v.csv", "Địa điểm\nA\n"),
        ("s.csv", "Sân khấu,Địa điểm,Giờ hoạt động\nS,A,18:00–23:00\n"),
        ("p.csv", "Mã,Tên buổi diễn,Thời lượng\n1,Đêm một,40\n"),
    )
    assert states(desk.visitor, edition) == ["done", "done", "done", "next", "later"]
    told = plain(desk.visitor.get(f"/festival/{edition.slug}/start"))
    assert "Venues: 1 · stages: 1 · troupes: 0 · performances: 1." in told
    assert "0 of 1 performances have a place." in told


def test_the_overview_shows_the_steps_to_those_who_take_them(
    sign_in: SignIn, edition: Edition, session: scoped_session[Session]
) -> None:
    address = f"/festival/{edition.slug}/programme/"
    assert "Five steps to a released plan" in plain(sign_in(Role.PLANNER, edition=edition).get(address))
    assert "Five steps" not in plain(sign_in(Role.VIEWER, edition=edition).get(address))


def test_steps_of_one_edition_do_not_count_another(
    sign_in: SignIn, edition: Edition, session: scoped_session[Session]
) -> None:
    other = Edition(slug="other", name="Khác", first_day=date(2024, 1, 1), last_day=date(2024, 1, 2))
    session.add(other)
    session.flush()
    session.add(Performance(edition_id=other.id, code="1", name="Đêm một", minutes=40))
    session.commit()
    assert "performances: 0." in plain(sign_in(Role.ADMIN).get(f"/festival/{edition.slug}/start"))
