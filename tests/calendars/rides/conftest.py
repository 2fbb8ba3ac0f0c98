"""The festival of planning's tests with released rides: what a release writes down is said here by hand."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest

from festival_ops.accounts.models import Role
from festival_ops.planning.models import RideRelease
from festival_ops.planning.rides.journeys import Halt, Journey
from festival_ops.planning.rides.outgoing import write
from tests.support.papers import send
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival, festival

__all__ = ["festival"]

Subscribe = Callable[..., str]
FEEDS = "/festival/song-huong/calendars"
PLACES = {
    "airport": {"place_id": 1, "place": "Sân bay Phú Bài", "place_en": "Phu Bai Airport", "address": "Phú Bài"},
    "hotel": {"place_id": 2, "place": "Khách sạn Hương Giang", "latitude": 16.47, "longitude": 107.59},
    "citadel": {"place_id": 3, "place": "Điểm trả Đại Nội"},
}
VEHICLES = {
    7: {"vehicle": "Xe 45 chỗ số 1", "vehicle_en": "Coach 1", "plate": "75B-012.34"},
    8: {"vehicle": "Xe 45 chỗ số 2", "vehicle_en": "Coach 2", "plate": "75B-056.78"},
}


@dataclass
class Told:
    """`drive` makes a ride; what a release tells is said when it is made."""

    festival: Festival
    number: int = 0
    facts: dict[str, Any] = field(default_factory=dict)

    def drive(self, number: int, vehicle: int, starts: str, ends: str, *halts: Halt, driver: int = 1) -> Journey:
        words = {"kind": "Xe khách", "kind_en": "Coach", "driver": "Lái xe Một", "driver_en": "", "home": "Bãi xe A"}
        first, last = self.festival.at(1, starts), self.festival.at(1, ends)
        day = self.festival.edition.days[0]
        return Journey(number, vehicle, driver, day, first, last, VEHICLES[vehicle] | words | self.facts, halts)

    def way(self, transfer: int, troupe: str, people: int, *ends: tuple[str, str]) -> list[Halt]:
        row = self.festival[troupe]
        whom = {"whom": row.name, "whom_en": row.name_en or ""}
        return [
            self._halt(transfer, number == 0, people, row.id, self.festival.at(1, clock), PLACES[place] | whom)
            for number, (place, clock) in enumerate(ends)
        ]

    def release(self, *journeys: Journey, at: datetime | None = None) -> RideRelease:
        self.number += 1
        facts = {"signer": "Phụ trách giao thông", "rides_revision": 0, "unserved": 0, "phone": "0234 382 0000"}
        made = RideRelease(edition_id=self.festival.edition.id, number=self.number, **facts)
        if at is not None:
            made.at = at
        self.festival.session.add(made)
        self.festival.session.flush()
        write(self.festival.session(), made, journeys)
        self.festival.session.commit()
        return made

    def _halt(
        self, transfer: int, boards: bool, people: int, troupe: int, moment: datetime, facts: dict[str, Any]
    ) -> Halt:
        departs = moment + timedelta(minutes=5)
        return Halt(transfer, boards, people, people // 2, moment, moment, departs, troupe, facts)


@pytest.fixture
def told(festival: Festival) -> Told:
    return Told(festival)


@pytest.fixture
def lead(sign_in: SignIn, festival: Festival) -> Visitor:
    return sign_in(Role.TRAFFIC_LEAD, edition=festival.edition)


@pytest.fixture
def subscribe(festival: Festival) -> Subscribe:
    """Makes a feed by the page for it, and gives the path of its address."""

    def made(visitor: Visitor, kind: str, id: int) -> str:
        page = send(visitor, f"{FEEDS}/feed/new", subject=f"{kind}:{id}")
        found = re.search(r'id="address" value="([^"]+)"', page.text)
        assert found is not None, page.text
        return urlsplit(found[1]).path

    return made
