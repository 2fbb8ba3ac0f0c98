"""Rides by hand, whatever the rules say, for tests of what becomes of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from festival_ops.accounts.models import Role
from festival_ops.planning.models import Ride, RideBook, RideStop
from festival_ops.traffic.models import Transfer
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

Drive = Callable[..., Ride]
FIVE = timedelta(minutes=5)


@pytest.fixture
def lead(sign_in: SignIn, rides: Festival) -> Visitor:
    return sign_in(Role.TRAFFIC_LEAD, edition=rides.edition)


@pytest.fixture
def drive(rides: Festival) -> Drive:
    """Takes one transfer by itself: leaves home and is back at the hours told, fetches and brings a quarter after."""

    def driven(transfer: str, vehicle: str, driver: str, starts: str, ends: str, day: int = 1) -> Ride:
        row, session = rides[transfer], rides.session
        first, last = rides.at(day, starts), rides.at(day, ends)
        made = Ride(vehicle=rides[vehicle], driver=rides[driver], starts=first, ends=last)
        made.stops = [
            _stop(row, position, moment) for position, moment in enumerate((first + 3 * FIVE, last - 4 * FIVE))
        ]
        rides.add(f"ride of {transfer}", made)
        book = session.query(RideBook).filter_by(edition_id=rides.edition.id).one_or_none()
        if book is None:
            rides.add("book", RideBook(revision=1))
        else:
            book.revision += 1
        session.commit()
        return made

    return driven


def _stop(row: Transfer, position: int, moment: object) -> RideStop:
    hours = {"arrives": moment, "begins": moment, "departs": moment + FIVE}  # type: ignore[operator]
    people = {"people": row.people, "luggage": row.luggage}
    return RideStop(transfer=row, position=position, boards=position == 0, **people, **hours)
