"""The whole story once, in a browser: from the announced programme of Huế 2024 to a calendar that shows it."""

from __future__ import annotations

import re
import urllib.request

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from festival_ops import demo
from festival_ops.accounts.models import User
from festival_ops.config import Settings
from festival_ops.planning.models import ReleasedItem
from festival_ops.programme.models import Edition, Troupe
from tests.support.browsers import Axe
from tests.support.offices import Office

SEARCH_SECONDS = 20
PATIENCE = 120_000


@pytest.fixture
def hue(demo_edition: Edition, session: scoped_session[Session]) -> Edition:
    """Festival Huế 2024 with the demonstration's people, who read English here."""
    demo.sign_ins(session(), demo_edition)
    for user in session.scalars(select(User)):
        user.locale = "en"
    session.commit()
    return demo_edition


def sign_in(page: Page, email: str, password: str) -> None:
    page.goto("/")
    page.locator("input[name=email]").fill(email)
    page.locator("input[name=password]").fill(password)
    page.locator("main button.btn-primary").click()
    expect(page.locator("input[name=password]")).to_have_count(0)


def build(page: Page) -> None:
    """Asks the solver and watches it until the proposal is there."""
    page.get_by_role("link", name="Build the schedule").first.click()
    page.get_by_label("Seconds to search").fill(str(SEARCH_SECONDS))
    page.get_by_role("button", name="Build the schedule").click()
    expect(page.get_by_text(re.compile("proven best|at most .* better exists")).first).to_be_visible(timeout=PATIENCE)
    page.get_by_role("link", name="Look at the proposal").click(timeout=PATIENCE)


def sign_for_every_warning(page: Page) -> None:
    while page.get_by_role("link", name="Sign for it …").count():
        page.get_by_role("link", name="Sign for it …").first.click()
        page.get_by_label("Why this is acceptable").fill("The ward has agreed.")
        page.get_by_role("button", name="Sign", exact=True).click()
        page.goto("/festival/hue-2024/planning/release")


def events(calendar: str) -> list[str]:
    return re.findall(r"^UID:performance-(\d+)@", calendar, flags=re.MULTILINE)


@pytest.mark.from_cold
@pytest.mark.databases("sqlite")
def test_from_spreadsheets_to_a_calendar(
    hue: Edition, session: scoped_session[Session], settings: Settings, live_server: Office, browser: Browser,
    page: Page, console: list[str], axe: Axe,
) -> None:  # fmt: skip
    sign_in(page, "planner@festival.example", settings.demo_password)
    page.goto("/festival/hue-2024/planning/timeline")
    expect(page.get_by_text("0 of 118 placed")).to_be_visible()

    build(page)
    expect(page.get_by_role("heading", name=re.compile("Proposal of search"))).to_be_visible()
    assert page.locator("a.item").count() > 0
    assert axe(page) == []
    page.get_by_role("button", name="Accept the proposal").click()
    expect(page.get_by_text("118 of 118 placed")).to_be_visible()

    page.goto("/festival/hue-2024/planning/release")
    sign_for_every_warning(page)
    assert axe(page) == []
    page.get_by_role("button", name="Publish release 1").click()
    expect(page.get_by_role("heading", name="Release 1", exact=True)).to_be_visible()
    assert console == []

    everybody = browser.new_page(base_url=live_server.url, locale="en-GB")
    everybody.goto("/public/hue-2024/")
    told = everybody.locator(".public-item").count()
    everybody.close()
    coordinator = browser.new_context(base_url=live_server.url)
    calendar = followed(coordinator.new_page(), settings)
    coordinator.close()

    released = session.scalars(select(ReleasedItem)).all()
    troupe = session.scalars(select(Troupe).where(Troupe.short_name == demo.COORDINATED)).one()
    own = [str(row.performance_id) for row in released if troupe.id in row.troupe_ids]
    assert (len(released), told) == (118, sum(bool(row.facts["public"]) for row in released))
    assert sorted(events(calendar)) == sorted(own)


def followed(page: Page, settings: Settings) -> str:
    """The coordinator makes a feed of the own troupe; its address is fetched as a calendar would."""
    sign_in(page, "coordinator@festival.example", settings.demo_password)
    page.goto("/festival/hue-2024/calendars/feed/new")
    page.get_by_role("button", name="Make the feed").click()
    address = page.locator("#address").input_value()
    assert re.fullmatch(r"http://[^\s\"]+/feed/[\w-]{43}\.ics", address)
    with urllib.request.urlopen(address) as answer:
        return str(answer.read().decode())
