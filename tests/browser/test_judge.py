"""The judge of accessibility sees what is wrong, though it looks at the lists of rooms once for each way of drawing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from festival_ops.accounts.models import Role
from tests.support.browsers import Axe, Browse, rooms_once
from tests.support.people import SignIn
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")

AREA = "/festival/song-huong/programme"


def nameless(page: Page, where: str) -> None:
    """The words of a link are lost, and nothing says any more where it leads."""
    page.evaluate(f"document.querySelector('{where}').replaceChildren()")


def test_a_fault_is_found_in_the_matter_and_in_lists_drawn_otherwise(
    festival: Festival, sign_in: SignIn, page_of: Browse, axe: Axe
) -> None:
    page, judge = page_of(sign_in(Role.PLANNER, edition=festival.edition)), rooms_once(axe)
    page.goto(f"{AREA}/venue/")
    assert judge(page) == []
    page.goto(f"{AREA}/stage/")
    before = page.content()
    assert judge(page) == []
    assert page.content() == before
    nameless(page, "main th a")
    assert [fault.partition(":")[0] for fault in judge(page)] == ["empty-table-header", "link-name"]
    page.goto(f"{AREA}/stage/")
    nameless(page, "nav.rooms li:last-child a:not([aria-current])")
    assert [fault.partition(":")[0] for fault in judge(page)] == ["link-name"]
