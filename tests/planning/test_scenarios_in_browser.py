"""A scenario in a real browser: made, worked on by mouse, keys and finger, compared, adopted and taken back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from festival_ops.accounts.models import Role
from tests.support.boards import Finger, Opened, at_board, bar, hour, item, says, starts
from tests.support.browsers import Axe, Browse
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")

HOME = "/festival/song-huong/planning"
DAY = "?day=2026-06-07"


@pytest.fixture
def visitor(sound: Festival, sign_in: SignIn) -> Visitor:
    visitor = sign_in(Role.PLANNER, edition=sound.edition)
    sound.session.commit()
    return visitor


@pytest.fixture
def page(visitor: Visitor, page_of: Browse) -> Page:
    return page_of(visitor)


def board(page: Page, address: str) -> Page:
    return at_board(page, f"{address}{DAY}")


def made(page: Page, name: str) -> str:
    """A new scenario from the main plan; gives the address of its board."""
    page.goto(f"{HOME}/scenario")
    page.fill("#name", name)
    page.locator("form.form button.btn-primary").click()
    page.wait_for_url(re.compile(r"~\d+/planning/timeline$"))
    expect(page.locator(".scenario")).to_contain_text(f"Scenario: {name}")
    return page.url.removeprefix(page.url.partition("/festival")[0])


def test_a_show_is_dragged_in_a_scenario_and_adopted(page: Page, console: list[str]) -> None:
    before = starts(board(page, f"{HOME}/timeline"))
    there = made(page, "Rain")
    box = bar(board(page, there))
    page.mouse.move(box["x"] + 8, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] + 38, box["y"] + 8, steps=4)
    expect(page.locator(".cell.is-free").first).to_be_attached()
    page.mouse.move(box["x"] + 8 + hour(page), box["y"] + 8, steps=6)
    page.mouse.up()
    expect(says(page)).to_contain_text("“Xiếc X2” stands at 21:00")
    assert starts(page) == before + 60
    # The main plan knows nothing of it.
    page.locator(".scenario-ways a", has_text="Back to the main plan").click()
    expect(page.locator(".scenario")).to_have_count(0)
    assert starts(board(page, f"{HOME}/timeline")) == before
    page.locator(".menu-plan summary").click()
    page.locator(".menu-plan a", has_text="Rain").click()
    expect(page.locator(".scenario")).to_contain_text("Scenario: Rain")
    page.locator(".scenario-ways a", has_text="Compare").click()
    expect(page.locator(".change")).to_have_count(1)
    expect(page.locator(".change")).to_contain_text("moves from 20:00 to 21:00, Sunday 07/06, Ngọ Môn")
    page.goto(there)
    page.locator(".scenario-ways a", has_text="Adopt").click()
    page.locator("form button", has_text="Adopt what is picked").click()
    expect(page.locator(".notice-success")).to_contain_text("1 performance stands in the main plan")
    assert starts(board(page, f"{HOME}/timeline")) == before + 60
    page.locator("[data-undo]").click()
    expect(says(page)).to_contain_text("stands at 20:00")
    assert console == []


def test_a_finger_drags_a_show_in_a_scenario(phone: Opened, visitor: Visitor) -> None:
    page = phone(visitor)
    before = starts(board(page, f"{HOME}/timeline"))
    there = made(page, "Rain")
    board(page, there)
    item(page).focus()
    box = bar(page)
    finger = Finger(page, box["x"] + 6, box["y"] + 12)
    expect(page.locator(".desk.is-holding")).to_be_attached()
    finger.move(hour(page) / 2, steps=6)
    finger.lift()
    expect(says(page)).to_contain_text("“Xiếc X2” stands at 20:30")
    assert starts(page) == before + 30
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    assert starts(board(page, f"{HOME}/timeline")) == before


def test_a_show_is_made_shorter_in_a_scenario_and_adopted(
    page: Page, sound: Festival, console: list[str], axe: Axe
) -> None:
    sound["X2"].shortest, sound["X2"].longest = 30, 75
    sound.session.commit()
    there = made(page, "Rain")
    item(board(page, there)).focus()
    page.keyboard.down("Shift")
    for _press in range(3):
        page.keyboard.press("ArrowLeft")
    page.keyboard.up("Shift")
    expect(says(page)).to_contain_text("“Xiếc X2” lasts 30 minutes now.")
    page.locator(".scenario-ways a", has_text="Compare").click()
    expect(page.locator(".change")).to_have_count(1)
    expect(page.locator(".change")).to_contain_text("now takes 30 minutes instead of 45.")
    page.goto(there)
    page.locator(".scenario-ways a", has_text="Adopt").click()
    assert axe(page) == []
    page.locator("form button", has_text="Adopt what is picked").click()
    expect(page.locator(".notice-success")).to_contain_text("1 performance stands in the main plan")
    long = item(board(page, f"{HOME}/timeline"))
    assert int(long.get_attribute("data-ends") or 0) - starts(page) == 30
    page.locator("[data-undo]").click()
    expect(says(page)).to_contain_text("“Xiếc X2” lasts 45 minutes now.")
    assert console == []


def test_on_a_phone_by_keys_alone(page: Page, console: list[str], axe: Axe) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{HOME}/scenarios")
    page.locator(".empty a", has_text="New scenario").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/scenario$"))
    page.locator("#name").focus()
    page.keyboard.type("Rain")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"~\d+/planning/timeline$"))
    there = page.url
    board(page, there)
    before = starts(page)
    item(page).focus()
    page.keyboard.press("m")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    expect(says(page)).to_contain_text("“Xiếc X2” stands at 21:00")
    assert axe(page) == []
    page.locator(".scenario-ways a", has_text="Adopt").focus()
    page.keyboard.press("Enter")
    box = page.get_by_role("checkbox")
    expect(box).to_be_checked()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    box.focus()
    page.keyboard.press("Space")
    page.locator("form button", has_text="Adopt what is picked").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("No change is picked")
    page.get_by_role("checkbox").focus()
    page.keyboard.press("Space")
    page.locator("form button", has_text="Adopt what is picked").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".notice-success")).to_contain_text("1 performance stands in the main plan")
    assert starts(board(page, f"{HOME}/timeline")) == before + 60
    # A refusal is no 200, and the browser says so.
    assert [line for line in console if "Failed to load resource" not in line] == []


def test_an_archived_scenario_can_only_be_looked_at(page: Page) -> None:
    there = made(page, "Rain")
    page.goto(f"{HOME}/scenarios")
    page.locator("main table a", has_text="Rain").click()
    page.locator("form button", has_text="Archive").click()
    expect(page.locator(".empty-title")).to_have_text("There is no scenario.")
    board_before = page.goto(f"{there}{DAY}")
    assert board_before is not None
    assert board_before.status == 200
    expect(page.locator(".scenario")).to_contain_text("archived, read only")
    page.locator("[data-desk][data-ready]").wait_for()
    item(page).focus()
    page.keyboard.press("m")
    expect(page.locator("[data-undo]")).to_have_count(0)
    expect(says(page)).to_have_text("")
    page.goto(f"{HOME}/scenarios")
    page.locator("details.behind summary").click()
    page.locator("button", has_text="Restore").click()
    expect(page.locator(".notice-success")).to_contain_text("is restored")
