"""A stage lost, a late troupe and a day of mourning on Festival Huế 2024: each is released in under five clicks."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from festival_ops.accounts.models import Role, User
from festival_ops.database import db
from festival_ops.planning import tasks
from festival_ops.planning.actions import proposals
from festival_ops.planning.models import Proposal, Release
from festival_ops.programme.models import Edition, Stage, Troupe
from tests.support.browsers import Browse
from tests.support.people import SignIn
from tests.support.workers import Workers

pytestmark = pytest.mark.databases("sqlite")
HUE = "/festival/hue-2024/planning"


@pytest.fixture
def hue(demo_edition: Edition, session: scoped_session[Session], workers: Workers) -> Edition:
    """The demo edition with its best plan accepted."""
    planner = User(email="ban@example.org", name="Ban Tổ chức", fs_uniquifier="ban")
    session.add(planner)
    session.flush()
    run = tasks.ask_to_solve(session(), demo_edition, 30, 0, planner)  # it ends when it is proven best
    session.commit()
    workers.work()
    session.expire_all()
    proposal = session.scalars(select(Proposal).where(Proposal.run_id == run.id)).one()
    proposals.accept(session(), proposal, planner)
    session.commit()
    return demo_edition


class Clicks:
    """Counts what a planner presses; filling in a fact is no click."""

    def __init__(self, page: Page) -> None:
        self.page, self.made = page, 0

    def press(self, what: Any) -> None:
        self.made += 1
        what.click()


def test_each_event_ends_in_a_release(hue: Edition, sign_in: SignIn, page_of: Browse, console: list[str]) -> None:
    page = page_of(sign_in(Role.PLANNER, edition=hue))
    stage = db.session.scalars(
        select(Stage).where(Stage.edition_id == hue.id, Stage.name.contains("Bia Quốc Học"))
    ).one()
    troupe = db.session.scalars(
        select(Troupe).where(Troupe.edition_id == hue.id, Troupe.name.contains("Yangpyeong"))
    ).one()
    events = {
        "stage-lost": {"stage": str(stage.id), "starts": "09/06/2024 12:00", "ends": "10/06/2024 02:00"},
        "troupe-late": {"troupe": str(troupe.id), "arrives": "09/06/2024 15:00"},
        "day-cancelled": {"day": "2024-06-11"},
    }
    db.session.rollback()
    page.goto(f"{HUE}/release")
    page.locator("main form button.btn-primary").last.click()
    for number, (kind, facts) in enumerate(events.items(), start=2):
        clicks = Clicks(page)
        page.goto(f"{HUE}/event/{kind}")
        for name, value in {**facts, "reason": "Việc phát sinh"}.items():
            field = page.locator(f"form.form [name={name}]")
            field.select_option(value) if field.evaluate("e => e.tagName") == "SELECT" else field.fill(value)
        clicks.press(page.locator("form.form button.btn-primary"))
        clicks.press(page.locator("a[href*='/proposal/']"))
        clicks.press(page.locator("button[name=onward]"))
        expect(page).to_have_url(f"{page.url.split(HUE)[0]}{HUE}/release")
        assert page.locator(".finding").all_inner_texts() == []
        clicks.press(page.locator("main form button.btn-primary").last)
        expect(page).to_have_url(f"{page.url.split(HUE)[0]}{HUE}/release/{number}")
        assert clicks.made < 5
    db.session.rollback()
    assert db.session.scalars(select(Release.number).order_by(Release.number)).all() == [1, 2, 3, 4]
    assert console == []
