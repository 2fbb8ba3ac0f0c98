"""Demand as a lead meets it: taken over, made stale by a larger crowd, brought up to date, and taken back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from festival_ops.accounts.models import Role
from festival_ops.web.history import record, snapshot
from tests.planning.demand.conftest import DEMAND, day
from tests.support.browsers import Axe, Browse
from tests.support.people import SignIn
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")


@pytest.fixture
def page(measured: Festival, sign_in: SignIn, page_of: Browse) -> Page:
    page = page_of(sign_in(Role.SECURITY_LEAD, edition=measured.edition))
    # SQLite lets one transaction write at a time: from here on it is the office's.
    measured.session.commit()
    return page


def grow(made: Festival, crowd: int) -> None:
    before = snapshot(made["OPEN"])
    made["OPEN"].crowd = crowd
    made.session.flush()
    record(made.session, made["OPEN"], "changed", by=None, before=before, after=snapshot(made["OPEN"]))
    made.session.commit()


def test_demand_is_taken_over_moves_and_is_brought_up_to_date(
    page: Page, axe: Axe, console: list[str], measured: Festival
) -> None:
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto(f"{DEMAND}/?day={day(1).isoformat()}")
    expect(page.get_by_text("Asked for anew")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("button", name="Take over what is picked").click()
    expect(page.get_by_text("5 needs are written down as asked.")).to_be_visible()
    grow(measured, 2400)
    page.goto(f"/festival/song-huong/security/roster/?day={day(1).isoformat()}")
    expect(page.get_by_text("14 asked now, not 11")).to_have_count(4)
    assert axe(page) == []
    page.get_by_text("14 asked now, not 11").first.click()
    expect(page.get_by_text("14 are asked for now instead of 11.")).to_be_visible()
    page.get_by_role("button", name="Bring the need up to date").click()
    expect(page.get_by_text("1 need is written down as asked.")).to_be_visible()
    expect(page.get_by_text("0 of 14, 14 missing")).to_be_visible()
    page.goto(f"{DEMAND}/?day={day(1).isoformat()}")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("The needs are as they were before")).to_be_visible()
    assert console == []
