"""Drivers' sheets: what they tell, of a release or of a draft, and whether a printed one is still current."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import update

from festival_ops.accounts.models import Role
from festival_ops.planning.models import Ride, RideBook
from tests.planning.rides.releases.conftest import Drive
from tests.planning.rides.releases.test_ride_releases import RELEASES, RIDES, with_visit, words
from tests.support.networks import closure
from tests.support.papers import send
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")

PAPERS = f"{RIDES}/papers"


@pytest.fixture
def planned(rides: Festival, drive: Drive) -> Festival:
    with_visit(rides)
    drive("crew", "van", "driver", "07:45", "09:15")
    return rides


def another_driver(planned: Festival) -> None:
    driver, van = planned["coach driver"], planned["van"]
    driver.kinds = ["coach", "van"]
    planned.session.execute(update(Ride).where(Ride.vehicle_id == van.id).values(driver_id=driver.id))
    planned.session.execute(update(RideBook).values(revision=RideBook.revision + 1))


def release(lead: Visitor, **told: str) -> None:
    """And reads what the page says of it."""
    lead.get(send(lead, RELEASES, short="y", **told).location)


def sheet(page: str) -> str:
    return re.sub(r"\d\d/\d\d/\d{4} \d\d:\d\d", "(moment)", words(f"<main{page[page.index('<article') :]}"))


def question(page: str) -> str:
    """Where the code on the sheet leads."""
    found = re.search(r'<figcaption><a href="http://localhost([^"]+)"', page)
    assert found is not None
    return found[1]


def answer(lead: Visitor, asked: str) -> str:
    return re.sub(r"\d\d/\d\d/\d{4} \d\d:\d\d", "(moment)", words(lead.get(asked).text))


def test_a_sheet_tells_every_stop_and_the_closures_on_its_ways(planned: Festival, lead: Visitor) -> None:
    hours = {"starts": planned.at(1, "08:30"), "ends": planned.at(1, "11:00")}
    closure(planned, "market", ["C-1"], name_en="Market on Le Loi", **hours)
    closure(planned, "until the opening", ["C-1"], performance=planned["OPEN"], before=780)
    closure(planned, "elsewhere", ["A-1"], **hours)
    stops = (
        "Closed that day on these ways; go round 08:00–22:30 Until the opening 08:30–11:00 Market on Le Loi "
        "Ride 1 07:45–09:15 Driver: Driver 1 Time Place For whom People Luggage 07:45 Leave Bãi xe "
        "08:00–08:05 Bãi xe getting in: Tổ kỹ thuật 4 6 08:55–09:00 Điểm trả Thương Bạc getting out: Tổ kỹ thuật 4 6 "
        "09:15 Back at Bãi xe "
    )
    assert sheet(lead.get(PAPERS).text) == (
        "Draft, not released Xe 16 chỗ Friday 05/06/2026 Van · 15 seats · 1 ride · 4 people "
        f"No phone of the traffic command is on record. Calendar Is this still current? {stops}"
        "Revision 1 of the rides, printed on (moment)."
    )
    release(lead, phone="0234 382 1111")
    assert sheet(lead.get(PAPERS).text) == (
        "Xe 16 chỗ Friday 05/06/2026 Van · 15 seats · 1 ride · 4 people Traffic command: 0234 382 1111. "
        f"Calendar Is this still current? {stops}"
        "Release 1 of the rides, made on (moment) and signed by traffic_lead; printed on (moment)."
    )
    assert "No vehicle drives on this day" not in lead.get(f"{PAPERS}?draft=1").text
    assert "Release 1 of the rides tells of no vehicle on this day" in words(lead.get(f"{PAPERS}?day=2026-06-06").text)


def test_a_sheet_stays_current_until_a_release_changes_what_it_shows(
    planned: Festival, lead: Visitor, drive: Drive
) -> None:
    release(lead)
    asked = question(lead.get(PAPERS).text)
    before = "Drivers' sheets Is this sheet still current? Xe 16 chỗ · Friday 05/06/2026 · printed from release 1 "
    before += "of the rides of (moment) "
    assert answer(lead, asked) == f"{before}Yes, this sheet is current. Release 1 of the rides is the last one."
    drive("visit", "coach", "coach driver", "14:00", "16:00")
    release(lead)
    assert answer(lead, asked) == (
        f"{before}Yes, this sheet is current. "
        "Release 2 of the rides was made on (moment); nothing of what this sheet shows has changed."
    )
    another_driver(planned)
    release(lead)
    stops = "08:00 Bãi xe → 08:55 Điểm trả Thương Bạc"
    assert answer(lead, asked) == (
        f"{before}No, this sheet is out of date. "
        "Release 3 of the rides was made on (moment). Throw the sheet away and print it again. Driver's sheet, A4 "
        f"Rides as they are now 1 07:45–09:15 {stops} Lái xe 2 No longer so 1 07:45–09:15 {stops} Driver 1"
    )


def test_a_draft_says_that_it_was_never_released(planned: Festival, lead: Visitor) -> None:
    asked = question(lead.get(PAPERS).text)
    assert re.fullmatch(rf"{PAPERS}/vehicle/\d+/2026-06-05/draft-1-[0-9a-f]{{12}}/currency", asked)
    never = "This sheet is a draft and was never released."
    assert f"{never} The rides still stand as the sheet shows them" in answer(lead, asked)
    planned["depot"].name = "Bãi xe mới"
    assert f"{never} The rides have changed since" in answer(lead, asked)
    release(lead)
    assert f"{never} People were told release 1 of the rides." in answer(lead, asked)
    wrong = [f"{PAPERS}/vehicle/1/{day}/{stamp}/currency" for day, stamp in (("x", "release-1"), ("2026-06-05", "x"))]
    assert [lead.get(page).status_code for page in [*wrong, asked.replace("draft-1-", "release-7")]] == [404] * 3


@pytest.mark.parametrize("role", [Role.TROUPE_COORDINATOR, Role.AGENCY_LIAISON, None])
def test_nobody_outside_learns_anything_by_the_code(
    planned: Festival, lead: Visitor, sign_in: SignIn, role: Role | None
) -> None:
    asked = question(lead.get(PAPERS).text)
    scope = {"troupe": planned["ashi"]} if role is Role.TROUPE_COORDINATOR else {}
    other = sign_in(role, edition=planned.edition, **scope) if role else sign_in()
    assert [other.get(page).status_code for page in (asked, PAPERS, RELEASES)] == [404] * 3
