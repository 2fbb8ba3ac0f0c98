"""A guest taken up and set down on another chair with the keyboard alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.planning.seating.conftest import SEATED, Propose
from tests.support.browsers import Browse
from tests.support.people import Visitor
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")


@pytest.fixture
def page(guests: Festival, officer: Visitor, hall: str, propose: Propose, page_of: Browse) -> Page:
    run = propose(SEATED)
    assert officer.post(f"{hall}/run/{run.id}/acceptance").status_code == 303
    page = page_of(officer)
    # SQLite lets one transaction write at a time: from here on it is the office's.
    guests.session.commit()
    return page


def test_a_guest_changes_chairs_by_keyboard(page: Page, hall: str, console: list[str]) -> None:
    page.goto(f"{hall}/")
    said = page.locator("#seats-said")
    host = page.get_by_role("link", name="B-1-1 · Host Do Trong")
    host.focus()
    page.keyboard.press("Space")
    expect(said).to_contain_text("Host Do Trong")
    expect(page.locator(".seat-shut")).to_have_count(11)
    page.keyboard.press("ArrowLeft")
    expect(said).to_contain_text("on the side of the guests")
    page.keyboard.press("Space")
    expect(said).to_contain_text("on the side of the guests")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    expect(page.get_by_text("The guest has another chair.")).to_be_visible()
    expect(page.get_by_text("Sits on B-2-1")).to_be_visible()
    assert console == []
