"""The pages in a real browser: in both themes, wide and narrow, by machine judged, and the address in the clipboard."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page

from festival_ops.accounts.models import Role
from festival_ops.calendars.models import FeedFetch
from festival_ops.calendars.timetable import Kind, Outlook
from festival_ops.database import now
from tests.calendars.conftest import Festival
from tests.calendars.people import follow, person
from tests.support.browsers import Axe, Browse
from tests.support.offices import Office
from tests.support.people import SignIn

pytestmark = pytest.mark.databases("sqlite")
LIST = "/festival/hue-2024/calendars/"
THEATRE = "Nhà hát Nghệ thuật Cung đình Huế"


@pytest.fixture
def planner(opened: Festival, sign_in: SignIn, page_of: Browse) -> Page:
    """A planner who looks at feeds of every state."""
    owner = person(opened, "Hoa", Role.TROUPE_COORDINATOR, THEATRE)
    late, _ = follow(opened, owner, Outlook(Kind.TROUPE, opened.troupes[THEATRE].id), THEATRE)
    revoked, _ = follow(opened, owner, Outlook(Kind.STAGE, 999), "Sân khấu đã bỏ")
    revoked.revoked = now()
    hours = timedelta(hours=31)
    opened.session.add(FeedFetch(feed_id=late.id, client="google", at=now() - hours, release_number=0))
    opened.session.commit()
    visitor = sign_in(Role.PLANNER, edition=opened.edition)
    # A transaction left open here would keep the office from writing.
    opened.session.commit()
    return page_of(visitor)


def faults(page: Page, axe: Axe) -> dict[str, list[str]]:
    """What a machine finds fault with, wide and narrow, light and dark; and whether the page can be pushed aside."""
    found: dict[str, list[str]] = {}
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 844})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
            found[f"{width} {scheme}"] = axe(page) + ["wider than the screen"] * wide
    return {screen: said for screen, said in found.items() if said}


@pytest.mark.parametrize("path", ["", "feed/new", "feed/1", "feed/1/revocation"])
def test_pages_are_sound(planner: Page, axe: Axe, console: list[str], path: str) -> None:
    planner.goto(LIST + path)
    assert console == []
    assert faults(planner, axe) == {}


def test_a_feed_is_made_and_its_address_copied(planner: Page, axe: Axe, console: list[str]) -> None:
    planner.context.grant_permissions(["clipboard-read", "clipboard-write"])
    planner.goto(LIST + "feed/new")
    planner.locator("select[name=subject]").select_option(label=THEATRE)
    planner.locator("form.form button").click()
    address = planner.locator("#address").input_value()
    planner.locator("[data-copies]").click()
    planner.locator("[data-told=address]:not(:empty)").wait_for(state="attached")
    assert planner.evaluate("navigator.clipboard.readText()") == address
    assert console == []
    assert faults(planner, axe) == {}
    planner.goto(LIST + "feed/3/rotation")
    assert faults(planner, axe) == {}


def test_everything_goes_without_scripts(planner: Page, browser: Browser, live_server: Office) -> None:
    plain = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    plain.add_cookies(planner.context.cookies())  # type: ignore[arg-type]
    page = plain.new_page()
    page.goto(LIST + "feed/new")
    page.locator("form.form button").click()
    assert page.locator("#address").input_value().endswith(".ics")
    page.wait_for_load_state("load")
    assert page.locator("[data-copies]").is_hidden()
    assert page.locator(".scan-code").is_visible()
    plain.close()
