"""Deciding on a roster as people do it: repair, read the proposal, leave somebody out, accept, release, undo."""

from __future__ import annotations

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from festival_ops.accounts.models import Role
from festival_ops.planning.models import Duty
from tests.planning.roster.conftest import ROSTER
from tests.planning.roster.test_roster_in_browser import sound_in
from tests.support.browsers import Axe, Browse
from tests.support.people import SignIn
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")


@pytest.fixture
def page(staffed: Festival, sign_in: SignIn, page_of: Browse) -> Page:
    """Two guards at the gate on the first evening; nobody else is needed."""
    for name in ("gate", "gate at night", "bridge"):
        staffed[name].least = 0
    staffed["gate"].least, staffed["gate"].day, staffed["gate"].one_leader_for = 2, date(2026, 6, 5), None
    duties = [Duty(edition_id=staffed.edition.id, officer=staffed[code], need=staffed["gate"], day=date(2026, 6, 5))
              for code in ("BV-02", "BV-03")]  # fmt: skip
    staffed.session.add_all(duties)
    page = page_of(sign_in(Role.SECURITY_LEAD, edition=staffed.edition))
    # SQLite lets one transaction write at a time: from here on it is the office's.
    staffed.session.commit()
    return page


def sound(page: Page, axe: Axe) -> list[str]:
    return [*sound_in(page, "dark", 390, axe), *sound_in(page, "light", 1440, axe)]


def test_somebody_ill_is_replaced_and_the_roster_released(page: Page, axe: Axe, console: list[str]) -> None:
    page.goto(f"{ROSTER}/repair")
    page.get_by_label("Names or codes").fill("BV-03, BV-04")
    page.get_by_role("button", name="Find these people").click()
    page.get_by_label("Nhân viên 04").uncheck()
    expect(page.get_by_label("Nhân viên 03")).to_be_checked()
    assert sound(page, axe) == []
    page.get_by_role("button", name="Repair the roster").click()
    expect(page.get_by_text("It is proven that fewer changes cannot do.")).to_be_visible(timeout=60_000)
    page.get_by_role("link", name=re.compile("Read the proposal")).click()
    expect(page.locator(".roster-replaced")).to_have_count(1)
    page.get_by_role("button", name=re.compile("Leave out: Nhân viên 03")).click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing was changed.")
    page.get_by_role("button", name=re.compile("Leave out: Nhân viên 04")).click()
    expect(page.get_by_text("The duties of Nhân viên 04 stay as they are.")).to_be_visible()
    assert sound(page, axe) == []
    page.get_by_role("button", name=re.compile("Take in again: Nhân viên 04")).click()
    expect(page.get_by_text("The changes of Nhân viên 04 count again.")).to_be_visible()
    page.get_by_role("button", name="Accept the proposal").click()
    expect(page.get_by_text("The proposal is the roster now.")).to_be_visible()
    page.goto(f"{ROSTER}/release")
    page.get_by_role("button", name="Sign and release roster 1").click()
    expect(page.get_by_text("Roster 1 is released and signed.")).to_be_visible()
    assert sound(page, axe) == []
    page.goto(f"{ROSTER}/?day=2026-06-05")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Your change is not taken back, because then:")).to_be_visible()
    page.goto(f"{ROSTER}/coverage?day=2026-06-05")
    expect(page.locator(".coverage-whole text")).to_have_text(["2"] * 8)
    assert sound(page, axe) == []
    assert [line for line in console if "409" not in line and "422" not in line] == []
