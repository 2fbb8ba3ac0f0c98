"""The pages of the plan in a real browser: no accessibility fault, no complaint, nothing wider than a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from festival_ops.accounts.models import Role
from festival_ops.programme.models import Performance
from tests.support.browsers import Axe, Browse
from tests.support.people import SignIn
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")

ADDRESSES = (
    "planning/timeline?day=2026-06-06",
    "planning/timeline/print",
    "planning/list/troupe",
    "planning/violations",
    "planning/pins",
    "planning/rules",
    "planning/run",
    "planning/runs",
    "planning/release",
    "planning/releases",
    "planning/performance/3/placement",
    "planning/performance/3/pin",
    "planning/performance/3/length",
    "programme/performance/3",
)


@pytest.fixture(autouse=True)
def _open_length(sound: Festival) -> None:
    row = sound.session.get_one(Performance, 3)
    row.shortest, row.longest = row.minutes - 15, row.minutes + 15
    sound.session.commit()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_accessible(
    sound: Festival, sign_in: SignIn, page_of: Browse, axe: Axe, console: list[str], scheme: str
) -> None:
    sound["level"].level = "warn"
    page = page_of(sign_in(Role.PLANNER, edition=sound.edition))
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    faults = {}
    for address in ADDRESSES:
        page.goto(f"/festival/song-huong/{address}")
        faults[address] = axe(page)
    assert faults == {address: [] for address in ADDRESSES}
    assert console == []


def test_nothing_is_wider_than_a_phone(sound: Festival, sign_in: SignIn, page_of: Browse) -> None:
    page = page_of(sign_in(Role.PLANNER, edition=sound.edition))
    page.set_viewport_size({"width": 390, "height": 800})
    widths = {}
    for address in ADDRESSES:
        page.goto(f"/festival/song-huong/{address}")
        widths[address] = page.evaluate("document.documentElement.scrollWidth")
    assert widths == dict.fromkeys(ADDRESSES, 390)


def test_the_full_label_shows_on_hover_and_on_focus(sound: Festival, sign_in: SignIn, page_of: Browse) -> None:
    page = page_of(sign_in(Role.PLANNER, edition=sound.edition))
    page.goto("/festival/song-huong/planning/timeline?day=2026-06-06")
    label = "Taiko T2 · Ashi Taiko · 21:00–22:00 · Ngọ Môn"
    item = page.locator("a.item[aria-label^='Taiko T2']")
    item.focus()
    assert tip(page) == label
    page.keyboard.press("Escape")
    expect(page.locator("[data-board-tip]")).to_be_hidden()
    page.locator("a.item .item-bar").nth(2).hover()
    assert tip(page) == label


def tip(page: Page) -> str:
    shown = page.locator("[data-board-tip]")
    shown.wait_for(state="visible")
    return shown.inner_text()
