"""The order of a parade by mouse and by keys: the rules answer while a unit is carried, and letting go keeps it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from festival_ops.accounts.models import Role
from tests.support.boards import Finger, Opened
from tests.support.browsers import Axe, Browse
from tests.support.people import SignIn
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")


@pytest.fixture
def desk(walking: Festival, sign_in: SignIn, page_of: Browse) -> Page:
    walking.place("PARADE", "ngo-mon", 2, "20:00")
    visitor, address = sign_in(Role.TRAFFIC_LEAD, edition=walking.edition), f"parade/{walking['walk'].id}"
    walking.session.commit()
    page = page_of(visitor)
    page.goto(f"/festival/song-huong/traffic/{address}")
    page.locator("[data-parade-ready]").wait_for()
    return page


def names(page: Page) -> Locator:
    return page.locator(".parade-order .parade-name a")


def test_a_unit_is_dragged_and_the_rules_answer_before_it_is_let_go(desk: Page, console: list[str], axe: Axe) -> None:
    expect(names(desk)).to_have_text(["Flags", "Circus", "Drums", "Brass"])
    expect(desk.get_by_role("status").first).to_contain_text("1 rule is broken in this order.")
    grip, circus = desk.locator("[data-grip]").nth(2), desk.locator(".parade-order li").nth(1)
    grip.scroll_into_view_if_needed()
    start, target = grip.bounding_box(), circus.bounding_box()
    assert start
    assert target
    desk.mouse.move(start["x"] + 10, start["y"] + 10)
    desk.mouse.down()
    desk.mouse.move(start["x"] + 10, target["y"] + 4, steps=5)
    expect(desk.locator("#verdict")).to_contain_text("No rule is broken in this order.")
    expect(names(desk)).to_have_text(["Flags", "Drums", "Circus", "Brass"])
    desk.mouse.up()
    expect(desk.locator(".parade-times tbody th")).to_have_text(["Flags", "Drums", "Circus", "Brass"])
    desk.reload()
    expect(names(desk)).to_have_text(["Flags", "Drums", "Circus", "Brass"])
    assert console == []
    assert axe(desk) == []


def test_keys_move_a_unit_and_stay_with_it_and_escape_puts_a_carried_one_back(desk: Page) -> None:
    desk.get_by_role("button", name="Move Brass forward").focus()
    desk.keyboard.press("Enter")
    expect(desk.locator(".parade-times tbody th")).to_have_text(["Flags", "Circus", "Brass", "Drums"])
    expect(desk.get_by_role("button", name="Move Brass forward")).to_be_focused()
    box = desk.locator("[data-grip]").nth(3).bounding_box()
    assert box
    desk.mouse.move(box["x"] + 10, box["y"] + 10)
    desk.mouse.down()
    desk.mouse.move(box["x"] + 10, box["y"] - 120, steps=5)
    expect(names(desk)).not_to_have_text(["Flags", "Circus", "Brass", "Drums"])
    desk.keyboard.press("Escape")
    expect(names(desk)).to_have_text(["Flags", "Circus", "Brass", "Drums"])


@pytest.mark.parametrize("part", ["[data-grip]", ".parade-name small"])
def test_a_finger_carries_a_unit_by_its_handle_or_after_holding_it(
    part: str, walking: Festival, sign_in: SignIn, phone: Opened
) -> None:
    walking.place("PARADE", "ngo-mon", 2, "20:00")
    visitor, address = sign_in(Role.TRAFFIC_LEAD, edition=walking.edition), f"parade/{walking['walk'].id}"
    walking.session.commit()
    page = phone(visitor)
    page.goto(f"/festival/song-huong/traffic/{address}")
    page.locator("[data-parade-ready]").wait_for()
    row = page.locator(".parade-order li").nth(1)
    page.locator(".parade-order").scroll_into_view_if_needed()
    taken, target = row.locator(part).bounding_box(), page.locator(".parade-order li").nth(2).bounding_box()
    assert taken
    assert target
    finger = Finger(page, taken["x"] + 10, taken["y"] + 8)
    expect(row).to_have_class(re.compile("parade-carried"))
    finger.move(0, 6, down=target["y"] + target["height"] - taken["y"])
    expect(names(page)).to_have_text(["Flags", "Drums", "Circus", "Brass"])
    finger.lift()
    expect(page.locator(".parade-times tbody th")).to_have_text(["Flags", "Drums", "Circus", "Brass"])


def test_a_swipe_over_the_order_scrolls_the_page_and_moves_nobody(
    walking: Festival, sign_in: SignIn, phone: Opened
) -> None:
    walking.place("PARADE", "ngo-mon", 2, "20:00")
    visitor, address = sign_in(Role.TRAFFIC_LEAD, edition=walking.edition), f"parade/{walking['walk'].id}"
    walking.session.commit()
    page = phone(visitor)
    page.goto(f"/festival/song-huong/traffic/{address}")
    page.locator("[data-parade-ready]").wait_for()
    row = page.locator(".parade-order li").nth(1)
    row.scroll_into_view_if_needed()
    before, box = page.evaluate("window.scrollY"), row.locator(".parade-name").bounding_box()
    assert box
    finger = Finger(page, box["x"] + 10, box["y"] + 8)
    finger.move(0, 6, down=-200)
    finger.lift()
    page.wait_for_function("before => window.scrollY > before + 50", arg=before)
    expect(names(page)).to_have_text(["Flags", "Circus", "Drums", "Brass"])
