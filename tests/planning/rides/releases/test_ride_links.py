"""From a vehicle, a driver and a troupe to their rides, and to the calendars that may be given to them."""

from __future__ import annotations

import pytest

from festival_ops.accounts.models import Role
from tests.planning.rides.releases.conftest import Drive
from tests.planning.rides.releases.test_ride_releases import words
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")

HOME = "/festival/song-huong"


def test_a_vehicle_and_its_driver_show_their_rides(
    rides: Festival, drive: Drive, lead: Visitor, sign_in: SignIn
) -> None:
    ride = drive("crew", "van", "driver", "07:45", "09:15")
    van, driver = (f"{HOME}/traffic/{each}" for each in (f"vehicle/{ride.vehicle_id}", f"driver/{ride.driver_id}"))
    assert "Rides 1 Friday 05/06/2026 07:45–09:15 Crew to the build Driver 1" in words(lead.get(van).text)
    assert "Rides 1 Friday 05/06/2026 07:45–09:15 Crew to the build Xe 16 chỗ" in words(lead.get(driver).text)
    other = lead.get(f"{HOME}/traffic/vehicle/{rides['coach'].id}").text
    assert "No ride is planned for it yet." in other
    calendar = f'href="{HOME}/calendars/feed/new?subject=vehicle:{ride.vehicle_id}"'
    assert [calendar in page for page in (lead.get(van).text, other)] == [True, False]
    # Whoever does not write roads may not give it out.
    assert calendar not in sign_in(Role.PLANNER, edition=rides.edition).get(van).text


def test_a_coordinator_gives_out_both_calendars_of_the_troupe(rides: Festival, sign_in: SignIn) -> None:
    ashi = rides["ashi"].id
    coordinator = sign_in(Role.TROUPE_COORDINATOR, edition=rides.edition, troupe=rides["ashi"])
    page = coordinator.get(f"{HOME}/programme/troupe/{ashi}").text
    for subject in (f"troupe:{ashi}", f"rides:{ashi}"):
        address = f"{HOME}/calendars/feed/new?subject={subject}"
        assert f'href="{address}"' in page
        assert f'<option selected value="{subject}">' in coordinator.get(address).text
