"""Festival Huế 2024 postponed by three days: looked at first, repaired, accepted, and nothing blocks any more."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from festival_ops.accounts.models import Role
from festival_ops.database import db
from festival_ops.planning.queries import main_plan
from festival_ops.planning.snapshot import problem_of
from festival_ops.programme.models import Edition, Stage
from solver.plan import Plan as Answered
from solver.seed import blocking_breaches
from tests.planning.test_events_in_browser import HUE, Clicks, hue
from tests.support.browsers import Axe, Browse
from tests.support.people import SignIn

__all__ = ["hue"]
pytestmark = pytest.mark.databases("sqlite")


def test_three_days_later_the_stranded_find_other_places(
    hue: Edition, sign_in: SignIn, page_of: Browse, axe: Axe, console: list[str]
) -> None:
    page = page_of(sign_in(Role.PLANNER, edition=hue))
    theatre = db.session.scalars(
        select(Stage.id).where(Stage.edition_id == hue.id, Stage.name.contains("Duyệt Thị"))
    ).one()
    db.session.rollback()
    page.goto(f"{HUE}/event/postponed")
    page.locator("form.form [name=days]").fill("3")
    page.locator("form.form [name=reason]").fill("Bão số 3")
    clicks = Clicks(page)
    clicks.press(page.locator("button[name=look][value=first]"))
    stranded = page.locator("section:has(> #stranded-title) tbody tr")
    expect(stranded.first).to_be_visible()
    assert axe(page) == []
    clicks.press(page.locator("button[name=look][value=along]"))
    expect(page.locator("#outlook .notice-success")).to_be_visible()
    # The theatre has hours of its own, by the day of the week.
    clicks.press(page.locator(f"form.form [name=along][value='{theatre}']"))
    clicks.press(page.locator("form.form button.btn-primary"))
    clicks.press(page.locator("a[href*='/proposal/']"))
    # Which of its shows comes first depends on the plan that was found.
    spell = r"from \d\d:\d\d on \d\d/06/2024 to \d\d:\d\d on \d\d/06/2024, outside the hours"
    expect(stranded.first).to_contain_text(re.compile(f"occupies Duyet Thi Duong Royal Theatre {spell}"))
    assert axe(page) == []
    clicks.press(page.locator("button[name=onward]"))
    expect(page).to_have_url(f"{page.url.split(HUE)[0]}{HUE}/release")
    assert (page.locator(".finding").all_inner_texts(), clicks.made) == ([], 6)
    problem = problem_of(db.session(), hue, main_plan(db.session(), hue))
    assert (problem.first_day, blocking_breaches(problem, Answered(problem.current))) == ("2024-06-10", [])
    assert console == []
