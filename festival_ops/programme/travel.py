"""Minutes from one venue to another: as somebody measured them, or estimated from the map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, ceil, cos, radians, sin, sqrt
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from festival_ops.programme.models import Edition, Travel, Venue

EARTH_KM = 6371.0

# A street route is longer than the straight line: our own estimate for a town with a river and few bridges.
DETOUR = 1.4


@dataclass(frozen=True)
class Mode:
    """Our own estimates for festival traffic; `boarding` is getting in, out and parked. Measured minutes override."""

    km_an_hour: float
    boarding: int


MODES = {"walk": Mode(4.5, 0), "coach": Mode(18.0, 10), "car": Mode(22.0, 5)}


class Located(Protocol):
    """A place on the map, if it is known."""

    @property
    def latitude(self) -> float | None: ...

    @property
    def longitude(self) -> float | None: ...


@dataclass(frozen=True)
class Trip:
    """`minutes` None: a venue's place on the map is not known. `measured`: a person's number, not the estimate."""

    origin: Venue
    destination: Venue
    minutes: int | None
    measured: Travel | None = None


def estimate(origin: Located, destination: Located, mode: str) -> int | None:
    """Whole minutes, rounded up; None when either place is unknown."""
    if None in (origin.latitude, origin.longitude, destination.latitude, destination.longitude):
        return None
    travelling = MODES[mode]
    return ceil(straight_km(origin, destination) * DETOUR / travelling.km_an_hour * 60) + travelling.boarding


def straight_km(origin: Located, destination: Located) -> float:
    """Along the great circle (haversine)."""
    south, north = radians(origin.latitude or 0), radians(destination.latitude or 0)
    east = radians((destination.longitude or 0) - (origin.longitude or 0))
    half = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin(east / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))


def trips(session: Session, edition: Edition) -> dict[tuple[int, int], Trip]:
    """Every ordered pair of the edition's venues. A measured way holds both ways unless the way back has its own."""
    venues = session.scalars(select(Venue).where(Venue.edition_id == edition.id).order_by(Venue.sort_key)).all()
    rows = session.scalars(select(Travel).where(Travel.edition_id == edition.id)).all()
    measured = {(row.destination_id, row.origin_id): row for row in rows}
    measured |= {(row.origin_id, row.destination_id): row for row in rows}
    return {
        (origin.id, destination.id): _trip(origin, destination, edition.travel_mode, measured)
        for origin in venues
        for destination in venues
        if origin is not destination
    }


def minutes_between(session: Session, edition: Edition) -> dict[tuple[int, int], int]:
    """The minutes of every pair that has any."""
    return {pair: trip.minutes for pair, trip in trips(session, edition).items() if trip.minutes is not None}


def table(found: dict[tuple[int, int], Trip]) -> tuple[Sequence[Venue], list[tuple[Venue, list[Trip | None]]]]:
    """The same trips as rows and columns of venues; no trip leads from a venue to itself."""
    venues = list(dict.fromkeys(trip.origin for trip in found.values()))
    return venues, [(one, [found.get((one.id, other.id)) for other in venues]) for one in venues]


def _trip(origin: Venue, destination: Venue, mode: str, measured: dict[tuple[int, int], Travel]) -> Trip:
    row = measured.get((origin.id, destination.id))
    if row is not None:
        return Trip(origin, destination, row.minutes, row)
    return Trip(origin, destination, estimate(origin, destination, mode))
