"""A ride changed with the keyboard alone, and what the rules say while one writes."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.planning.rides.conftest import RIDES, Propose
from tests.planning.roster.test_roster_in_browser import sound_in
from tests.support.browsers import Axe, Browse
from tests.support.people import Visitor
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")


@pytest.fixture
def page(morning: Festival, lead: Visitor, propose: Propose, page_of: Browse) -> Page:
    """The band is fetched at ten, the choir at noon; nobody fetches the crew."""
    run = propose(("band", "coach", "driver"), ("choir", "coach", "driver"))
    assert lead.post(f"{RIDES}/run/{run.id}/acceptance").status_code == 303
    page = page_of(lead)
    # SQLite lets one transaction write at a time: from here on it is the office's.
    morning.session.commit()
    return page


def test_a_ride_is_changed_by_keyboard_and_judged_while_one_writes(page: Page, axe: Axe, console: list[str]) -> None:
    page.goto(f"{RIDES}/?day=2026-06-05")
    expect(page.get_by_text("Crew to the build: no ride is planned yet.")).to_be_visible()
    assert [*sound_in(page, "dark", 390, axe), *sound_in(page, "light", 1440, axe)] == []
    page.locator(".rides-chart a").first.focus()
    page.keyboard.press("Enter")
    board = page.get_by_label("band boards at South Bank Hotel")
    board.fill("11h")
    board.press("Tab")
    judged = page.locator("#judgement")
    expect(judged).to_contain_text("band boards at 11:00 on 05/06/2026; asked for is 10:00")
    expect(judged).to_contain_text("This is never broken; the change would be refused.")
    page.get_by_role("button", name="Save the change").press("Enter")
    expect(page.get_by_role("alert").first).to_contain_text("Nothing was changed.")
    expect(board).to_have_value("11h")
    assert [*sound_in(page, "dark", 390, axe), *sound_in(page, "light", 1440, axe)] == []
    board.fill("10:03")
    board.press("Tab")
    expect(judged).to_contain_text("As it stands here the ride breaks nothing anew.")
    page.get_by_role("button", name="Save the change").press("Enter")
    expect(page.get_by_text("The ride is changed.")).to_be_visible()
    expect(board).to_have_value("10:03")
    page.goto(f"{RIDES}/?day=2026-06-05")
    page.get_by_role("button", name="Undo").press("Enter")
    expect(page.get_by_text("Your last change of the rides is taken back.")).to_be_visible()
    assert [line for line in console if "422" not in line] == []
