"""The rides of an edition as they stand, as facts of the core."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from festival_ops.planning.clock import Clock
from festival_ops.planning.models import Ride, RideStop
from festival_ops.programme.models import Edition
from solver.rides import problem as core
from solver.rides.problem import RideProblem


def current_rides(session: Session, edition: Edition) -> tuple[core.Ride, ...]:
    """In the order of time."""
    return tuple(booked(session, edition).values())


def booked(session: Session, edition: Edition) -> dict[int, core.Ride]:
    """The same by their numbers."""
    clock = Clock.of(edition)
    minute, stop, ride = clock.minute, RideStop, Ride
    columns = (stop.ride_id, stop.transfer_id, stop.boards, stop.people, stop.luggage)
    hours = (stop.arrives, stop.begins, stop.departs)
    of = select(*columns, *hours).join(ride).where(ride.edition_id == edition.id)
    stops: dict[int, list[core.Stop]] = {}
    for number, transfer, boards, people, luggage, *moments in session.execute(of.order_by(ride.id, stop.position)):
        stops.setdefault(number, []).append(core.Stop(transfer, boards, people, luggage, *map(minute, moments)))
    rows = select(ride.id, ride.vehicle_id, ride.driver_id, ride.starts, ride.ends).where(ride.edition_id == edition.id)
    return {
        number: core.Ride(vehicle, driver, minute(starts), minute(ends), tuple(stops.get(number, ())))
        for number, vehicle, driver, starts, ends in session.execute(rows.order_by(ride.starts, ride.id))
    }


def known(problem: RideProblem, rides: Mapping[int, core.Ride]) -> dict[int, core.Ride]:
    """As far as the problem knows them: a transfer may have lost its hours with its show since."""
    vehicles, drivers = {row.id for row in problem.vehicles}, {row.id for row in problem.drivers}
    transfers = {row.id for row in problem.transfers}
    return {
        number: replace(ride, stops=tuple(stop for stop in ride.stops if stop.transfer in transfers))
        for number, ride in rides.items()
        if ride.vehicle in vehicles and ride.driver in drivers
    }


def paired(before: Iterable[core.Ride], after: Iterable[core.Ride]) -> dict[core.Ride, core.Ride]:
    """Which earlier ride each later one goes on from: by the same vehicle, with the most people in common."""
    left = list(before)
    pairs: dict[core.Ride, core.Ride] = {}
    for ride in after:
        own = {stop.transfer for stop in ride.stops}
        found = [one for one in left if one.vehicle == ride.vehicle and own & {stop.transfer for stop in one.stops}]
        if found:
            pairs[ride] = max(found, key=lambda one: (one == ride, len(own & {stop.transfer for stop in one.stops})))
            left.remove(pairs[ride])
    return pairs
