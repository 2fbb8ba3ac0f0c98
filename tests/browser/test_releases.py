"""The pages around a release in a real browser: signed, refused, outdated, published, announced and told."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import pytest
from playwright.sync_api import Page, expect

from festival_ops.accounts.models import Role
from festival_ops.programme.models import Contact
from tests.browser.test_pages import VISITS, faults, keep, speak
from tests.support.browsers import Axe, Browse
from tests.support.people import SignIn
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")

AREA = "/festival/song-huong/planning"


def press(page: Page, form: str, button: str) -> None:
    """By keyboard alone, as on a machine without a mouse."""
    page.locator(f'form[action$="{form}"] {button}').focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def move(festival: Festival, clock: str) -> None:
    """X2 goes to another hour, and N1 is no longer public."""
    festival.unplace("X2")
    festival.place("X2", "ngo-mon", 3, clock)
    festival["N1"].public = False
    festival.session.commit()


@dataclass
class Walk:
    """Two people at one browser, a planner and the security lead, and what was wrong on their way."""

    festival: Festival
    page: Page
    planner: Callable[[], Page]
    security: Callable[[], Page]
    judge: Callable[[str], list[str]]
    wrong: list[str] = field(default_factory=list)

    def look(self, name: str) -> None:
        self.page.evaluate("document.querySelectorAll('details.behind').forEach(group => group.open = true)")
        self.wrong += self.judge(name)

    def go(self, address: str = "/release") -> None:
        self.page.goto(f"{AREA}{address}")

    def sign(self, verdict: str) -> None:
        press(self.page, "/release/signature/security", f"button[value={verdict}]")

    def publish(self) -> None:
        self.planner()
        self.go()
        press(self.page, "/planning/release", "button")


@pytest.fixture
def walk(
    request: pytest.FixtureRequest, sound: Festival, sign_in: SignIn, page_of: Browse, console: list[str], axe: Axe
) -> Walk:
    theme = request.param
    language, judged = VISITS[theme]
    planner, security = (sign_in(role, edition=sound.edition) for role in (Role.PLANNER, Role.SECURITY_LEAD))
    sound["ngo-mon"].contact_point = "Lều kỹ thuật 3"
    sound.add("contact", Contact(troupe_id=sound["circus"].id, name="Nguyễn Thị Sen", phone="0234 111 222"))
    speak(sound.session, language)
    page = page_of(planner)
    page.emulate_media(color_scheme=theme)
    judge = partial(faults, page, console=console, axe=axe, judged=(judged,))
    return Walk(sound, page, lambda: page_of(planner), lambda: page_of(security), lambda name: judge(f"{name}-{theme}"))


@pytest.mark.parametrize("walk", VISITS, indirect=True)
def test_every_state_of_the_next_release_is_sound(walk: Walk) -> None:
    walk.go()
    walk.page.locator("details.duties > summary").click()
    walk.page.locator("#security").focus()
    walk.page.keyboard.press("Space")
    press(walk.page, "/release/signing-duty", "button")
    walk.look("release-awaited")
    walk.security()
    walk.go()
    walk.sign("refused")
    walk.look("release-without-a-reason")
    walk.page.fill("#remark-security", "Cầu Trường Tiền chưa thông xe.")
    walk.sign("refused")
    walk.look("release-refused")
    walk.page.fill("#remark-security", "Đã rà soát, đồng ý.")
    walk.sign("signed")
    walk.look("release-signed")
    walk.publish()
    walk.look("release-first")
    walk.go()
    walk.look("release-nothing")
    assert walk.wrong == []


@pytest.mark.parametrize("walk", VISITS, indirect=True)
def test_every_page_of_a_release_is_sound(walk: Walk) -> None:
    walk.publish()
    move(walk.festival, "21:15")
    walk.security()
    walk.go()
    walk.sign("signed")
    walk.festival["N2"].crowd = 260
    move(walk.festival, "21:30")
    walk.go()
    walk.look("release-outdated")
    walk.publish()
    walk.look("release-second")
    walk.go("/release/2/notice")
    walk.look("release-notice")
    walk.go("/release/2/tellings")
    walk.look("release-tellings")
    press(walk.page, "/telling", "button >> nth=0")
    walk.look("release-told")
    assert walk.wrong == []


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
