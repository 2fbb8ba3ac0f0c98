"""A guest taken up and set down on another chair: with the keyboard alone, with a mouse, with a finger."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.planning.seating.conftest import SEATED, Propose
from tests.support.browsers import Browse
from tests.support.people import Visitor
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")


@pytest.fixture
def page(guests: Festival, officer: Visitor, hall: str, propose: Propose, page_of: Browse) -> Page:
    run = propose(SEATED)
    assert officer.post(f"{hall}/run/{run.id}/acceptance").status_code == 303
    page = page_of(officer)
    # SQLite lets one transaction write at a time: from here on it is the office's.
    guests.session.commit()
    return page


def test_a_guest_changes_chairs_by_keyboard(page: Page, hall: str, console: list[str]) -> None:
    page.goto(f"{hall}/")
    said = page.locator("#seats-said")
    host = page.get_by_role("link", name="B-1-1 · Host Do Trong")
    host.focus()
    page.keyboard.press("Space")
    expect(said).to_contain_text("Host Do Trong")
    expect(page.locator(".seat-shut")).to_have_count(11)
    page.keyboard.press("ArrowLeft")
    expect(said).to_contain_text("on the side of the guests")
    page.keyboard.press("Space")
    expect(said).to_contain_text("on the side of the guests")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    expect(page.get_by_text("The guest has another chair.")).to_be_visible()
    expect(page.get_by_text("Sits on B-2-1")).to_be_visible()
    assert console == []


def middle(page: Page, name: str) -> tuple[float, float]:
    box = page.get_by_role("link", name=name).locator("rect").bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_guest_is_dragged_to_another_chair(page: Page, hall: str, console: list[str]) -> None:
    page.goto(f"{hall}/")
    here, there, wrong = (middle(page, name) for name in ("B-1-1 · Host Do Trong", "B-2-1 ·", "A-2-1 ·"))
    page.mouse.move(*here)
    page.mouse.down()
    page.mouse.move(*wrong, steps=4)
    expect(page.locator(".seat-shut")).to_have_count(11)
    page.mouse.move(wrong[0] + 1, wrong[1])
    expect(page.locator("#seats-said")).to_contain_text("on the side of the guests")
    page.mouse.move(5, 5)
    page.mouse.up()
    expect(page.locator(".seats-carried")).to_have_count(0)
    page.mouse.move(*here)
    page.mouse.down()
    page.mouse.move(*there, steps=4)
    expect(page.locator(".seat-shut")).to_have_count(11)
    page.mouse.up()
    expect(page.get_by_text("Sits on B-2-1")).to_be_visible()
    assert console == []


FINGER = """([kind, [x, y]]) => {
  const target = document.elementFromPoint(x, y) ?? document.body;
  const facts = { pointerId: 7, pointerType: "touch", clientX: x, clientY: y, button: 0, bubbles: true };
  target.dispatchEvent(new PointerEvent(kind, facts));
}"""


def test_a_finger_holds_a_guest_before_it_carries(page: Page, hall: str, console: list[str]) -> None:
    page.goto(f"{hall}/")
    here, there = (middle(page, name) for name in ("B-1-1 · Host Do Trong", "B-2-1 ·"))
    page.evaluate(FINGER, ["pointerdown", here])
    page.evaluate(FINGER, ["pointermove", there])
    page.evaluate(FINGER, ["pointerup", there])
    expect(page.locator(".seats-carried")).to_have_count(0)
    page.evaluate(FINGER, ["pointerdown", here])
    expect(page.locator(".seats-carried")).to_have_count(1)
    expect(page.locator(".seat-shut")).to_have_count(11)
    page.evaluate(FINGER, ["pointermove", there])
    page.evaluate(FINGER, ["pointerup", there])
    expect(page.get_by_text("Sits on B-2-1")).to_be_visible()
    assert console == []


def test_the_hall_is_enlarged_by_keyboard(page: Page, hall: str) -> None:
    page.goto(f"{hall}/")
    width = page.locator("svg[data-seats]").evaluate("hall => hall.getBoundingClientRect().width")
    page.get_by_role("link", name="B-1-1 · Host Do Trong").focus()
    page.keyboard.press("+")
    page.wait_for_url("**zoom=2**")
    assert page.locator("svg[data-seats]").evaluate("hall => hall.getBoundingClientRect().width") == 2 * width
    page.get_by_role("link", name="B-1-1 · Host Do Trong").focus()
    page.keyboard.press("-")
    page.wait_for_url("**zoom=1**")
