"""Settings are tried out and left again by keyboard alone, and tried out and saved on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from festival_ops.accounts.models import Role
from festival_ops.database import db
from festival_ops.planning.models import RuleLevel
from tests.support.boards import Opened
from tests.support.browsers import Axe, Browse
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")

RULES = "/festival/song-huong/planning/rules"
TITLE = "What these settings would change"


@pytest.fixture
def visitor(sound: Festival, sign_in: SignIn) -> Visitor:
    visitor = sign_in(Role.PLANNER, edition=sound.edition)
    sound.session.commit()
    return visitor


def level() -> str:
    db.session.expire_all()
    return db.session.scalars(select(RuleLevel.level).where(RuleLevel.rule == "quiet-hours")).one()


def press(page: Page, name: str) -> None:
    """By keyboard: the button has the focus, and Enter presses it."""
    page.get_by_role("button", name=name, exact=True).first.focus()
    page.keyboard.press("Enter")


def test_keys_alone_try_settings_out_ask_the_solver_and_leave_all_as_it_was(
    page_of: Browse, visitor: Visitor, axe: Axe, console: list[str]
) -> None:
    page = page_of(visitor)
    page.goto(RULES)
    page.locator("[name='level:quiet-hours']").focus()
    page.keyboard.press("Home")
    press(page, "Preview")
    shown = page.get_by_role("region", name=TITLE)
    expect(shown).to_be_focused()
    expect(shown).to_contain_text("0 breaches now → 1 then")
    assert axe(page) == []
    press(page, "What would a repair move?")
    expect(page.locator("#run")).to_be_visible()
    page.get_by_role("link", name="Look at the proposal").click(timeout=60_000)
    expect(page.locator("main")).to_contain_text("So the plan would look under settings that nobody has saved yet.")
    expect(page.locator("main tr", has_text="Diễu hành PARADE").first).to_be_visible()
    assert axe(page) == []
    press(page, "Leave everything as it is")
    expect(page.locator("main")).to_contain_text("The proposal is refused; the plan stays as it was.")
    assert (level(), console) == ("ignore", [])


def test_settings_are_tried_out_and_saved_on_a_phone(phone: Opened, visitor: Visitor, axe: Axe) -> None:
    page = phone(visitor)
    page.goto(RULES)
    page.locator("[name='level:quiet-hours']").select_option("warn")
    page.get_by_role("button", name="Preview", exact=True).tap()
    shown = page.get_by_role("region", name=TITLE)
    expect(shown).to_contain_text("Is ignored → Warns")
    page.wait_for_load_state()
    page.evaluate("async () => { await document.fonts.ready; }")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert axe(page) == []
    shown.get_by_role("button", name="Save these settings").tap()
    expect(page.locator("main")).to_contain_text("1 setting is changed.")
    assert level() == "warn"
