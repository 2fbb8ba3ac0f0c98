"""A morning of rides for the small festival: whom to fetch, and searches that have answered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from festival_ops.accounts.models import Role
from festival_ops.planning.models import Ride, RideBook, RideRun
from festival_ops.planning.rides.answers import outline
from festival_ops.planning.rides.editing import direct
from festival_ops.planning.rides.kept import Standing, standing
from festival_ops.traffic.models import Transfer
from solver.rides import problem as core
from solver.rides.days import of_days
from solver.rides.plan import RideAnswer, RidePlan
from solver.saved import to_plain
from tests.support.people import SignIn, Visitor
from tests.support.programmes import Festival

RIDES = "/festival/song-huong/traffic/rides"

Propose = Callable[..., RideRun]


@pytest.fixture
def morning(rides: Festival) -> Festival:
    """A band of thirty at ten and a choir of twenty at noon, from the hotel to the citadel; and the crew at eight."""
    for name, hour, people in (("band", 10, 30), ("choir", 12, 20)):
        starts = rides.at(1, f"{hour:02}:00")
        hours = {"pickup_starts": starts, "pickup_ends": starts + timedelta(minutes=30)}
        hours |= {"delivery_starts": starts, "delivery_ends": starts + timedelta(minutes=90)}
        ends = {"origin": rides["hotel"], "destination": rides["citadel drop-off"]}
        facts = {"for_whom": name, "people": people, "troupe": rides["ashi"] if name == "band" else None}
        rides.add(name, Transfer(name=name, kinds=["coach"], **facts, **hours, **ends))
    rides.session.commit()
    return rides


@pytest.fixture
def lead(sign_in: SignIn, morning: Festival) -> Visitor:
    return sign_in(Role.TRAFFIC_LEAD, edition=morning.edition)


@pytest.fixture
def propose(morning: Festival) -> Propose:
    """A search that has answered with rides for these, each by itself; nobody has decided on it."""

    def answered(*carried: tuple[str, str, str], day: int | None = 0) -> RideRun:
        morning.session.commit()
        stands = stands_of(morning)
        problem = stands.problem if day is None else of_days(stands.problem, [day])
        made = tuple(ride_for(morning, stands, *each) for each in carried)
        plan = RidePlan(made)
        answer = to_plain(RideAnswer("complete", plan, plan.vehicles, plan.driven, 1.0))
        facts = {"seconds": 5, "options": {"day": day}, "problem": to_plain(problem), "answer": answer}
        run = RideRun(
            edition_id=morning.edition.id, revision=stands.revision, outline=outline(to_plain(problem), answer), **facts
        )
        morning.session.add(run)
        morning.session.commit()
        return run

    return answered


def stands_of(festival: Festival) -> Standing:
    return standing(festival.session(), festival.edition)


def ride_for(festival: Festival, stands: Standing, name: str, vehicle: str, driver: str) -> core.Ride:
    transfer = stands.problem.transfer(festival[name].id)
    return direct(
        stands.problem, festival[vehicle].id, festival[driver].id, transfer, transfer.people, transfer.luggage
    )


def told(festival: Festival) -> list[tuple[str, str, str]]:
    """Who is fetched by what and when people begin to board, in the order of time."""
    festival.session.expire_all()
    names = {festival[name].id: name for name in ("band", "choir", "crew")}
    vehicles = {festival[name].id: name for name in ("coach", "van")}
    return [
        (names[stop.transfer_id], vehicles[ride.vehicle_id], f"{festival.edition.local(stop.begins):%H:%M}")
        for ride in festival.session.scalars(select(Ride).order_by(Ride.starts))
        for stop in ride.stops
        if stop.boards
    ]


def revision(festival: Festival) -> int:
    festival.session.expire_all()
    return festival.session.scalar(select(RideBook.revision)) or 0


def numbers(festival: Festival) -> Sequence[int]:
    return festival.session.scalars(select(Ride.id).order_by(Ride.starts)).all()


def facts_of(visitor: Visitor, number: int, festival: Festival, **more: Any) -> dict[str, Any]:
    """The form of a ride as the page fills it in."""
    festival.session.expire_all()
    ride = festival.session.get_one(Ride, number)
    local = festival.edition.local
    begins = [f"{local(stop.begins):%H:%M}" for stop in ride.stops]
    facts = {"vehicle": ride.vehicle_id, "driver": ride.driver_id, "begins": begins, "version": ride.version}
    return {**facts, "key": f"{number}-{ride.version}-{len(more)}", **more}
