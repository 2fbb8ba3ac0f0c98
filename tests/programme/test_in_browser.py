"""The pages of the programme in a real browser: no fault in access, nothing wider than a phone, no complaint."""

from __future__ import annotations

import re

import pytest

from festival_ops.accounts.models import Role
from tests.support.browsers import Axe, Browse
from tests.support.people import SignIn
from tests.support.programmes import Festival

BASE = "/festival/song-huong/programme/"
PHONE = {"width": 390, "height": 844}
PAGES = {
    "overview": "",
    "travel table": "travel-table",
    "search": "search?q=hue",
    "performance": "performance/{OPEN}",
    "parade": "performance/{PARADE}",
    "performance form": "performance/{T1}/edit",
    "performances": "performance/",
    "cancellation": "performance/{X1}/cancellation",
    "stage": "stage/{duyet-thi}",
    "stage form": "stage/{duyet-thi}/edit",
    "venue": "venue/{citadel}",
    "troupe": "troupe/{ashi}",
    "blackout": "blackout/{rain}",
    "edition": "../edition",
    "edition form": "../edition/edit",
}


def addresses(festival: Festival) -> dict[str, str]:
    ids = {name: row.id for name, row in festival.rows.items()}
    festival.session.commit()  # the office waits for whoever still holds the database
    return {title: BASE + address.format_map(ids) for title, address in PAGES.items()}


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_stands_in_anybodys_way(
    sign_in: SignIn, festival: Festival, page_of: Browse, axe: Axe, scheme: str
) -> None:
    page = page_of(sign_in(Role.PLANNER, edition=festival.edition))
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    faults = {}
    for title, address in addresses(festival).items():
        page.goto(address)
        faults[title] = axe(page)
    assert {title: found for title, found in faults.items() if found} == {}


@pytest.mark.databases("sqlite")
def test_every_page_fits_a_phone(sign_in: SignIn, festival: Festival, page_of: Browse, console: list[str]) -> None:
    page = page_of(sign_in(Role.PLANNER, edition=festival.edition))
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    wide = {}
    for title, address in addresses(festival).items():
        page.goto(address)
        wide[title] = page.evaluate("document.documentElement.scrollWidth")
    assert {title: width for title, width in wide.items() if width > PHONE["width"]} == {}
    assert console == []


@pytest.mark.databases("sqlite")
def test_stages_are_chosen_by_keyboard_alone(sign_in: SignIn, festival: Festival, page_of: Browse) -> None:
    page = page_of(sign_in(Role.PLANNER, edition=festival.edition))
    page.goto(addresses(festival)["performance form"])
    box = page.get_by_role("group", name="Allowed stages").get_by_label("Duyệt Thị Đường")
    box.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Save").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/performance/\d+$"))
    festival.session.expire_all()
    assert [stage.name for stage in festival["T1"].stages] == ["Duyệt Thị Đường", "Ngọ Môn", "Thương Bạc"]
