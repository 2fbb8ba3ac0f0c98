"""The map is drawn and moved by keys, and a chain is put in order without a mouse."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from festival_ops.accounts.models import Role
from tests.support.browsers import Browse
from tests.support.people import SignIn
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")

BASE = "/festival/song-huong/traffic/"


@pytest.fixture
def desk(network: Festival, sign_in: SignIn, page_of: Browse) -> Page:
    visitor = sign_in(Role.TRAFFIC_LEAD, edition=network.edition)
    network.session.commit()
    return page_of(visitor)


def test_the_map_draws_what_the_table_says(desk: Page, console: list[str]) -> None:
    desk.goto(f"{BASE}map?day=2026-06-05&hour=20:30")
    expect(desk.locator("path.road")).to_have_count(4)
    expect(desk.locator("path.road-closed")).to_have_count(3)
    expect(desk.locator("tbody .badge")).to_have_count(3)
    show = desk.get_by_role("button", name="Show A-2")
    show.focus()
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("group", name="Map of the roads")).to_be_focused()
    expect(desk.locator(".leaflet-tooltip")).to_contain_text("A-2 · Lê Duẩn (Nút corner – Nút park side)")
    assert console == []


def test_a_chain_is_put_in_order_by_keys(desk: Page, network: Festival) -> None:
    address = f"{BASE}closure/{network['bridge night'].id}/edit"
    # Reading begins a transaction, which would keep the office from writing.
    network.session.commit()
    desk.goto(address)
    rows = desk.get_by_role("list", name="Segments in their order").get_by_role("listitem")
    find = desk.get_by_label("Find a segment by code, street or junction").first
    for code in ("A-2", "C-1"):
        find.fill(code)
        find.press("Enter")
    expect(rows).to_have_text(["B-1 · Cầu Phú Xuân (Nút corner – Nút south)", "A-2", "C-1"])
    up = desk.get_by_role("button", name="Move A-2 up")
    up.focus()
    desk.keyboard.press("Enter")
    expect(rows).to_have_text(["A-2", "B-1 · Cầu Phú Xuân (Nút corner – Nút south)", "C-1"])
    out = desk.get_by_role("button", name="Leave C-1 out")
    out.focus()
    desk.keyboard.press("Enter")
    expect(rows).to_have_count(2)
    desk.get_by_role("button", name="Save").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Bridge night")
    expect(desk.locator("path.road-closed")).to_have_count(2)
