"""A real browser, signed in as whom the test likes, and a judge of accessibility."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.support import parts
from tests.support.offices import Office
from tests.support.people import Visitor

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

# Half way from one colour to the next no contrast means anything.
COLOURS_STAND = """Promise.allSettled(document.getAnimations()
    .filter((each) => each instanceof CSSTransition).map((each) => each.finished)).then(() => true)"""

# Every rule is asked and only the faults come back: to hand over all that passed took ten times as long as to judge.
# Preloading would add style sheets, which our content policy refuses; only an experimental rule needs them.
VERDICT = "axe.run({preload: false, resultTypes: ['violations']}).then((found) => found.violations)"

# The lists of rooms stand on every page twice: three in four of all that the judge would look at.
DOORS = "nav.rooms ul, .menu-rooms ul"
DRAWN = f"""[...document.querySelectorAll('{DOORS}')].map((list) => list.outerHTML).join('')
    .replaceAll('aria-current="page"', '')"""
IN_THE_DARK = "matchMedia('(prefers-color-scheme: dark)').matches"
TAKE_OUT = f"""window.doors = [...document.querySelectorAll('{DOORS}')].map((list) => [list, [...list.childNodes]]);
    window.doors.forEach(([list]) => list.replaceChildren(
        ...[...list.children].filter((door, place) => place === 0 || door.querySelector('[aria-current]'))))"""
PUT_BACK = "window.doors.forEach(([list, all]) => list.replaceChildren(...all))"

Axe = Callable[[Page], list[str]]
Browse = Callable[[Visitor], Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = parts.require("chromium")
    # A page that comes is waited for; how long it may take is measured in bench/, on a machine with nothing else to do.
    expect.set_options(timeout=20_000)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, headless=True, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def context(browser: Browser, live_server: Office) -> Iterator[BrowserContext]:
    made = browser.new_context(
        base_url=live_server.url, locale="vi-VN", viewport={"width": 1440, "height": 900}, reduced_motion="reduce"
    )
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext, console: list[str]) -> Page:
    """A page of the running office, seen by nobody in particular."""
    opened = context.new_page()
    opened.on("console", lambda message: console.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: console.append(str(error)))
    return opened


@pytest.fixture
def console() -> list[str]:
    """What the browser complained about; a good page leaves it empty."""
    return []


@pytest.fixture
def page_of(live_server: Office, context: BrowserContext, page: Page) -> Browse:
    """The page in the hands of somebody who signed in: `page_of(sign_in(Role.PLANNER, edition=edition))`."""

    def hand_over(visitor: Visitor) -> Page:
        cookie = visitor.get_cookie("session")
        assert cookie is not None
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        return page

    return hand_over


@pytest.fixture
def axe() -> Axe:
    """`axe(page)` gives each accessibility fault as "rule: element", sorted."""
    source = parts.require("axe-core").read_text(encoding="utf-8")

    def judge(page: Page) -> list[str]:
        # After a click the page may stand there before its style sheets and letters do.
        page.wait_for_load_state("load")
        page.evaluate("document.fonts.ready.then(() => new Promise(requestAnimationFrame)).then(() => true)")
        page.evaluate(COLOURS_STAND)
        # Evaluated, not added as a script, which our content policy rightly refuses.
        if not page.evaluate("'axe' in window"):
            page.evaluate(source)
        found = page.evaluate(VERDICT)
        return sorted(f"{fault['id']}: {node['target']}" for fault in found for node in fault["nodes"])

    return judge


def rooms_once(axe: Axe) -> Axe:
    """One template draws the lists of rooms on every page: it is judged once for each way in which it is drawn, and
    while the judge looks at other pages the doors that nobody stands in are taken out."""
    seen: set[tuple[str, int, bool]] = set()

    def judge(page: Page) -> list[str]:
        window = page.viewport_size
        assert window is not None
        way = page.evaluate(DRAWN), window["width"], page.evaluate(IN_THE_DARK)
        known = way in seen
        seen.add(way)
        if known:
            page.evaluate(TAKE_OUT)
        found = axe(page)
        if known:
            page.evaluate(PUT_BACK)
        return found

    return judge
