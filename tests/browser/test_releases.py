"""The pages around a release in a real browser: signed, refused, outdated, published, announced and told."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session, scoped_session

from festival_ops.accounts.models import Role
from festival_ops.programme.models import Contact
from tests.browser.test_pages import VISITS, faults, keep, speak
from tests.support.browsers import Axe, Browse
from tests.support.people import SignIn
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")

AREA = "/festival/song-huong/planning"
Rows = scoped_session[Session]


def press(page: Page, form: str, button: str) -> None:
    """By keyboard alone, as on a machine without a mouse."""
    page.locator(f'form[action$="{form}"] {button}').focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def move(festival: Festival) -> None:
    """X2 an hour later, N1 cancelled from the public's eyes, T1 and its pair as they were."""
    festival.unplace("X2")
    festival.place("X2", "ngo-mon", 3, "21:15")
    festival["N1"].public = False
    festival.session.commit()


@pytest.mark.parametrize("theme", VISITS)
def test_every_state_of_a_release_is_sound(
    theme: Any, sound: Festival, sign_in: SignIn, page_of: Browse, console: list[str], axe: Axe
) -> None:
    language, judged = VISITS[theme]
    chief = sign_in(Role.PLANNER, edition=sound.edition)
    security = sign_in(Role.SECURITY_LEAD, edition=sound.edition)
    sound["ngo-mon"].contact_point = "Lều kỹ thuật 3"
    sound.add("contact", Contact(troupe_id=sound["circus"].id, name="Nguyễn Thị Sen", phone="0234 111 222"))
    speak(sound.session, language)
    page = page_of(chief)
    page.emulate_media(color_scheme=theme)
    wrong: list[str] = []

    def look(name: str) -> None:
        page.evaluate("document.querySelectorAll('details.behind').forEach(group => group.open = true)")
        wrong.extend(faults(page, f"{name}-{theme}", console, axe, (judged,)))

    page.goto(f"{AREA}/release")
    page.locator("details.duties > summary").click()
    page.locator("#security").focus()
    page.keyboard.press("Space")
    press(page, "/release/signing-duty", "button")
    look("release-awaited")
    page_of(security)
    page.goto(f"{AREA}/release")
    press(page, "/release/signature/security", "button[value=refused]")
    look("release-without-a-reason")
    page.fill("#remark-security", "Cầu Trường Tiền chưa thông xe.")
    press(page, "/release/signature/security", "button[value=refused]")
    look("release-refused")
    page.fill("#remark-security", "Đã rà soát, đồng ý.")
    press(page, "/release/signature/security", "button[value=signed]")
    look("release-signed")
    page_of(chief)
    page.goto(f"{AREA}/release")
    press(page, "/planning/release", "button")
    look("release-first")
    page_of(security)
    page.goto(f"{AREA}/release")
    look("release-nothing")
    move(sound)
    page.goto(f"{AREA}/release")
    press(page, "/release/signature/security", "button[value=signed]")
    sound["N2"].crowd = 260
    sound.unplace("X2")
    sound.place("X2", "ngo-mon", 3, "21:30")
    page.goto(f"{AREA}/release")
    look("release-outdated")
    press(page, "/release/signature/security", "button[value=signed]")
    page_of(chief)
    page.goto(f"{AREA}/release")
    press(page, "/planning/release", "button")
    look("release-second")
    page.goto(f"{AREA}/release/2/notice")
    look("release-notice")
    page.goto(f"{AREA}/release/2/tellings")
    look("release-tellings")
    press(page, "/telling", "button >> nth=0")
    look("release-told")
    assert wrong == []


def test_a_notice_is_copied(sound: Festival, sign_in: SignIn, page_of: Browse) -> None:
    planner = sign_in(Role.PLANNER, edition=sound.edition)
    sound.session.commit()
    page = page_of(planner)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{AREA}/release")
    press(page, "/planning/release", "button")
    expect(page).to_have_url(re.compile("/release/1$"))
    page.goto(f"{AREA}/release/1/notice")
    keep(page, "release-notice-first")
    page.locator('[data-copies="text-en"]').click()
    expect(page.locator('[data-copies="text-en"]')).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.replace("\r\n", "\n") == planner.get(f"{AREA}/release/1/notice-en.txt").text
