"""Transfers in their hours and at their places: their own, or those of the shows and stays that they follow.

What follows is never stored (ADR 55, 61): it is reckoned from the plan in hand each time it is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, joinedload

from festival_ops.planning.models import Plan
from festival_ops.planning.rides import numbers
from festival_ops.planning.rides.shows import Occasion, Show, occasion, occasions_of
from festival_ops.planning.roads.hours import Moved
from festival_ops.programme.models import Edition
from festival_ops.traffic.kinds import ARRIVAL, DEPARTURE
from festival_ops.traffic.models import RidePlace, Stay, Transfer

# Why a transfer cannot be driven as it stands.
NO_SHOW, NO_MOMENT, NO_ORIGIN, NO_DESTINATION, SAME_PLACE, NO_TIME, FAR = (
    "no show",
    "no moment",
    "no origin",
    "no destination",
    "same place",
    "no time",
    "far",
)
# Nobody arrives earlier before a festival, or leaves later after it.
AROUND = timedelta(days=31)

Windows = tuple["Window | None", "Window | None", str | None]


@dataclass(frozen=True)
class Window:
    """Both ends included."""

    starts: datetime
    ends: datetime


@dataclass(frozen=True)
class Asked:
    """A transfer with where and when it is to be driven. Where there is a `fault` one of them is missing or senseless,
    and no ride can be asked for."""

    transfer: Transfer
    origin: RidePlace | None
    destination: RidePlace | None
    pickup: Window | None
    delivery: Window | None
    fault: str | None

    @property
    def starts(self) -> datetime | None:
        """When somebody may have to be fetched."""
        return self.pickup.starts if self.pickup else None


def transfers_of(session: Session, edition: Edition, *conditions: ColumnElement[bool]) -> list[Transfer]:
    """With what their hours and places are made of, at the same cost however many there are."""
    stay = joinedload(Transfer.stay)
    rows = select(Transfer).where(Transfer.edition_id == edition.id, *conditions).order_by(Transfer.id)
    return list(
        session.scalars(
            rows.options(
                stay.joinedload(Stay.place),
                stay.joinedload(Stay.arrival_place),
                stay.joinedload(Stay.departure_place),
                stay.joinedload(Stay.troupe),
                joinedload(Transfer.troupe),
                joinedload(Transfer.origin),
                joinedload(Transfer.destination),
                joinedload(Transfer.after_show),
                joinedload(Transfer.before_show),
                joinedload(Transfer.moves_with),
                joinedload(Transfer.after_rehearsal),
                joinedload(Transfer.before_rehearsal),
            )
        )
    )


def asked_of(
    session: Session,
    edition: Edition,
    plan: Plan | None,
    transfers: Iterable[Transfer] | None = None,
    moved: Moved | None = None,
) -> list[Asked]:
    """Every transfer as it is asked for now, or would be if shows were `moved`, in the order of time; those without
    hours stand last."""
    rows = transfers_of(session, edition) if transfers is None else list(transfers)
    followed = {occasion(each) for row in rows for each in (row.after, row.before, row.moves_with) if each is not None}
    shows = occasions_of(session, edition, plan, followed, moved)
    way = timedelta(minutes=numbers.numbers_of(session, edition)[numbers.WAY])
    drop_offs = drop_offs_of(session, edition)
    edges = edition.at(edition.first_day, edition.cutoff), edition.at(edition.last_day, edition.cutoff)
    found = [_Reckoning(row, shows, drop_offs, way, edges[0] - AROUND, edges[1] + AROUND).asked() for row in rows]
    timed = sorted((each for each in found if each.starts), key=lambda each: (each.starts, each.transfer.id))
    return timed + [each for each in found if each.starts is None]


def drop_offs_of(session: Session, edition: Edition) -> dict[int, RidePlace]:
    """By the venue where they let people out."""
    rows = select(RidePlace).where(RidePlace.edition_id == edition.id, RidePlace.venue_id.is_not(None))
    return {row.venue_id: row for row in session.scalars(rows) if row.venue_id is not None}


@dataclass(frozen=True)
class _Reckoning:
    row: Transfer
    shows: Mapping[Occasion, Show]
    drop_offs: Mapping[int, RidePlace]
    way: timedelta
    earliest: datetime
    latest: datetime

    def asked(self) -> Asked:
        origin, destination = self._origin(), self._destination()
        pickup, delivery, fault = self._windows()
        if fault is None and origin is None:
            fault = NO_ORIGIN
        elif fault is None and destination is None:
            fault = NO_DESTINATION
        elif fault is None and origin is destination:
            fault = SAME_PLACE
        elif pickup and delivery and not self.earliest <= pickup.starts <= delivery.ends <= self.latest:
            fault = FAR
        return Asked(self.row, origin, destination, pickup, delivery, fault)

    def _origin(self) -> RidePlace | None:
        row = self.row
        if row.origin is not None:
            return row.origin
        if row.after is not None:
            show = self.shows.get(occasion(row.after))
            return self.drop_offs.get(show.last_venue) if show else None
        if row.stay is None:
            return None
        return row.stay.arrival_place if row.leg == ARRIVAL else row.stay.place

    def _destination(self) -> RidePlace | None:
        row = self.row
        if row.destination is not None:
            return row.destination
        if row.before is not None:
            show = self.shows.get(occasion(row.before))
            return self.drop_offs.get(show.first_venue) if show else None
        if row.stay is None:
            return None
        return row.stay.departure_place if row.leg == DEPARTURE else row.stay.place

    def _windows(self) -> Windows:
        row = self.row
        if row.pickup_starts and row.pickup_ends and row.delivery_starts and row.delivery_ends:
            later = self._moved()
            pickup = Window(row.pickup_starts + later, row.pickup_ends + later)
            return pickup, Window(row.delivery_starts + later, row.delivery_ends + later), None
        if any(each is not None and occasion(each) not in self.shows for each in (row.after, row.before)):
            return None, None, NO_SHOW
        free, wanted, spread = self._free(), self._wanted(), timedelta(minutes=row.spread_minutes)
        if free is not None and wanted is not None:
            return (Window(free, wanted), Window(free, wanted), None) if free < wanted else (None, None, NO_TIME)
        if free is not None:
            return Window(free, free + spread), Window(free, free + spread + self.way), None
        if wanted is not None:
            return Window(wanted - spread - self.way, wanted), Window(wanted - spread, wanted), None
        return None, None, NO_MOMENT

    def _moved(self) -> timedelta:
        """By how much later the show begins than where its hours were written down for; none without a place."""
        row = self.row
        show = self.shows.get(occasion(row.moves_with)) if row.moves_with else None
        return show.starts - row.moves_from if show and row.moves_from else timedelta()

    def _free(self) -> datetime | None:
        """From when people can be fetched."""
        row = self.row
        if row.after is not None:
            moment: datetime | None = self.shows[occasion(row.after)].free
        else:
            moment = row.stay.arriving if row.stay and row.leg == ARRIVAL else None
        return moment + timedelta(minutes=row.after_minutes) if moment else None

    def _wanted(self) -> datetime | None:
        """By when people are to be there."""
        row = self.row
        if row.before is not None:
            moment: datetime | None = self.shows[occasion(row.before)].call
        else:
            moment = row.stay.departing if row.stay and row.leg == DEPARTURE else None
        return moment - timedelta(minutes=row.before_minutes) if moment else None
