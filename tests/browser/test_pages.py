"""Every page in a real browser, for every role, in both languages, both themes, at a desk and on a phone.

With FESTIVAL_SCREENS set, a picture of each page goes into .build/screens.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask_security.utils import hash_password
from playwright.sync_api import Page, ViewportSize
from sqlalchemy import update
from sqlalchemy.orm import Session, scoped_session

from festival_ops.accounts.models import Role, User
from tests.support.addresses import Pages
from tests.support.browsers import Axe, Browse, rooms_once
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")

Rows = scoped_session[Session]
PASSWORD = "quen thuoc tung chu"
SCREENS = Path(".build/screens")
DESK = ViewportSize(width=1440, height=900)
PHONE = ViewportSize(width=390, height=844)
# Two visits a page cover both languages and both themes; the judge looks once at each window.
VISITS: dict[Any, tuple[str, ViewportSize]] = {"light": ("vi", DESK), "dark": ("en", PHONE)}


# Whoever sees the least first: what the others see with the same words has been looked at then.
ROLES = (Role.VIEWER, *(role for role in Role if role not in (Role.ADMIN, Role.VIEWER)))
# Who asks for it without having given the password is signed out.
SIGNS_OUT = "security.two_factor_token_validation"
# Form tokens and keys differ in each answer.
ONCE_ONLY = re.compile(r'value="[^"]*"')


@dataclass(frozen=True)
class Shown:
    """A page that somebody may open; `matter` is what stands on it without what is made anew for each answer."""

    address: str
    matter: str


def shown_to(visitor: Visitor, pages: Pages) -> dict[str, Shown]:
    """The pages that answer this person whole."""
    asked = {rule.endpoint: address for rule, address in pages if "GET" in (rule.methods or ())}
    ours = {endpoint for endpoint in asked if "static" not in endpoint and endpoint != SIGNS_OUT}
    answers = {endpoint: visitor.get(asked[endpoint]) for endpoint in sorted(ours)}
    whole = {e: a for e, a in answers.items() if a.status_code == 200 and a.mimetype == "text/html"}
    return {e: Shown(asked[e], matter_of(answer.text)) for e, answer in whole.items() if "<html" in answer.text}


def unlike(shown: dict[str, Shown]) -> dict[str, Shown]:
    """Ordinary screens once: what is new is asked for by the form that changes it, and removals share their page."""
    ordinary = [e.removesuffix("_edit") for e in shown if e.endswith("_edit") and e.replace("_edit", "_list") in shown]
    twice = {f"{stem}_new" for stem in ordinary} | {f"{stem}_removal" for stem in ordinary[1:]}
    return {endpoint: known for endpoint, known in shown.items() if endpoint not in twice}


def windows_of(endpoint: str, number: int) -> tuple[ViewportSize, ...]:
    """Where the judge looks: at both windows, and at one by turns of lists and forms, which are all drawn alike."""
    return ((DESK, PHONE)[number // 4 % 2],) if endpoint.endswith(("_list", "_edit")) else (DESK, PHONE)


def matter_of(page: str) -> str:
    return ONCE_ONLY.sub("", page.partition("<main")[2].partition("</main")[0])


def too_wide(page: Page) -> int:
    """By how many pixels the page is wider than the window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def keep(page: Page, name: str) -> None:
    if "FESTIVAL_SCREENS" in os.environ:
        SCREENS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SCREENS / f"{name}.png", full_page=True, caret="initial")


def speak(session: Rows, language: str) -> None:
    session.execute(update(User).values(locale=language))
    session.commit()


def faults(
    page: Page,
    name: str,
    console: list[str],
    axe: Axe,
    judged: tuple[ViewportSize, ...],
    windows: tuple[ViewportSize, ...] = (DESK, PHONE),
) -> list[str]:
    """What is wrong with the open page, at a desk and on a phone. That a refusal is no 200 is not its fault."""
    page.wait_for_load_state("load")
    wrong = [f"it says {line}" for line in console if "Failed to load resource" not in line]
    for window in windows:
        page.set_viewport_size(window)
        if (over := too_wide(page)) > 0:
            wrong.append(f"it is {over} px too wide at {window['width']}")
        keep(page, f"{name}-{window['width']}")
        wrong += axe(page) if window in judged else []
    page.set_viewport_size(DESK)
    console.clear()
    return [f"{name}: {fault}" for fault in wrong]


@pytest.mark.parametrize("half", [0, 1])
def test_every_page_is_sound(
    half: int, festival: Festival, sign_in: SignIn, pages: Pages, page_of: Browse, console: list[str], axe: Axe
) -> None:
    """Light at a desk and dark on a phone; every other page in Vietnamese, and the others where roles look at them."""
    chief = sign_in(Role.ADMIN)
    page, judge = page_of(chief), rooms_once(axe)
    wrong = []
    shown = list(unlike(shown_to(chief, pages)).items())
    assert len(shown) > 90
    for number, (endpoint, known) in list(enumerate(shown))[half::2]:
        speak(festival.session, ("vi", "en")[number // 2 % 2])
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        page.goto(known.address)
        judged = windows_of(endpoint, number)
        wrong += faults(page, f"{endpoint}-chief", console, judge, judged, (DESK,))
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        wrong += faults(page, f"{endpoint}-chief-dark", console, judge, judged, (PHONE,))
    assert wrong == []


def test_every_page_that_a_role_sees_otherwise_is_sound(
    festival: Festival, sign_in: SignIn, pages: Pages, page_of: Browse, console: list[str], axe: Axe
) -> None:
    """What the chief or another role sees with the same words is looked at with their eyes; what the chief cannot open
    at all comes before the judge here."""
    seen = {(endpoint, known.matter) for endpoint, known in shown_to(sign_in(Role.ADMIN), pages).items()}
    chiefs = {endpoint for endpoint, _matter in seen}
    judge = rooms_once(axe)
    wrong = []
    for role in ROLES:
        troupe = festival["circus"] if role is Role.TROUPE_COORDINATOR else None
        agency = festival["city police"] if role is Role.AGENCY_LIAISON else None
        escort = festival["liaison"] if role is Role.LIAISON_OFFICER else None
        member = sign_in(role, edition=festival.edition, troupe=troupe, agency=agency, escort=escort)
        page = page_of(member)
        own = {e: known for e, known in shown_to(member, pages).items() if (e, known.matter) not in seen}
        seen |= {(endpoint, known.matter) for endpoint, known in own.items()}
        for number, (endpoint, known) in enumerate(own.items()):
            speak(festival.session, ("vi", "en")[number % 2])
            page.goto(known.address)
            wrong += faults(page, f"{endpoint}-{role}", console, judge, () if endpoint in chiefs else (DESK, PHONE))
        speak(festival.session, "vi")
    assert wrong == []


@pytest.mark.parametrize("theme", VISITS)
def test_every_page_of_somebody_signed_out_is_sound(
    theme: Any, festival: Festival, client: Visitor, pages: Pages, page: Page, console: list[str], axe: Axe
) -> None:
    language, judged = VISITS[theme]
    page.emulate_media(color_scheme=theme)
    wrong = []
    shown = {endpoint: known.address for endpoint, known in shown_to(client, pages).items()}
    for endpoint, address in {**shown, "invitation": "/invitation/old", "lost": "/nowhere"}.items():
        page.goto(f"{address}{'&' if '?' in address else '?'}language={language}")
        assert page.locator("html").get_attribute("lang") == language
        wrong += faults(page, f"{endpoint}-out-{theme}", console, axe, (judged,))
    assert wrong == []


@pytest.mark.parametrize("theme", VISITS)
def test_the_page_of_an_empty_office_is_sound(
    theme: Any, session: Rows, page: Page, console: list[str], axe: Axe
) -> None:
    page.emulate_media(color_scheme=theme)
    wrong = []
    for name, address in {"first": "/first-administrator", "sign-in": "/sign-in"}.items():
        page.goto(address)
        wrong += faults(page, f"{name}-{theme}", console, axe, (VISITS[theme][1],))
    assert wrong == []


@pytest.mark.parametrize("theme", VISITS)
def test_every_refusal_is_sound(
    theme: Any, festival: Festival, sign_in: SignIn, page_of: Browse, console: list[str], axe: Axe
) -> None:
    language, judged = VISITS[theme]
    planner = sign_in(Role.PLANNER, edition=festival.edition)
    speak(festival.session, language)
    page = page_of(planner)
    page.emulate_media(color_scheme=theme)
    slug = festival.edition.slug
    area = f"/festival/{slug}/programme"
    citadel, park = festival["citadel"].id, festival["park"].id
    festival.session.commit()
    wrong = []
    for name, address in {
        "missing": "/nowhere",
        "forbidden": f"/festival/{slug}/people/",
        "wrong-method": "/account/language",
        "needed": f"{area}/venue/{citadel}/removal",
        "unfound": f"{area}/venue/?q=zzz",
    }.items():
        page.goto(address)
        wrong += faults(page, f"{name}-{theme}", console, axe, (judged,))
    page.goto(f"{area}/stage/new")
    page.locator("form.form button").first.click()
    wrong += faults(page, f"incomplete-{theme}", console, axe, (judged,))
    _overlap(page, f"{area}/venue/{park}/edit")
    wrong += faults(page, f"overlap-{theme}", console, axe, (judged,))
    assert wrong == []


@pytest.mark.parametrize("theme", VISITS)
def test_every_page_that_only_a_click_opens_is_sound(
    theme: Any, festival: Festival, sign_in: SignIn, page_of: Browse, console: list[str], axe: Axe
) -> None:
    language, judged = VISITS[theme]
    sign_in(Role.VIEWER, edition=festival.edition)
    chief = sign_in(Role.ADMIN)
    slug = festival.edition.slug
    festival.session.execute(update(User).values(password=hash_password(PASSWORD)))
    speak(festival.session, language)
    page = page_of(chief)
    page.emulate_media(color_scheme=theme)
    page.goto(f"/festival/{slug}/people/")
    page.locator(".row-acts button").first.click()
    page.wait_for_selector("#link")
    wrong = faults(page, f"link-{theme}", console, axe, (judged,))
    page.goto("/tf-setup")
    page.fill("#password", PASSWORD)
    page.locator("form.form-alone button").click()
    page.goto("/tf-setup")
    page.locator("button[value=authenticator]").click()
    page.wait_for_selector(".qr")
    wrong += faults(page, f"two-factor-{theme}", console, axe, (judged,))
    _gone(page, f"/festival/{slug}/programme/venue")
    wrong += faults(page, f"gone-{theme}", console, axe, (judged,))
    assert wrong == []


def _gone(page: Page, venue: str) -> None:
    """Somebody removes in another window what this one edits."""
    page.goto(f"{venue}/new")
    page.fill("#name", "Cầu Trường Tiền")
    page.locator("form.form button.btn-primary").click()
    page.wait_for_selector(".facts")
    address = page.url
    page.goto(f"{address}/edit")
    other = page.context.new_page()
    other.goto(f"{address}/removal")
    other.fill("#reason", "Không dùng nữa")
    other.locator("form.form button.btn-danger").click()
    other.wait_for_url(lambda url: not url.endswith("/removal"))
    other.close()
    page.fill("#capacity", "4000")
    page.locator("form.form button.btn-primary").click()
    page.wait_for_selector(".notice-warning")


def _overlap(page: Page, form: str) -> None:
    """Somebody saves in another window before this one does."""
    page.goto(form)
    other = page.context.new_page()
    other.goto(form)
    other.fill("#capacity", "3500")
    other.locator("form.form button.btn-primary").click()
    other.wait_for_url(lambda url: not url.endswith("/edit"))
    other.close()
    page.fill("#capacity", "4000")
    page.fill("#name_en", "Thuong Bac Park")
    page.locator("form.form button.btn-primary").click()
    page.wait_for_selector("table.versions")
