"""Where vehicles with a badge are wanted: at the venues where they stop, and in closures on the ways of their rides."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from festival_ops.planning.models import Plan, Ride, RideStop
from festival_ops.planning.passes.stays import Found, Stay
from festival_ops.planning.rides.closed_ways import ClosedWays
from festival_ops.programme.models import Edition
from festival_ops.protocol.pass_kinds import VEHICLE
from festival_ops.traffic.models import RidePlace, Transfer, Vehicle


def vehicle_stays(session: Session, edition: Edition, plan: Plan | None) -> Found:
    rows = select(RidePlace).where(RidePlace.edition_id == edition.id)
    places = {row.id: row for row in session.scalars(rows)}
    closed = ClosedWays(session, edition, plan, places)
    for ride in _rides(session, edition):
        key, way = (VEHICLE, ride.vehicle_id), [ride.vehicle.home_id]
        for stop in ride.stops:
            place = places.get(_where(stop) or 0)
            way += [place.id] if place is not None else []
            if place is not None and place.venue_id is not None:
                yield key, Stay(stop.arrives, stop.departs, ride, frozenset({place.venue_id}))
        for each in closed.opened(ride.vehicle, [*way, ride.vehicle.home_id], ride.starts, ride.ends):
            yield key, Stay(each.starts, each.until, each.closure, road=True)


def _rides(session: Session, edition: Edition) -> list[Ride]:
    stops = selectinload(Ride.stops).joinedload(RideStop.transfer)
    rows = select(Ride).join(Ride.vehicle).where(Ride.edition_id == edition.id, Vehicle.exempt).order_by(Ride.id)
    return list(session.scalars(rows.options(stops, joinedload(Ride.vehicle))))


def _where(stop: RideStop) -> int | None:
    transfer: Transfer = stop.transfer
    return transfer.origin_id if stop.boards else transfer.destination_id
