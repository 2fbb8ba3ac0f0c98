"""The board in a browser: opened, looked at, and touched by a finger on a phone."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, FloatRect, Locator, Page

from tests.support.offices import Office
from tests.support.people import Visitor

DAY = "/festival/song-huong/planning/timeline?day=2026-06-07"
# What the tests of the board move most.
SHOW = "Xiếc X2"

Opened = Callable[[Visitor], Page]


@pytest.fixture
def phone(browser: Browser, live_server: Office) -> Iterator[Opened]:
    """`phone(visitor)` is the page of a small touch screen in the hands of somebody who signed in."""
    opened: list[BrowserContext] = []

    def hand_over(visitor: Visitor) -> Page:
        cookie = visitor.get_cookie("session")
        assert cookie is not None
        screen = {"width": 390, "height": 800}
        opened.append(browser.new_context(base_url=live_server.url, viewport=screen, has_touch=True))  # type: ignore[arg-type]
        opened[-1].add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        return opened[-1].new_page()

    yield hand_over
    for context in opened:
        context.close()


def at_board(page: Page, address: str = DAY) -> Page:
    """The board once its scripts are there: keys pressed before them are lost."""
    page.goto(address)
    page.locator("[data-desk][data-ready]").wait_for()
    return page


def item(page: Page, name: str = SHOW) -> Locator:
    return page.locator(f"a.item[aria-label^='{name}']")


def starts(page: Page, name: str = SHOW) -> int:
    """The minute at which the board has it."""
    return int(item(page, name).get_attribute("data-starts") or 0)


def bar(page: Page, name: str = SHOW) -> FloatRect:
    """Where its show is drawn on the screen."""
    item(page, name).scroll_into_view_if_needed()
    box = item(page, name).locator(".item-bar").bounding_box()
    assert box is not None
    return box


def says(page: Page) -> Locator:
    return page.locator("[data-says]")


def hour(page: Page) -> float:
    """How wide an hour is drawn."""
    return float(page.locator("[data-board]").get_attribute("data-hour") or 0)


class Finger:
    """One finger: set down, moved step by step sideways (`by`) and down, and lifted."""

    def __init__(self, page: Page, x: float, y: float) -> None:
        self._touch = page.context.new_cdp_session(page)
        self._x, self._y = x, y
        self._send("touchStart", x)

    def move(self, by: float, steps: int, down: float = 0) -> None:
        high = self._y
        for step in range(1, steps + 1):
            self._y = high + down * step / steps
            self._send("touchMove", self._x + by * step / steps)

    def lift(self) -> None:
        self._send("touchEnd", None)

    def _send(self, kind: str, x: float | None) -> None:
        points = [] if x is None else [{"x": x, "y": self._y}]
        self._touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
