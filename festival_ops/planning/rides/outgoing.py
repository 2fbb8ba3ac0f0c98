"""The rides as people were told them: releases and what they wrote down. What leaves the house is read here and nowhere
else."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, insert, select
from sqlalchemy.orm import Session, defer

from festival_ops.planning.models import ReleasedRide, ReleasedRideStop, RideRelease
from festival_ops.planning.rides.journeys import Halt, Journey
from festival_ops.programme.models import Edition


@dataclass(frozen=True)
class RidesTold:
    """A release, when it was made, the phone of the traffic command, and what of it is asked for."""

    number: int
    at: datetime
    phone: str
    journeys: tuple[Journey, ...]


def last_rides(session: Session, edition: Edition) -> RideRelease | None:
    """Without the long lists that it keeps; they are read where they are asked for."""
    return session.scalar(releases_of(edition).limit(1))


def releases_of(edition: Edition) -> Any:
    """The last one first."""
    rows = select(RideRelease).where(RideRelease.edition_id == edition.id).order_by(RideRelease.number.desc())
    return rows.options(defer(RideRelease.changes), defer(RideRelease.warnings))


def numbered_rides(session: Session, edition: Edition, number: int) -> RideRelease | None:
    rows = select(RideRelease).where(RideRelease.edition_id == edition.id, RideRelease.number == number)
    return session.scalar(rows)


def write(session: Session, release: RideRelease, journeys: Iterable[Journey]) -> None:
    """Every ride with the words of this day; IntegrityError where a vehicle or a driver would be in two places."""
    told = list(journeys)
    if not told:
        return
    rides = [_ride(journey) | {"release_id": release.id} for journey in told]
    ids = session.scalars(insert(ReleasedRide).returning(ReleasedRide.id, sort_by_parameter_order=True), rides).all()
    stops = [
        _stop(halt) | {"ride_id": id, "position": position}
        for id, journey in zip(ids, told, strict=True)
        for position, halt in enumerate(journey.halts)
    ]
    if stops:
        session.execute(insert(ReleasedRideStop), stops)


def released_journeys(
    session: Session, edition: Edition, releases: Collection[int], *where: ColumnElement[bool]
) -> dict[int, list[Journey]]:
    """By release, in the order of time."""
    asked = (ReleasedRide.release_id.in_(releases), *where)
    stops: dict[int, list[Halt]] = {}
    # Thousands of rows: plain ones, which no session keeps.
    made = select(ReleasedRideStop.__table__).join(ReleasedRide, ReleasedRide.id == ReleasedRideStop.ride_id)
    for row in session.execute(made.where(*asked).order_by(ReleasedRideStop.ride_id, ReleasedRideStop.position)):
        stops.setdefault(row.ride_id, []).append(_halt(row, edition))
    rides, held = select(ReleasedRide.__table__).where(*asked), dict[int, list[Journey]]()
    for row in session.execute(rides.order_by(ReleasedRide.starts, ReleasedRide.ends, ReleasedRide.vehicle_id)):
        held.setdefault(row.release_id, []).append(_journey(row, stops.get(row.id, ()), edition))
    return held


def told_of_vehicle(session: Session, edition: Edition, vehicle: int) -> list[RidesTold]:
    """What every release told the crew of a vehicle, the first release first."""
    return _told(session, edition, ReleasedRide.vehicle_id == vehicle)


def told_to_troupe(session: Session, edition: Edition, troupe: int) -> list[RidesTold]:
    """What every release told of the rides that a troupe is on, with everybody else who is on them."""
    of = select(ReleasedRideStop.ride_id).where(ReleasedRideStop.troupe_id == troupe)
    return _told(session, edition, ReleasedRide.id.in_(of))


def told_of_transfers(session: Session, edition: Edition, transfers: Collection[int]) -> list[RidesTold]:
    """What every release told of the rides that carry some of these transfers, with everybody else who is on them."""
    of = select(ReleasedRideStop.ride_id).where(ReleasedRideStop.transfer_id.in_(transfers))
    return _told(session, edition, ReleasedRide.id.in_(of))


def _told(session: Session, edition: Edition, where: ColumnElement[bool]) -> list[RidesTold]:
    columns = select(RideRelease.id, RideRelease.number, RideRelease.at, RideRelease.phone)
    rows = columns.where(RideRelease.edition_id == edition.id).order_by(RideRelease.number)
    releases = session.execute(rows).all()
    held = released_journeys(session, edition, [row.id for row in releases], where)
    return [RidesTold(row.number, row.at, row.phone, tuple(held.get(row.id, ()))) for row in releases]


def _ride(journey: Journey) -> dict[str, Any]:
    named = {
        "number": journey.number,
        "vehicle_id": journey.vehicle,
        "driver_id": journey.driver,
        "facts": dict(journey.facts),
    }
    return named | {name: getattr(journey, name) for name in ("day", "starts", "ends")}


def _stop(halt: Halt) -> dict[str, Any]:
    named = {"transfer_id": halt.transfer, "troupe_id": halt.troupe, "facts": dict(halt.facts)}
    counted = ("boards", "people", "luggage", "arrives", "begins", "departs")
    return named | {name: getattr(halt, name) for name in counted}


def _journey(row: Any, halts: Sequence[Halt], edition: Edition) -> Journey:
    return Journey(
        number=row.number,
        vehicle=row.vehicle_id,
        driver=row.driver_id,
        day=row.day,
        starts=edition.local(row.starts),
        ends=edition.local(row.ends),
        facts=row.facts,
        halts=tuple(halts),
        row=row.id,
    )


def _halt(row: Any, edition: Edition) -> Halt:
    return Halt(
        transfer=row.transfer_id,
        boards=row.boards,
        people=row.people,
        luggage=row.luggage,
        arrives=edition.local(row.arrives),
        begins=edition.local(row.begins),
        departs=edition.local(row.departs),
        troupe=row.troupe_id,
        facts=row.facts,
        row=row.id,
    )
