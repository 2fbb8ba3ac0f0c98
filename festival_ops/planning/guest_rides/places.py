"""Which place of rides a hotel, an airport, a border gate or a hall of the guests is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from festival_ops.planning.models import GuestStop
from festival_ops.programme.models import Edition
from festival_ops.protocol.models import GuestPlace
from festival_ops.traffic.models import RidePlace
from festival_ops.words import fold


@dataclass(frozen=True)
class Stops:
    """What somebody has said comes first, then the place of the same venue, then that of the same name."""

    said: Mapping[int, RidePlace]
    venues: Mapping[int, RidePlace]
    names: Mapping[str, RidePlace]

    def of_place(self, place: GuestPlace) -> RidePlace | None:
        return self.said.get(place.id) or self.found(place)

    def of_venue(self, venue: int) -> RidePlace | None:
        return self.venues.get(venue)

    def found(self, place: GuestPlace) -> RidePlace | None:
        """Without anybody having said it."""
        if place.venue_id is not None and place.venue_id in self.venues:
            return self.venues[place.venue_id]
        named = (self.names.get(fold(name)) for name in (place.name, place.name_en) if name)
        return next((stop for stop in named if stop is not None), None)


@dataclass(frozen=True)
class Tied:
    """A place of guests, and where its guests get in and out; `said` by somebody, or found."""

    place: GuestPlace
    stop: RidePlace | None
    said: bool


def stops_of(session: Session, edition: Edition) -> Stops:
    rows = list(
        session.scalars(select(RidePlace).where(RidePlace.edition_id == edition.id).order_by(RidePlace.id.desc()))
    )
    ties = select(GuestStop).where(GuestStop.edition_id == edition.id).options(joinedload(GuestStop.ride_place))
    return Stops(
        said={tie.place_id: tie.ride_place for tie in session.scalars(ties)},
        venues={row.venue_id: row for row in rows if row.venue_id is not None},
        names={fold(name): row for row in rows for name in (row.name_en, row.name) if name},
    )


def tied_places(session: Session, edition: Edition) -> list[Tied]:
    """Every place of the guests, those without a place of rides first."""
    stops = stops_of(session, edition)
    rows = select(GuestPlace).where(GuestPlace.edition_id == edition.id).order_by(GuestPlace.sort_key, GuestPlace.id)
    tied = [Tied(row, stops.of_place(row), row.id in stops.said) for row in session.scalars(rows)]
    return sorted(tied, key=lambda each: each.stop is not None)
