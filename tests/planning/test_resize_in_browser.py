"""A length that is open is changed by mouse, by keyboard alone and by finger, and taken back with the moves."""

from __future__ import annotations

import pytest
from playwright.sync_api import FloatRect, Page, expect

from festival_ops.accounts.models import Role
from tests.support.boards import DAY, Finger, Opened, at_board, hour, item, says, starts
from tests.support.browsers import Axe, Browse
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")


@pytest.fixture
def visitor(sound: Festival, sign_in: SignIn) -> Visitor:
    """X2 stands from 20:00 to 20:45 and may last from 30 to 75 minutes."""
    sound["X2"].shortest, sound["X2"].longest = 30, 75
    visitor = sign_in(Role.PLANNER, edition=sound.edition)
    sound.session.commit()
    return visitor


@pytest.fixture
def board(page_of: Browse, visitor: Visitor) -> Page:
    return opened(page_of(visitor))


def opened(page: Page) -> Page:
    item(at_board(page, f"{DAY}&zoom=5")).scroll_into_view_if_needed()
    return page


def lasts(page: Page) -> int:
    return int(item(page).get_attribute("data-ends") or 0) - starts(page)


def grip(page: Page) -> FloatRect:
    box = item(page).locator(".item-grip").bounding_box()
    assert box is not None
    return box


def test_the_grip_is_dragged_as_far_as_the_length_is_open(board: Page, console: list[str]) -> None:
    before, box = starts(board), grip(board)
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    board.mouse.move(x, y)
    board.mouse.down()
    board.mouse.move(x + hour(board) / 4, y, steps=4)
    expect(board.locator("[data-board-tip]")).to_have_text("“Xiếc X2”: 60 minutes, until 21:00.")
    board.mouse.move(x + hour(board) * 2, y, steps=4)
    expect(board.locator("[data-board-tip]")).to_have_text("“Xiếc X2”: 75 minutes, until 21:15.")
    board.mouse.move(x + hour(board) / 4, y, steps=4)
    board.mouse.up()
    expect(says(board)).to_contain_text("“Xiếc X2” lasts 60 minutes now.")
    assert (lasts(board), starts(board), board.locator("[data-side]").is_visible()) == (60, before, False)
    board.locator("[data-undo]").click()
    expect(says(board)).to_contain_text("“Xiếc X2” lasts 45 minutes now.")
    assert lasts(board) == 45
    assert console == []


def test_keys_alone_make_it_longer_and_take_it_back(board: Page, console: list[str], axe: Axe) -> None:
    item(board).focus()
    board.keyboard.down("Shift")
    for _press in range(3):
        board.keyboard.press("ArrowRight")
    expect(says(board)).to_contain_text("“Xiếc X2”: 60 minutes, until 21:00.")
    board.keyboard.press("ArrowLeft")
    board.keyboard.up("Shift")
    expect(says(board)).to_contain_text("“Xiếc X2” lasts 55 minutes now.")
    expect(item(board)).to_be_focused()
    assert lasts(board) == 55
    board.keyboard.press("Control+z")
    expect(says(board)).to_contain_text("“Xiếc X2” lasts 45 minutes now.")
    board.keyboard.press("Control+y")
    expect(says(board)).to_contain_text("“Xiếc X2” lasts 55 minutes now.")
    board.keyboard.down("Shift")
    board.keyboard.press("ArrowLeft")
    board.keyboard.press("Escape")
    board.keyboard.up("Shift")
    expect(says(board)).to_contain_text("“Xiếc X2” keeps its length.")
    assert (lasts(board), axe(board), console) == (55, [], [])


def test_a_rule_that_blocks_says_why_and_leaves_the_length(board: Page) -> None:
    """Late in the evening the troupe's latest hour leaves no room."""
    item(board).focus()
    board.keyboard.press("m")
    for _hour in range(3):
        board.keyboard.press("Shift+ArrowRight")
    board.keyboard.press("Enter")
    expect(says(board)).to_contain_text("stands at 23:00")
    item(board).focus()
    board.keyboard.down("Shift")
    for _press in range(4):
        board.keyboard.press("ArrowRight")
    board.keyboard.up("Shift")
    expect(says(board)).to_contain_text("5 minutes after the latest hour of Xiếc Hà Nội.")
    assert lasts(board) == 45


def test_a_finger_drags_the_grip_on_a_phone(phone: Opened, visitor: Visitor) -> None:
    page = opened(phone(visitor))
    page.locator("[data-board]").evaluate(
        "(board) => { const grip = board.querySelector('.item-grip').getBoundingClientRect();"
        " board.scrollLeft += grip.x - 200; }"
    )
    page.wait_for_function("document.querySelector('.item-grip').getBoundingClientRect().x < 300")
    box = grip(page)
    finger = Finger(page, box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    finger.move(-hour(page) / 6, steps=4)
    finger.lift()
    expect(says(page)).to_contain_text("“Xiếc X2” lasts 35 minutes now.")
    assert lasts(page) == 35
