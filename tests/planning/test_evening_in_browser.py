"""The firmness of an evening and a postponement as people see them: on a desk and on a phone, in light and dark."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from festival_ops.accounts.models import Role
from festival_ops.database import db
from festival_ops.planning import outcome, tasks
from festival_ops.planning.models import Proposal
from solver.scope import Scope
from tests.planning.test_pages import AREA
from tests.planning.test_postponement import event
from tests.support.browsers import Axe, Browse
from tests.support.people import SignIn
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")


@pytest.fixture
def page(sound: Festival, sign_in: SignIn, page_of: Browse) -> Page:
    return page_of(sign_in(Role.PLANNER, edition=sound.edition))


def sound_in(page: Page, scheme: Any, width: int, axe: Axe) -> list[str]:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    wide = page.evaluate("document.documentElement.scrollWidth")
    return [*axe(page), *([f"{wide} px wide at {width}"] if wide > width else [])]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 390)])
def test_the_evening_is_sound(page: Page, axe: Axe, console: list[str], scheme: str, width: int) -> None:
    page.goto(f"{AREA}/timeline?day=2026-06-06")
    page.get_by_role("link", name="How firm is it?").click()
    page.get_by_text("Every show of the day").click()
    expect(page.locator(".strips rect")).to_have_count(4)
    expect(page.locator(".notice-warning b")).to_have_count(1)
    assert sound_in(page, scheme, width, axe) == []
    page.get_by_label("Overrun at worst").fill("0")
    page.get_by_label("Shows that begin late of themselves").fill("0")
    page.get_by_role("button", name="Play it through again").click()
    expect(page.get_by_text("No hand-over passes lateness on")).to_be_visible()
    assert "day=2026-06-06" in page.url
    assert console == []


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 390)])
def test_a_postponement_is_sound(
    sound: Festival, planner: Any, page: Page, axe: Axe, console: list[str], scheme: str, width: int
) -> None:
    sound["X1"].lunar = "21/4"
    db.session.commit()
    run = tasks.ask_to_repair(db.session(), sound.edition, Scope(), 6, planner, event(sound, 7))
    slots = outcome.to_json(outcome.from_mappings(run.problem["current"]))
    made = Proposal(edition_id=sound.edition.id, run_id=run.id, plan_id=run.plan_id, plan_revision=run.plan_revision)
    made.slots = slots
    db.session.add(made)
    db.session.commit()
    page.goto(f"{AREA}/proposal/{made.id}")
    titles = page.locator("#rechecks-title ~ h3").all_inner_texts()
    assert titles == ["Rites of the lunar calendar", "Notices, applications and permits", "Stays of troupes"]
    assert sound_in(page, scheme, width, axe) == []
    assert console == []
