"""A lead with a phone where the network comes and goes."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Error, Locator, Page, expect
from sqlalchemy import delete, select

from festival_ops.accounts.models import Membership, Role
from festival_ops.database import now
from festival_ops.planning.models import Attendance, Duty
from tests.planning.roster.conftest import FIELD, ROSTER
from tests.planning.roster.test_roster_in_browser import sound_in
from tests.support.browsers import Axe, Browse
from tests.support.people import SignIn
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")


@pytest.fixture
def page(staffed: Festival, sign_in: SignIn, page_of: Browse) -> Page:
    """The festival is today, and four guards are needed at the gate from its first minute to its last."""
    edition = staffed.edition
    today = edition.festival_day(now())
    edition.first_day, edition.last_day = today, today + timedelta(days=2)
    staffed["C01"].hours.clear()
    staffed["evening"].starts = staffed["evening"].ends = edition.cutoff
    staffed["BV-02"].phone = "0900 000 002"
    for code in ("BV-02", "BV-03", "BV-04", "BV-05"):
        staffed.session.add(Duty(edition_id=edition.id, officer=staffed[code], need=staffed["gate"], day=today))
    staffed.session.commit()
    page = page_of(sign_in(Role.SECURITY_LEAD, edition=edition))
    staffed.session.commit()
    page.set_viewport_size({"width": 390, "height": 844})
    return page


def came(staffed: Festival) -> list[str]:
    staffed.session.expire_all()
    found = staffed.session.scalars(select(Attendance).where(Attendance.arrived.is_not(None)).order_by(Attendance.id))
    codes = [row.officer.code for row in found]
    staffed.session.commit()
    return codes


def tap(page: Page, name: str) -> Locator:
    return page.locator(f".field-post [data-duty] button[aria-label='{name}']")


def test_taps_without_a_network_are_kept_and_sent_once_when_it_is_back(
    page: Page, staffed: Festival, axe: Axe, console: list[str]
) -> None:
    page.goto(f"{FIELD}/")
    assert sound_in(page, "light", 390, axe) == []
    page.context.set_offline(True)
    for number in ("02", "03"):
        tap(page, f"Check in: Nhân viên {number}").click()
    expect(page.get_by_text("2 waiting to be sent.")).to_be_visible()
    expect(page.locator(".field-post .field-is-waiting .field-state")).to_have_text(["waiting to be sent"] * 2)
    assert sound_in(page, "dark", 390, axe) == []
    assert came(staffed) == []
    page.context.set_offline(False)
    expect(page.get_by_role("button", name=re.compile("Check out"))).to_have_count(2)
    expect(page.get_by_text("waiting to be sent")).to_have_count(0)
    assert came(staffed) == ["BV-02", "BV-03"]
    tap(page, "Check in: Nhân viên 04").dblclick()
    expect(page.get_by_role("button", name="Check out: Nhân viên 04")).to_be_visible()
    page.get_by_role("button", name="Undo: Nhân viên 03").click()
    expect(tap(page, "Check in: Nhân viên 03")).to_be_visible()
    assert came(staffed) == ["BV-02", "BV-04"]
    assert sound_in(page, "dark", 390, axe) == []
    assert console == []


def test_what_waits_outlives_the_page_and_what_is_refused_is_said(
    page: Page, staffed: Festival, sign_in: SignIn
) -> None:
    """The network is there and does not answer, in a browser without workers; meanwhile another lead takes somebody
    off duty."""
    page.add_init_script("delete Navigator.prototype.serviceWorker")
    other = sign_in(Role.SECURITY_LEAD, edition=staffed.edition)
    at_the_post = f"{FIELD}/post/{staffed['C01'].id}?via=code"
    duty = staffed.session.scalars(select(Duty.id).where(Duty.officer_id == staffed["BV-03"].id)).one()
    staffed.session.commit()
    page.goto(f"{FIELD}/")
    page.context.route("**/attendance*", lambda route: route.abort())
    tap(page, "Check in: Nhân viên 02").click()
    tap(page, "Check in: Nhân viên 03").click()
    expect(page.get_by_text("2 waiting to be sent.")).to_be_visible()
    assert other.post(f"{ROSTER}/duty/{duty}/removal").status_code == 303
    page.context.unroute("**/attendance*")
    page.goto(at_the_post)
    expect(page.get_by_role("alert")).to_contain_text("Nhân viên 03 (BV-03) was not checked in")
    expect(page.get_by_text("Nhân viên 02 (BV-02) is checked in at")).to_be_visible()
    assert came(staffed) == ["BV-02"]


KEPT = "caches.match(location.href).then((kept) => Boolean(kept) && Boolean(navigator.serviceWorker.controller))"
NOTHING_KEPT = (
    "Promise.all([caches.keys(), navigator.serviceWorker.getRegistrations()])"
    ".then(([names, workers]) => names.length + workers.length === 0)"
)


def settled(page: Page, said: str) -> None:
    """Waits until the promise holds true; `wait_for_function` takes any promise for true."""
    for _attempt in range(100):
        if page.evaluate(said):
            return
        page.wait_for_timeout(100)
    pytest.fail(f"It never came true: {said}")


def test_the_page_opens_anew_without_a_network_and_nothing_is_left_after_signing_out(
    page: Page, staffed: Festival, axe: Axe
) -> None:
    page.goto(f"{FIELD}/")
    settled(page, KEPT)
    mark = page.get_by_text(re.compile(r"As of \d\d:\d\d, without a network\."))
    expect(mark).to_be_hidden()
    page.context.set_offline(True)
    page.reload()
    expect(mark).to_be_visible()
    expect(page.locator(".field-post .field-name b")).to_have_text([f"Nhân viên 0{number}" for number in range(2, 6)])
    assert sound_in(page, "light", 390, axe) == []
    tap(page, "Check in: Nhân viên 02").click()
    expect(page.get_by_text("1 waiting to be sent.")).to_be_visible()
    page.reload()
    expect(page.get_by_text("1 waiting to be sent.")).to_be_visible()
    assert came(staffed) == []
    page.context.set_offline(False)
    expect(page.get_by_role("button", name="Check out: Nhân viên 02")).to_be_visible()
    expect(mark).to_be_hidden()
    assert came(staffed) == ["BV-02"]
    assert page.evaluate("caches.match('/').then((kept) => kept === undefined)")
    page.get_by_label("account and sign-out").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page).not_to_have_url(re.compile("field"))
    settled(page, NOTHING_KEPT)


OWNERS = "caches.keys().then((names) => names.filter((name) => !name.endsWith('looks')))"


def test_a_copy_goes_when_another_person_comes_or_its_holder_may_not_know_it_any_more(
    page: Page, staffed: Festival, sign_in: SignIn, page_of: Browse
) -> None:
    page.goto(f"{FIELD}/")
    settled(page, KEPT)
    (first,) = page.evaluate(OWNERS)
    page_of(sign_in(Role.SECURITY_LEAD, edition=staffed.edition))
    page.goto(f"{FIELD}/post/{staffed['C01'].id}")
    settled(page, KEPT)
    (second,) = page.evaluate(OWNERS)
    assert first != second
    staffed.session.execute(delete(Membership))
    staffed.session.commit()
    page.reload()
    expect(page.get_by_text("Nhân viên 02")).to_have_count(0)
    settled(page, f"{OWNERS}.then((names) => names.length === 0)")
    page.context.set_offline(True)
    with pytest.raises(Error, match=r"ERR_\w+"):
        page.reload()
