"""The rooms on the left: only doors that exist, and for each person only those that open."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from festival_ops.accounts.models import Role
from festival_ops.navigation import ROOMS
from tests.support.guests import with_guests
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

pytestmark = pytest.mark.databases("sqlite")


def doors(visitor: Visitor, festival: Festival) -> list[str]:
    # The first door that opens.
    page = visitor.get(visitor.get(f"/festival/{festival.edition.slug}/").location).text
    frame = re.search(r'<nav class="rooms".*?</nav>', page, re.DOTALL)
    assert frame is not None
    return re.findall(r'href="([^"]+)"', frame[0])


def test_every_door_leads_somewhere(app: Flask) -> None:
    endpoints = [door.endpoint for room in ROOMS for door in room.doors]
    assert [endpoint for endpoint in endpoints if endpoint not in app.view_functions] == []
    assert len(endpoints) == len(set(endpoints))


@pytest.mark.parametrize("role", list(Role), ids=str)
def test_every_door_that_is_shown_opens(role: Role, sign_in: SignIn, crew: Festival) -> None:
    troupe = crew["ashi"] if role is Role.TROUPE_COORDINATOR else None
    agency = crew["city police"] if role is Role.AGENCY_LIAISON else None
    escort = with_guests(crew)["liaison"] if role is Role.LIAISON_OFFICER else None
    visitor = sign_in(role, edition=crew.edition, troupe=troupe, agency=agency, escort=escort)
    shown = doors(visitor, crew)
    assert {door: visitor.get(door).status_code for door in shown if visitor.get(door).status_code != 200} == {}
    assert len(shown) >= 3


def test_a_viewer_sees_no_door_of_the_administration(sign_in: SignIn, festival: Festival) -> None:
    shown = doors(sign_in(Role.VIEWER, edition=festival.edition), festival)
    assert [door for door in shown if "/people/" in door or "/contact/" in door or "/party/" in door] == []


def test_an_edition_opens_at_the_first_door(sign_in: SignIn, festival: Festival) -> None:
    planner = sign_in(Role.PLANNER, edition=festival.edition)
    assert planner.get("/festival/song-huong/").location == doors(planner, festival)[0]
