"""The rides as they stand, in words of their own: what a release now would write down."""

from __future__ import annotations

from typing import Any

from flask_babel import force_locale
from flask_babel import lazy_gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from festival_ops.planning.clock import Clock
from festival_ops.planning.queries import main_plan
from festival_ops.planning.rides.closed_ways import ClosedWays
from festival_ops.planning.rides.journeys import Halt, Journey, in_time
from festival_ops.planning.rides.kept import Standing
from festival_ops.programme.models import Edition
from festival_ops.traffic.models import Driver, RidePlace, Transfer, Vehicle
from festival_ops.traffic.whom import in_english
from solver.rides import problem as core

# A single vehicle of each class.
CLASSES = {"car": _("Car"), "van": _("Van"), "coach": _("Coach"), "bus": _("Bus"), "truck": _("Truck")}


def drafted_journeys(session: Session, edition: Edition, stands: Standing) -> list[Journey]:
    """In the order of time; a ride on which nobody is left is no journey."""
    words, clock = _Words(session, edition), Clock.of(edition)
    return in_time(_journey(stands, number, ride, words, clock) for number, ride in stands.rides.items() if ride.stops)


class _Words:
    """What vehicles, drivers, places and transfers of an edition are called today."""

    def __init__(self, session: Session, edition: Edition) -> None:
        places = select(RidePlace).options(joinedload(RidePlace.venue), joinedload(RidePlace.junction))
        rows = {row.id: row for row in session.scalars(places.where(RidePlace.edition_id == edition.id))}
        self.places = {id: _of_place(row) for id, row in rows.items()}
        vehicles = session.scalars(select(Vehicle).where(Vehicle.edition_id == edition.id))
        self.cars = {row.id: row for row in vehicles}
        self.vehicles = {id: _of_vehicle(row) | self._home(row) for id, row in self.cars.items()}
        drivers = session.scalars(select(Driver).where(Driver.edition_id == edition.id))
        self.drivers = {row.id: _named("driver", row) for row in drivers}
        transfers = select(Transfer).options(joinedload(Transfer.troupe)).where(Transfer.edition_id == edition.id)
        self.transfers = {row.id: row for row in session.scalars(transfers)}
        self.closed = ClosedWays(session, edition, main_plan(session, edition), rows)

    def _home(self, row: Vehicle) -> dict[str, Any]:
        home = self.places[row.home_id]
        return {"home": home["place"], "home_en": home["place_en"]}


def _journey(stands: Standing, number: int, ride: core.Ride, words: _Words, clock: Clock) -> Journey:
    vehicle, stops = words.cars[ride.vehicle], [stands.problem.where(stop) for stop in ride.stops]
    starts, ends = clock.moment(ride.starts), clock.moment(ride.ends)
    closed = words.closed.of(vehicle, [vehicle.home_id, *stops, vehicle.home_id], starts, ends)
    return Journey(
        number=number,
        vehicle=ride.vehicle,
        driver=ride.driver,
        day=clock.day_of(ride.starts),
        starts=starts,
        ends=ends,
        facts={
            **words.vehicles[ride.vehicle],
            **words.drivers[ride.driver],
            "closures": [closure.facts for closure in closed],
        },
        halts=tuple(_halt(*each, words, clock) for each in zip(ride.stops, stops, strict=True)),
    )


def _halt(stop: core.Stop, place: int, words: _Words, clock: Clock) -> Halt:
    transfer = words.transfers[stop.transfer]
    return Halt(
        transfer=stop.transfer,
        boards=stop.boards,
        people=stop.people,
        luggage=stop.luggage,
        arrives=clock.moment(stop.arrives),
        begins=clock.moment(stop.begins),
        departs=clock.moment(stop.departs),
        troupe=transfer.troupe_id,
        facts={**words.places[place], **_whom(transfer), "step_free": transfer.step_free},
    )


def _whom(transfer: Transfer) -> dict[str, Any]:
    return _named("whom", transfer.troupe) if transfer.troupe else _of_words(transfer.for_whom)


def _of_words(kept: str) -> dict[str, Any]:
    return {"whom": kept, "whom_en": in_english(kept)}


def _of_place(row: RidePlace) -> dict[str, Any]:
    latitude, longitude = _point(row)
    told = {"place_id": row.id, "address": row.address or (row.venue.address if row.venue else "")}
    return _named("place", row) | told | {"latitude": latitude, "longitude": longitude}


def _point(row: RidePlace) -> tuple[float | None, float | None]:
    """Of a place outside the network nobody has said where it lies."""
    if row.venue is not None and row.venue.latitude is not None:
        return row.venue.latitude, row.venue.longitude
    return (None, None) if row.approach else (row.junction.latitude, row.junction.longitude)


def _of_vehicle(row: Vehicle) -> dict[str, Any]:
    told = {"plate": row.plate, "seats": row.seats, "exempt": row.exempt}
    return _named("vehicle", row) | told | {"kind": _kind(row.kind, "vi"), "kind_en": _kind(row.kind, "en")}


def _kind(kind: str, language: str) -> str:
    with force_locale(language):
        return str(CLASSES[kind])


def _named(what: str, row: Any) -> dict[str, Any]:
    return {what: row.name, f"{what}_en": row.name_en or ""}
