"""The papers of the roads as a printer gets them, the text to copy, and a tap on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from festival_ops.accounts.models import Role
from tests.planning.roster.test_papers_in_browser import printed
from tests.planning.test_road_notices import BASE, DAYS, PUBLIC
from tests.support.browsers import Axe, Browse
from tests.support.networks import closure
from tests.support.people import SignIn
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")


@pytest.fixture
def street(network: Festival, sign_in: SignIn, page_of: Browse) -> Page:
    for number in range(8):
        hours = {"starts": network.at(1, f"{9 + number:02}:00"), "ends": network.at(1, f"{10 + number:02}:00")}
        closure(network, f"more {number}", ["A-1", "A-2"], detour="Vòng qua cầu và đường bờ sông phía nam.", **hours)
    page = page_of(sign_in(Role.TRAFFIC_LEAD, edition=network.edition))
    # SQLite lets one transaction write at a time: from here on it is the office's.
    network.session.commit()
    return page


def test_a_notice_is_issued_printed_and_copied(street: Page, axe: Axe, console: list[str]) -> None:
    street.goto(f"{BASE}notices?day={DAYS[0]}")
    expect(street.locator(".road-paper")).to_have_count(2)
    assert axe(street) == []
    street.get_by_role("button", name="Issue road notice No. 1").click()
    expect(street.get_by_role("heading", level=1)).to_have_text("Closed roads")
    sizes, pages = printed(street)
    # Two pages of the notice, and one with the map of its day.
    assert (sizes, pages) == ({(210, 297)}, 3)
    street.emulate_media(media="print")
    expect(street.locator("nav, .public-list, .notice-acts, h1").filter(visible=True)).to_have_count(0)
    expect(street.locator(".road-public-map > svg").filter(visible=True)).to_have_count(1)
    street.emulate_media(media="screen", color_scheme="dark")
    street.set_viewport_size({"width": 390, "height": 900})
    street.reload()
    assert axe(street) == []
    assert street.evaluate("document.documentElement.scrollWidth") <= 390
    street.goto(f"{PUBLIC}?notice=1")
    assert street.locator("#road-text").input_value().startswith("ORGANISING COMMITTEE OF PERFUME RIVER FESTIVAL")
    assert console == []


def test_the_plan_of_a_day_fills_one_a3_sheet(street: Page, axe: Axe, console: list[str]) -> None:
    street.goto(f"{BASE}plan?day={DAYS[0]}")
    street.evaluate("document.fonts.ready")
    assert printed(street) == ({(420, 297)}, 1)
    assert axe(street) == []
    street.emulate_media(media="print")
    expect(street.locator("nav, .bar, .print-hint, h1").filter(visible=True)).to_have_count(0)
    assert console == []
