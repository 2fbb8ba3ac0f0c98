"""From an empty roster to a whole one as people do it: build, accept, lose somebody, call a stand-in."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page

from festival_ops.accounts.models import Role
from festival_ops.security.models import Need
from tests.planning.roster.conftest import ROSTER
from tests.support.browsers import Axe, Browse
from tests.support.people import SignIn
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")


@pytest.fixture
def page(staffed: Festival, sign_in: SignIn, page_of: Browse) -> Page:
    """Three guards are needed at the gate every evening and nobody at night."""
    staffed["gate"].least = 3
    for name in ("gate at night", "bridge"):
        staffed.session.delete(staffed.session.get_one(Need, staffed[name].id))
    staffed.session.commit()
    page = page_of(sign_in(Role.SECURITY_LEAD, edition=staffed.edition))
    # SQLite lets one transaction write at a time: from here on it is the office's.
    staffed.session.commit()
    return page


def cells(page: Page) -> list[str]:
    return [" ".join(cell.split()) for cell in page.locator("table.roster td").all_inner_texts()]


def sound_in(page: Page, scheme: Any, width: int, axe: Axe) -> list[str]:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    wide = page.evaluate("document.documentElement.scrollWidth")
    return [*axe(page), *([f"{wide} px wide at {width}"] if wide > width else [])]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 390)])
def test_a_roster_is_built_broken_and_made_whole(
    page: Page, axe: Axe, console: list[str], scheme: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{ROSTER}/?day=2026-06-05")
    assert cells(page) == ["0/3 3 missing"]
    assert sound_in(page, scheme, width, axe) == []
    page.get_by_role("link", name="Build the roster").click()
    page.get_by_label("Seconds to search").fill("6")
    page.get_by_role("button", name="Build the roster").click()
    page.get_by_role("button", name="Accept the proposal").wait_for(timeout=60_000)
    assert sound_in(page, scheme, width, axe) == []
    page.get_by_role("button", name="Accept the proposal").click()
    page.goto(f"{ROSTER}/?day=2026-06-05")
    assert cells(page) == ["3/3"]
    page.get_by_role("link", name="3/3").click()
    page.get_by_role("button", name=re.compile("Take off")).first.click()
    page.get_by_text("is no longer on duty there.").wait_for()
    assert page.get_by_text("2 of 3, 1 missing").is_visible()
    assert sound_in(page, scheme, width, axe) == []
    page.goto(f"{ROSTER}/?day=2026-06-05")
    assert cells(page) == ["2/3 1 missing"]
    page.get_by_role("link", name="2/3 1 missing").click()
    page.get_by_role("button", name=re.compile("Put there")).first.click()
    page.get_by_text("is on duty there now.").wait_for()
    page.goto(f"{ROSTER}/?day=2026-06-05")
    assert cells(page) == ["3/3"]
    assert console == []
