"""The board in a real browser: by mouse, by keyboard alone, by finger, and with somebody else at it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from festival_ops.accounts.models import Role
from festival_ops.programme.models import Blackout
from festival_ops.web.history import record
from tests.support.boards import DAY, Finger, Opened, at_board, bar, hour, item, says, starts
from tests.support.browsers import Axe, Browse
from tests.support.offices import Office
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")

BOARD = "/festival/song-huong/planning/board"
MOVED = "“Xiếc X2” stands at 21:00, Sunday 07/06, Ngọ Môn."


@pytest.fixture
def visitor(sound: Festival, sign_in: SignIn) -> Visitor:
    visitor = sign_in(Role.PLANNER, edition=sound.edition)
    sound.session.commit()
    return visitor


@pytest.fixture
def board(page_of: Browse, visitor: Visitor) -> Page:
    return at_board(page_of(visitor))


def test_a_show_is_dragged_to_another_hour_and_back(board: Page, console: list[str]) -> None:
    before, box = starts(board), bar(board)
    x, y = box["x"] + 8, box["y"] + 8
    board.mouse.move(x, y)
    board.mouse.down()
    board.mouse.move(x + 30, y, steps=4)
    expect(board.locator(".cell.is-free").first).to_be_attached()
    board.mouse.move(x + hour(board), y, steps=6)
    board.mouse.up()
    expect(says(board)).to_contain_text(MOVED)
    assert starts(board) == before + 60
    board.locator("[data-undo]").click()
    expect(says(board)).to_contain_text("stands at 20:00")
    assert starts(board) == before
    assert console == []


def test_keys_alone_move_undo_and_redo(board: Page, console: list[str]) -> None:
    item(board).focus()
    board.keyboard.press("m")
    expect(says(board)).to_contain_text("You hold “Xiếc X2”.")
    board.keyboard.press("Shift+ArrowRight")
    board.keyboard.press("Enter")
    expect(says(board)).to_contain_text(MOVED)
    expect(item(board)).to_be_focused()
    board.keyboard.press("Control+z")
    expect(says(board)).to_contain_text("stands at 20:00")
    board.keyboard.press("Control+y")
    expect(says(board)).to_contain_text(MOVED)
    board.keyboard.press("m")
    board.keyboard.press("ArrowLeft")
    board.keyboard.press("Escape")
    expect(says(board)).to_contain_text("“Xiếc X2” stays where it was.")
    assert console == []


def test_a_place_that_the_rules_forbid_says_why_and_takes_nothing(board: Page, console: list[str]) -> None:
    before = starts(board)
    item(board).focus()
    board.keyboard.press("m")
    for _step in range(16):
        board.keyboard.press("Shift+ArrowRight")
    expect(board.locator("[data-desk]")).to_have_attribute("data-over", "forbidden")
    board.keyboard.press("Enter")
    expect(says(board)).to_contain_text("not possible")
    expect(board.locator("[data-side] h2").first).to_have_text("Why not there?")
    assert (starts(board), console) == (before, [])


def test_a_drop_after_a_colleagues_is_refused_and_the_console_stays_empty(
    board: Page, visitor: Visitor, sound: Festival, console: list[str]
) -> None:
    """The colleague moves it while it is held, when the board does not draw itself anew."""
    act, stage, seen = (int(item(board).get_attribute(f"data-{name}") or 0) for name in ("act", "stage", "starts"))
    item(board).focus()
    board.keyboard.press("m")
    expect(board.locator(".cell.is-free").first).to_be_attached()
    order = {"act": act, "seen": [stage, seen], "to": [stage, seen + 30]}
    assert visitor.post(f"{BOARD}/moves", json={"moves": [order]}).status_code == 200
    board.keyboard.press("Shift+ArrowRight")
    with board.expect_response("**/board/moves") as answer:
        board.keyboard.press("Enter")
    assert (answer.value.status, answer.value.json()["status"]) == (200, 409)
    expect(says(board)).to_contain_text("has moved “Xiếc X2” meanwhile, to 20:30")
    expect(item(board)).to_have_attribute("data-starts", str(seen + 30))
    assert console == []


def test_a_drop_that_a_rule_forbids_by_now_is_refused_and_the_console_stays_empty(
    board: Page, sound: Festival, console: list[str]
) -> None:
    """The cells were lit before its stage was closed."""
    before = starts(board)
    item(board).focus()
    board.keyboard.press("m")
    expect(board.locator(".cell.is-free").first).to_be_attached()
    sound.add(
        "closed", Blackout(kind="site", reason="Giông lốc", starts=sound.at(3, "20:50"), ends=sound.at(3, "23:00"))
    )
    record(sound.session(), sound["closed"], "created", by=None)
    sound.session.commit()
    board.keyboard.press("Shift+ArrowRight")
    with board.expect_response("**/board/moves") as answer:
        board.keyboard.press("Enter")
    assert (answer.value.status, answer.value.json()["status"]) == (200, 422)
    expect(says(board)).to_contain_text("Giông lốc")
    assert (starts(board), console) == (before, [])


def test_what_is_picked_moves_together(board: Page) -> None:
    names = [each.get_attribute("data-name") or "" for each in board.locator("a.item:not(.is-announced)").all()][:2]
    before = [starts(board, name) for name in names]
    for name in names:
        item(board, name).focus()
        board.keyboard.press("x")
    board.keyboard.press("m")
    board.keyboard.press("ArrowRight")
    board.keyboard.press("Enter")
    expect(says(board)).to_contain_text("2 performances moved.")
    assert [starts(board, name) for name in names] == [start + 5 for start in before]


def test_along_troupes_a_show_keeps_its_stage_and_moves_in_time(board: Page, console: list[str]) -> None:
    at_board(board, f"{DAY}&axis=troupe")
    before = starts(board)
    item(board).focus()
    board.keyboard.press("m")
    expect(board.locator(".cell.is-free").first).to_be_attached()
    tops = {cell.get_attribute("y") for cell in board.locator(".cell").all()}
    board.keyboard.press("ArrowDown")
    board.keyboard.press("Shift+ArrowRight")
    board.keyboard.press("Enter")
    expect(says(board)).to_contain_text(MOVED)
    assert (starts(board), len(tops)) == (before + 60, 1)
    assert console == []


def test_what_has_no_place_is_put_on_a_stage_only(board: Page) -> None:
    item(board).focus()
    board.keyboard.press("Delete")
    expect(says(board)).to_contain_text("“Xiếc X2” is out of the plan.")
    expect(board.locator(".tray-list .lack")).to_contain_text("Free for it:")
    at_board(board, f"{DAY}&axis=troupe")
    board.locator(".tray-list [data-act] a").first.focus()
    board.keyboard.press("m")
    expect(says(board)).to_contain_text("choose “By stage” first")
    assert board.locator(".desk.is-holding").count() == 0


def test_a_show_is_carried_over_the_night_to_another_day(board: Page, console: list[str]) -> None:
    board.set_viewport_size({"width": 2560, "height": 900})
    at_board(board, f"{DAY.replace('07', '06')}&days=2")
    before = starts(board, "Xiếc X1")
    mine, other = (item(board, name).locator(".item-bar").bounding_box() for name in ("Xiếc X1", "Xiếc X2"))
    assert mine is not None
    assert other is not None
    board.mouse.move(mine["x"] + 4, mine["y"] + 8)
    board.mouse.down()
    board.mouse.move(mine["x"] + 40, mine["y"] + 8, steps=4)
    expect(board.locator(".cell.is-free").first).to_be_attached()
    board.mouse.move(other["x"] + 4 - 2.5 * hour(board), mine["y"] + 8, steps=8)
    expect(board.locator("[data-board-tip]")).to_contain_text("07/06")
    board.mouse.up()
    expect(says(board)).to_contain_text("“Xiếc X1” stands at 17:30, Sunday 07/06, Thương Bạc.")
    assert starts(board, "Xiếc X1") == before + 1440 - 90
    assert console == []


def test_a_finger_holds_first_and_then_moves(phone: Opened, visitor: Visitor) -> None:
    page = at_board(phone(visitor))
    item(page).focus()
    before, box = starts(page), bar(page)
    finger = Finger(page, box["x"] + 6, box["y"] + 12)
    expect(page.locator(".desk.is-holding")).to_be_attached()
    finger.move(hour(page) / 2, steps=6)
    finger.lift()
    expect(says(page)).to_contain_text("stands at 20:30")
    assert starts(page) == before + 30


def test_a_colleagues_move_shows_within_two_seconds(
    board: Page, sound: Festival, sign_in: SignIn, browser: Browser, live_server: Office
) -> None:
    other = sign_in(Role.PLANNER, edition=sound.edition)
    sound.session.commit()
    cookie = other.get_cookie("session")
    assert cookie is not None
    context = browser.new_context(base_url=live_server.url, viewport={"width": 1440, "height": 900})
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    colleague = context.new_page()
    at_board(colleague)
    expect(colleague.locator("[data-people] li").first).to_contain_text("07/06")
    item(colleague).focus()
    colleague.keyboard.press("m")
    colleague.keyboard.press("Shift+ArrowRight")
    colleague.keyboard.press("Enter")
    expect(says(colleague)).to_contain_text(MOVED)
    moved = starts(colleague)
    expect(item(board)).to_have_attribute("data-starts", str(moved))
    context.close()


def test_the_inspector_offers_better_places(board: Page, axe: Axe, console: list[str]) -> None:
    item(board).click()
    side = board.locator("[data-side]")
    expect(side.locator("h2").first).to_have_text("Xiếc X2")
    expect(side.locator(".slots li").first).to_be_visible()
    assert axe(board) == []
    side.locator(".slots a").first.click()
    expect(says(board)).to_contain_text("“Xiếc X2” stands at")
    assert console == []
