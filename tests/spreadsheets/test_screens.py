"""The spreadsheet pages in a real browser: accessible, quiet, narrow and wide."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page
from sqlalchemy.orm import Session, scoped_session

from festival_ops.accounts.models import Role
from festival_ops.programme.models import Edition
from tests.support.browsers import Axe, Browse
from tests.support.desks import VENUES
from tests.support.people import SignIn

pytestmark = pytest.mark.databases("sqlite")

BAD = "Tên,Sức chứa,Ghi chú\nĐại Nội,nhiều,x\nCông viên 3/2,4000,y\n"


@pytest.fixture
def desk_page(sign_in: SignIn, edition: Edition, page_of: Browse, session: scoped_session[Session]) -> Page:
    page = page_of(sign_in(Role.PLANNER, edition=edition))
    # The test's own session must not stand in the way of the office's writes.
    session.commit()
    page.goto("/festival/hue/spreadsheets/")
    return page


def upload(page: Page, folder: Path, text: str) -> None:
    file = folder / "venues.csv"
    file.write_text(text, encoding="utf-8")
    page.set_input_files("input[type=file]", file)
    with page.expect_navigation():
        page.click("form[enctype] button.btn-primary")


def overflows(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_every_step_is_accessible(
    scheme: str, width: int, desk_page: Page, axe: Axe, console: list[str], tmp_path: Path
) -> None:
    desk_page.set_viewport_size({"width": width, "height": 900})
    desk_page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    faults = {"uploads": axe(desk_page)}
    upload(desk_page, tmp_path, BAD)
    desk_page.locator("summary").last.click()
    faults["faults"] = axe(desk_page)
    assert overflows(desk_page) == 0
    desk_page.goto(desk_page.url.split("/upload/")[0] + "/")
    upload(desk_page, tmp_path, VENUES)
    faults["preview"] = axe(desk_page)
    with desk_page.expect_navigation():
        desk_page.click("form[action$=application] button")
    faults["outcome"] = axe(desk_page)
    assert overflows(desk_page) == 0
    desk_page.goto(desk_page.url.split("/spreadsheets/")[0] + "/start")
    faults["steps"] = axe(desk_page)
    assert (faults, console) == ({step: [] for step in faults}, [])


def test_the_start_page_is_accessible(sign_in: SignIn, page_of: Browse, axe: Axe, console: list[str]) -> None:
    page = page_of(sign_in(Role.ADMIN))
    page.goto("/start")
    assert (axe(page), console) == ([], [])
