"""Who drives the delegations and guests without one: the rides as they stand, beside the transfers that were drafted
for legs and ceremonies.

Only pages of protocol read this.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, joinedload

from festival_ops.planning.ceremony.hours import hours_of
from festival_ops.planning.guest_rides.asked_for import guest_drafting
from festival_ops.planning.guest_rides.moves import BACK, ON, TO, Occasion
from festival_ops.planning.models import GuestTransfer, Plan, Ride, RideStop
from festival_ops.planning.rides.asked_for import CHANGED, ENDED
from festival_ops.programme.models import Edition
from festival_ops.protocol.models import Ceremony, Delegation, Guest, Leg
from festival_ops.traffic.models import Driver, Transfer, Vehicle


@dataclass(frozen=True)
class Seated:
    """People of one transfer in one vehicle: when they begin to get in, and when all of them are out."""

    vehicle: Vehicle
    driver: Driver
    people: int
    fetched: datetime
    out: datetime


@dataclass(frozen=True)
class Driven:
    """One transfer of a delegation, and the rides that carry it. `closes` is when the ceremony closes its doors, for
    those who are brought to it; `outdated` says that the delegation asks for it otherwise by now."""

    tie: GuestTransfer
    rides: tuple[Seated, ...]
    closes: datetime | None
    outdated: bool

    @property
    def transfer(self) -> Transfer:
        return self.tie.transfer

    @property
    def missing(self) -> int:
        """How many people nobody drives."""
        return max(0, self.transfer.people - sum(ride.people for ride in self.rides))

    @property
    def warnings(self) -> list[str]:
        return list(self._warnings())

    def _warnings(self) -> Iterator[str]:
        if not self.rides:
            yield _("nobody drives them yet")
        elif self.missing:
            yield ngettext("%(num)s person has no ride", "%(num)s people have no ride", self.missing)
        late = [ride for ride in self.rides if self.closes is not None and ride.out > self.closes]
        if late and self.closes is not None:
            yield _("the ride arrives after the doors are closed at %(hour)s", hour=f"{self.closes:%H:%M}")
        if self.outdated:
            yield _("it is asked for otherwise by now; traffic has not taken that over yet")


def driven(session: Session, edition: Edition, plan: Plan | None, *conditions: ColumnElement[bool]) -> list[Driven]:
    """Of the edition, in the order of time."""
    rows = select(GuestTransfer).join(Transfer, Transfer.id == GuestTransfer.transfer_id)
    rows = rows.where(GuestTransfer.edition_id == edition.id, *conditions)
    ends = joinedload(GuestTransfer.transfer)
    rows = rows.options(
        ends.joinedload(Transfer.origin),
        ends.joinedload(Transfer.destination),
        joinedload(GuestTransfer.delegation),
        joinedload(GuestTransfer.guest),
        joinedload(GuestTransfer.ceremony),
    )
    ties = list(session.scalars(rows.order_by(Transfer.pickup_starts, GuestTransfer.id)))
    if not ties:
        return []
    seats = _seats(session, [tie.transfer_id for tie in ties])
    states = {line.key: line.state for line in guest_drafting(session, edition, plan).lines}
    ceremonies = {tie.ceremony for tie in ties if tie.ceremony is not None and tie.purpose in (TO, ON)}
    hours = hours_of(session, plan, ceremonies)
    closes = {row.id: edition.local(Occasion(row, hours[row.id]).closes) for row in ceremonies if row.id in hours}
    return [
        Driven(
            tie,
            tuple(seats.get(tie.transfer_id, ())),
            closes.get(tie.ceremony_id or 0) if tie.purpose != BACK else None,
            states.get(tie.key) in (CHANGED, ENDED),
        )
        for tie in ties
    ]


def of_delegation(session: Session, plan: Plan | None, edition: Edition, row: Delegation) -> list[Driven]:
    return driven(session, edition, plan, GuestTransfer.delegation_id == row.id)


def of_guest(session: Session, plan: Plan | None, edition: Edition, row: Guest) -> list[Driven]:
    """Of a guest without a delegation."""
    return driven(session, edition, plan, GuestTransfer.guest_id == row.id)


def of_ceremony(session: Session, plan: Plan | None, edition: Edition, row: Ceremony) -> list[Driven]:
    return driven(session, edition, plan, GuestTransfer.ceremony_id == row.id)


def of_legs(session: Session, plan: Plan | None, edition: Edition, legs: Iterable[Leg]) -> dict[int, list[Driven]]:
    """By leg."""
    held: dict[int, list[Driven]] = {}
    for each in driven(session, edition, plan, GuestTransfer.leg_id.in_([leg.id for leg in legs])):
        held.setdefault(each.tie.leg_id or 0, []).append(each)
    return held


def _seats(session: Session, transfers: list[int]) -> dict[int, list[Seated]]:
    """Each time that people of a transfer get in, and out again further on, on the same ride."""
    rows = select(RideStop).where(RideStop.transfer_id.in_(transfers)).order_by(RideStop.ride_id, RideStop.position)
    ride = joinedload(RideStop.ride)
    held: dict[int, list[Seated]] = {}
    waiting: dict[tuple[int, int], list[RideStop]] = {}
    for stop in session.scalars(rows.options(ride.joinedload(Ride.vehicle), ride.joinedload(Ride.driver))):
        boarded = waiting.setdefault((stop.ride_id, stop.transfer_id), [])
        if stop.boards:
            boarded.append(stop)
        elif boarded:
            first = boarded.pop(0)
            seated = Seated(stop.ride.vehicle, stop.ride.driver, first.people, first.begins, stop.departs)
            held.setdefault(stop.transfer_id, []).append(seated)
    return held
