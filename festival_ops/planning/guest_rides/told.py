"""The cars of delegations as they were released: what may be told to those who go along."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from festival_ops.planning.models import GuestTransfer, ReleasedRide, ReleasedRideStop
from festival_ops.planning.rides.journeys import Halt, Journey, Passage
from festival_ops.planning.rides.outgoing import last_rides, released_journeys
from festival_ops.programme.models import Edition
from festival_ops.traffic.models import Driver


@dataclass(frozen=True)
class Car:
    """A way of a delegation in one vehicle, for a leg or for a ceremony. `phone` is the driver's own, which stands in
    no release: it is looked up for whoever may call."""

    delegation: int
    leg: int | None
    ceremony: int | None
    purpose: str
    passage: Passage
    phone: str

    @property
    def journey(self) -> Journey:
        return self.passage.journey

    @property
    def boards(self) -> Halt:
        return self.passage.boards

    @property
    def starts(self) -> datetime:
        return self.passage.starts

    @property
    def told(self) -> list[Any]:
        """What somebody who has seen it would want to be told anew, as JSON keeps it."""
        return [self.journey.vehicle, self.journey.driver, self.starts.isoformat(), self.boards.facts.get("place_id")]


def told_cars(session: Session, edition: Edition, delegations: Collection[int]) -> list[Car]:
    """Of the last release of the rides, in the order of time."""
    release = last_rides(session, edition)
    rows = select(GuestTransfer).where(GuestTransfer.edition_id == edition.id)
    ties = {row.transfer_id: row for row in session.scalars(rows.where(GuestTransfer.delegation_id.in_(delegations)))}
    if release is None or not ties:
        return []
    on = select(ReleasedRideStop.ride_id).where(ReleasedRideStop.transfer_id.in_(ties))
    journeys = released_journeys(session, edition, [release.id], ReleasedRide.id.in_(on)).get(release.id, [])
    drivers = select(Driver.id, Driver.phone).where(Driver.id.in_({journey.driver for journey in journeys}))
    phones = {row.id: row.phone for row in session.execute(drivers)}
    cars = [
        _car(ties[passage.boards.transfer], passage, phones.get(journey.driver, ""))
        for journey in journeys
        for passage in journey.passages
        if passage.boards.transfer in ties
    ]
    return sorted(cars, key=lambda car: car.starts)


def _car(tie: GuestTransfer, passage: Passage, phone: str) -> Car:
    return Car(tie.delegation_id or 0, tie.leg_id, tie.ceremony_id, tie.purpose, passage, phone)
