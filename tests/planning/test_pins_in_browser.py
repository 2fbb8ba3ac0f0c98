"""An order is pinned beside the board, forbids what would turn it, and is let go: by mouse and by keys alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from festival_ops.accounts.models import Role
from tests.support.boards import DAY, at_board, bar, hour, item, says, starts
from tests.support.browsers import Axe, Browse
from tests.support.people import SignIn
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")

DANCE = "Múa M1"
TURNED = "Múa M1 is held before Xiếc X2 on Ngọ Môn, but the plan has it after."
# M1 stands at 17:45; at 22:00 it would come after X2.
LATER = 4.25


@pytest.fixture
def board(two: Festival, sign_in: SignIn, page_of: Browse) -> Page:
    """Wide enough for the whole evening."""
    visitor = sign_in(Role.PLANNER, edition=two.edition)
    two.session.commit()
    page = page_of(visitor)
    page.set_viewport_size({"width": 2560, "height": 900})
    return at_board(page)


def cell_behind(page: Page) -> str | None:
    """What the board says of M1 at 22:00 by the colour of the cell there, while M1 is held."""
    box = item(page, DANCE).locator(".item-bar").bounding_box()
    assert box is not None
    found: str | None = page.evaluate(
        "([x, y]) => [...document.querySelectorAll('.cell')].find((cell) => { const box = cell.getBoundingClientRect();"
        " return box.left <= x && x < box.right && box.top <= y && y < box.bottom; })?.getAttribute('class')",
        [box["x"] + 2 + LATER * hour(page), box["y"] + box["height"] / 2],
    )
    return found


def test_an_order_is_pinned_by_mouse_and_forbids_the_cells_behind(board: Page, console: list[str]) -> None:
    before = starts(board, DANCE)
    item(board).locator(".item-bar").click()
    board.locator("[data-side] a", has_text="Pin …").click()
    board.get_by_label("Hold the order").check()
    board.get_by_label("Reason").fill("Television")
    board.get_by_role("button", name="Pin it").click()
    expect(board.locator(".pin-held")).to_contain_text("It plays after “Múa M1”.")
    at_board(board)
    box = bar(board, DANCE)
    x, y = box["x"] + 8, box["y"] + 8
    board.mouse.move(x, y)
    board.mouse.down()
    board.mouse.move(x + 30, y, steps=4)
    expect(board.locator(".cell.is-free").first).to_be_attached()
    assert cell_behind(board) == "cell is-forbidden"
    board.mouse.move(x + LATER * hour(board), y, steps=8)
    expect(board.locator("[data-desk]")).to_have_attribute("data-over", "forbidden")
    expect(board.locator("[data-board-tip]")).to_contain_text(TURNED)
    board.mouse.up()
    expect(board.locator("[data-side] h2").first).to_have_text("Why not there?")
    expect(board.locator("[data-side]")).to_contain_text(TURNED)
    assert starts(board, DANCE) == before
    board.get_by_role("link", name="Pins", exact=True).click()
    board.get_by_role("button", name="Take the pin off Xiếc X2").click()
    expect(board.locator(".notice-success")).to_contain_text("“Xiếc X2” is no longer pinned.")
    expect(board.locator(".empty-title")).to_have_text("Nothing is pinned.")
    box = bar(at_board(board), DANCE)
    board.mouse.move(box["x"] + 8, box["y"] + 8)
    board.mouse.down()
    board.mouse.move(box["x"] + 38, box["y"] + 8, steps=4)
    expect(board.locator(".cell.is-free").first).to_be_attached()
    assert cell_behind(board) == "cell is-costly"
    board.mouse.move(box["x"] + 8 + LATER * hour(board), box["y"] + 8, steps=8)
    board.mouse.up()
    expect(says(board)).to_contain_text("“Múa M1” stands at 22:00")
    # The refusal of the first drop was asked for.
    assert [line for line in console if "Failed to load resource" not in line] == []


def test_an_order_is_pinned_and_let_go_by_keys_alone(board: Page, axe: Axe) -> None:
    before = starts(board, DANCE)
    item(board).focus()
    board.keyboard.press("Enter")
    board.locator("[data-side] a", has_text="Pin …").focus()
    board.keyboard.press("Enter")
    board.get_by_label("Hold the order").focus()
    board.keyboard.press("Space")
    board.get_by_label("Reason").focus()
    board.keyboard.type("Television")
    board.keyboard.press("Enter")
    expect(board.locator(".pin-held")).to_contain_text("It plays after “Múa M1”.")
    carry_behind(board)
    expect(board.locator("[data-desk]")).to_have_attribute("data-over", "forbidden")
    assert cell_behind(board) == "cell is-forbidden"
    board.keyboard.press("Enter")
    expect(says(board)).to_contain_text("not possible")
    expect(board.locator("[data-side]")).to_contain_text(TURNED)
    assert (starts(board, DANCE), axe(board)) == (before, [])
    board.get_by_role("link", name="Pins", exact=True).focus()
    board.keyboard.press("Enter")
    board.get_by_role("button", name="Take the pin off Xiếc X2").focus()
    board.keyboard.press("Enter")
    expect(board.locator(".empty-title")).to_have_text("Nothing is pinned.")
    carry_behind(board)
    board.keyboard.press("Enter")
    expect(says(board)).to_contain_text("“Múa M1” stands at 22:00")


def carry_behind(page: Page) -> None:
    """Takes M1 up and carries it behind X2, an hour a press and then a quarter."""
    item(at_board(page, DAY), DANCE).focus()
    page.keyboard.press("m")
    for _hour in range(4):
        page.keyboard.press("Shift+ArrowRight")
    for _step in range(3):
        page.keyboard.press("ArrowRight")
