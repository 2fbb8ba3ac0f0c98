"""The sheets as a printer gets them: their size, one page a card, and nothing of the office around them."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from festival_ops.accounts.models import Role
from tests.planning.roster.conftest import FIRST, ROSTER, Put
from tests.support.browsers import Axe, Browse
from tests.support.people import SignIn
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")

# Millimetres, and how many pages.
SIZES = {"wall": ((420, 297), 1), "cards": ((148, 210), 2), "signatures": ((210, 297), 1)}
A_POINT = 25.4 / 72


@pytest.fixture
def page(staffed: Festival, sign_in: SignIn, page_of: Browse, put: Put) -> Page:
    """A gate with tasks as long as they may be, people, and some who are missing."""
    staffed["C01"].tasks = "Kiểm soát người và phương tiện ra vào. " * 51
    for officer in ("BV-02", "BV-03", "BV-04"):
        put(officer, "gate")
    put("BV-05", "gate at night")
    page = page_of(sign_in(Role.SECURITY_LEAD, edition=staffed.edition))
    # SQLite lets one transaction write at a time: from here on it is the office's.
    staffed.session.commit()
    return page


def printed(page: Page) -> tuple[set[tuple[int, int]], int]:
    """The sizes of the pages in millimetres, and how many there are."""
    written = page.pdf(prefer_css_page_size=True).decode("latin-1")
    boxes = re.findall(r"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", written)
    return {(round(float(width) * A_POINT), round(float(height) * A_POINT)) for width, height in boxes}, len(boxes)


@pytest.mark.parametrize("sheet", list(SIZES))
def test_each_sheet_has_its_size_and_a_card_its_page(
    page: Page, staffed: Festival, axe: Axe, console: list[str], sheet: str
) -> None:
    page.goto(f"{ROSTER}/papers/sector/{staffed['inner'].id}/{sheet}?day={FIRST.isoformat()}")
    page.evaluate("document.fonts.ready")
    size, pages = SIZES[sheet]
    assert printed(page) == ({size}, pages)
    page.emulate_media(media="print")
    visible = page.locator("nav, .bar, .print-hint, h1").filter(visible=True)
    assert visible.count() == 0
    page.emulate_media(media="screen", color_scheme="dark")
    page.set_viewport_size({"width": 390, "height": 900})
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert console == []
