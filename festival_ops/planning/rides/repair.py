"""Repairs of rides with the least change: what happened is noted, and the solver asked whom it tells anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from festival_ops.database import now
from festival_ops.planning.clock import Clock
from festival_ops.planning.models import Outage, RideRun
from festival_ops.planning.models.roster import REPAIR
from festival_ops.planning.rides.kept import standing
from festival_ops.planning.rides.search import ask_for_rides
from festival_ops.planning.snapshot import minute_now
from festival_ops.programme.models import Edition
from festival_ops.traffic.kinds import ARRIVAL
from festival_ops.traffic.models import Driver, Stay, Transfer, Vehicle
from festival_ops.web.history import Actor, Deed, record_all, snapshot
from solver.problem import Span

SECONDS = 10
_HOURS = ("pickup_starts", "pickup_ends", "delivery_starts", "delivery_ends")


class FollowsShowError(Exception):
    """The hours of a transfer are those of a show: it is late when the show is."""

    def __init__(self, transfer: Transfer) -> None:
        super().__init__()
        self.name = transfer.name


class GoneBeforeError(Exception):
    """Somebody would leave before arriving."""

    def __init__(self, stay: Stay) -> None:
        super().__init__()
        self.name = stay.name


@dataclass(frozen=True)
class Happening:
    """Transfers that are so many minutes late, or early, and vehicles and drivers who cannot go out for a while."""

    transfers: Sequence[Transfer] = ()
    minutes: int = 0
    vehicles: Sequence[Vehicle] = ()
    drivers: Sequence[Driver] = ()
    starts: datetime | None = None
    ends: datetime | None = None
    note: str = ""


def ask_for_a_repair(
    session: Session, edition: Edition, day: int | None, what: Happening, hold: int, by: Actor
) -> RideRun:
    """Notes what happened and asks for the least change that makes the rides of the day sound, and of every other day
    on which it hits a ride; the caller commits.

    No stop that begins within `hold` minutes from now changes. Raises FollowsShowError, GoneBeforeError.
    """
    note(session, edition, what, by)
    also = set() if day is None else _hit(session, edition, what)
    minute = minute_now(edition, now())
    options = {
        "frozen": None if minute is None else minute + hold,
        "late": [transfer.id for transfer in what.transfers],
        "minutes": what.minutes,
        "vehicles": [row.id for row in what.vehicles],
        "drivers": [row.id for row in what.drivers],
    }
    return ask_for_rides(session, edition, day, by, kind=REPAIR, also=also, seconds=SECONDS, options=options)


def _hit(session: Session, edition: Edition, what: Happening) -> set[int]:
    """The festival days of the rides that carry who is late, or whose vehicle or driver is away then."""
    clock, problem = Clock.of(edition), standing(session, edition).problem
    late, vehicles, drivers = ({row.id for row in rows} for rows in (what.transfers, what.vehicles, what.drivers))
    away = Span(clock.minute(what.starts), clock.minute(what.ends)) if what.starts and what.ends else None
    return {
        problem.day_of(ride.starts)
        for ride in problem.current
        if late & {stop.transfer for stop in ride.stops}
        or (
            (ride.vehicle in vehicles or ride.driver in drivers)
            and away is not None
            and away.meets(Span(ride.starts, ride.ends))
        )
    }


def note(session: Session, edition: Edition, what: Happening, by: Actor) -> None:
    """Writes down new hours and outages, with their history."""
    late = _hours_of(what.transfers) if what.minutes else []
    rows = list({id(row): row for row, _ in late}.values())
    before = [snapshot(row) for row in rows]
    for row, names in late:
        _delay(row, names, timedelta(minutes=what.minutes))
    session.flush()
    deeds = [Deed(row, "changed", old, snapshot(row), what.note) for row, old in zip(rows, before, strict=True)]
    away = [_outage(edition, what, by, vehicle=row) for row in what.vehicles]
    away += [_outage(edition, what, by, driver=row) for row in what.drivers]
    session.add_all(away)
    session.flush()
    record_all(session, [*deeds, *(Deed(row, "created", after=snapshot(row)) for row in away)], by=by)


def _hours_of(transfers: Sequence[Transfer]) -> list[tuple[Transfer | Stay, tuple[str, ...]]]:
    """What holds the hours: the transfer itself, or once the stay whose arrival or departure it follows."""
    found: dict[tuple[int, str], tuple[Transfer | Stay, tuple[str, ...]]] = {}
    for transfer in transfers:
        if not transfer.follows:
            found[transfer.id, ""] = transfer, _HOURS
        elif transfer.stay is None or not transfer.leg:
            raise FollowsShowError(transfer)
        else:
            found[transfer.stay.id, transfer.leg] = transfer.stay, (transfer.leg,)
    return list(found.values())


def _delay(row: Transfer | Stay, names: Sequence[str], later: timedelta) -> None:
    if isinstance(row, Transfer):
        for name in names:
            setattr(row, name, getattr(row, name) + later)
        return
    if ARRIVAL in names and row.arriving is not None:
        row.arrives = row.arriving + later
    elif row.departing is not None:
        row.departs = row.departing + later
    if row.arriving is not None and row.departing is not None and row.departing <= row.arriving:
        raise GoneBeforeError(row)


def _outage(
    edition: Edition, what: Happening, by: Actor, *, vehicle: Vehicle | None = None, driver: Driver | None = None
) -> Outage:
    hours = {"starts": what.starts, "ends": what.ends, "note": what.note, "user_id": by.id}
    return Outage(edition_id=edition.id, vehicle=vehicle, driver=driver, **hours)
