"""Rides written, changed and ended, many in one act, which whoever did it can take back as one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from festival_ops.database import now
from festival_ops.planning.clock import Clock
from festival_ops.planning.models import Ride, RideBook, RideChange, RideStop
from festival_ops.programme.models import Edition
from festival_ops.web.history import Actor, Deed, record_all
from solver.rides import problem as core

CREATED, CHANGED, CANCELLED = "created", "changed", "removed"

Plain = dict[str, Any]
_WHOLE = (
    joinedload(Ride.vehicle),
    joinedload(Ride.driver),
    selectinload(Ride.stops).joinedload(RideStop.transfer),
)


def plain(clock: Clock, ride: core.Ride, *, by_hand: bool = False) -> Plain:
    """A ride as an act keeps it: its moments are those of the calendar."""

    def moment(minute: int) -> str:
        return clock.moment(minute).isoformat()

    stops = [
        [stop.transfer, stop.boards, stop.people, stop.luggage, *map(moment, (stop.arrives, stop.begins, stop.departs))]
        for stop in ride.stops
    ]
    hours = {"starts": moment(ride.starts), "ends": moment(ride.ends)}
    return {"vehicle": ride.vehicle, "driver": ride.driver, **hours, "by_hand": by_hand, "stops": stops}


def lay(
    session: Session,
    edition: Edition,
    book: RideBook,
    wanted: Mapping[int, Plain | None],
    new: Iterable[Plain],
    by: Actor,
) -> tuple[dict[int, Plain], dict[int, Plain]]:
    """Makes the rides of these numbers so, or ends them, and adds others; gives them as they were and as they are."""
    rows = {row.id: row for row in _rows(session, wanted)}
    before = {id: _written(row) for id, row in rows.items()}
    told = {id: _told(edition, row) for id, row in rows.items()}
    made = [
        (Ride(edition_id=edition.id, **({} if id is None else {"id": id})), facts)
        for id, facts in _fresh(wanted, rows, new)
    ]
    ending = [rows[id] for id, facts in wanted.items() if facts is None and id in rows]
    for row in ending:
        session.delete(row)
    changed = [(rows[id], facts) for id, facts in wanted.items() if facts is not None and id in rows]
    for row, facts in [*changed, *made]:
        _write(session, row, facts, by)
    session.flush()
    book.revision += 1
    session.flush()
    kept = {row.id: row for row in _rows(session, [row.id for row, _ in [*changed, *made]])}
    deeds = [Deed(row, CANCELLED, before=told[row.id]) for row in ending]
    deeds += [Deed(kept[row.id], CHANGED, told[row.id], _told(edition, kept[row.id])) for row, _ in changed]
    deeds += [Deed(kept[row.id], CREATED, after=_told(edition, kept[row.id])) for row, _ in made]
    record_all(session, deeds, by=by)
    return before, {id: _written(row) for id, row in kept.items()}


def remember(
    session: Session, book: RideBook, by: Actor, before: Mapping[int, Plain], after: Mapping[int, Plain]
) -> RideChange:
    """Keeps what an act has changed, so that it can be taken back."""
    change = RideChange(
        edition_id=book.edition_id, user_id=by.id, revision=book.revision, before=_listed(before), after=_listed(after)
    )
    session.add(change)
    session.flush()
    return change


def undoable(session: Session, edition: Edition, by: Actor) -> RideChange | None:
    """What the person did last, as long as nobody has changed rides since."""
    book = select(RideBook.revision).where(RideBook.edition_id == edition.id).scalar_subquery()
    mine = select(RideChange).where(RideChange.edition_id == edition.id, RideChange.user_id == by.id)
    return session.scalar(mine.where(~RideChange.undone, RideChange.revision == book).limit(1))


def read(clock: Clock, facts: Plain) -> core.Ride:
    """Back to the core's own."""

    def minute(moment: str) -> int:
        return clock.minute(datetime.fromisoformat(moment))

    stops = tuple(core.Stop(*stop[:4], *map(minute, stop[4:])) for stop in facts["stops"])
    return core.Ride(facts["vehicle"], facts["driver"], minute(facts["starts"]), minute(facts["ends"]), stops)


def _listed(rides: Mapping[int, Plain]) -> list[Any]:
    return [[id, facts] for id, facts in rides.items()]


def _rows(session: Session, ids: Iterable[int]) -> Iterable[Ride]:
    wanted = sorted(ids)
    for begin in range(0, len(wanted), 500):
        some = select(Ride).where(Ride.id.in_(wanted[begin : begin + 500])).options(*_WHOLE)
        yield from session.scalars(some.execution_options(populate_existing=True))


def _fresh(
    wanted: Mapping[int, Plain | None], rows: Mapping[int, Ride], new: Iterable[Plain]
) -> Iterable[tuple[int | None, Plain]]:
    """Rides that come back keep their number."""
    yield from ((id, facts) for id, facts in wanted.items() if facts is not None and id not in rows)
    yield from ((None, facts) for facts in new)


def _write(session: Session, row: Ride, facts: Plain, by: Actor) -> None:
    row.vehicle_id, row.driver_id, row.by_hand = facts["vehicle"], facts["driver"], facts["by_hand"]
    row.starts, row.ends = (datetime.fromisoformat(facts[name]) for name in ("starts", "ends"))
    row.user_id, row.at = by.id, now()
    # The old stops leave before the new ones take their places.
    row.stops = []
    session.add(row)
    session.flush()
    row.stops = [_stop(number, each) for number, each in enumerate(facts["stops"])]


def _stop(number: int, facts: list[Any]) -> RideStop:
    transfer, boards, people, luggage, *moments = facts
    arrives, begins, departs = map(datetime.fromisoformat, moments)
    load = {"boards": boards, "people": people, "luggage": luggage}
    return RideStop(position=number, transfer_id=transfer, **load, arrives=arrives, begins=begins, departs=departs)


def _written(row: Ride) -> Plain:
    stops = [
        [each.transfer_id, each.boards, each.people, each.luggage]
        + [moment.isoformat() for moment in (each.arrives, each.begins, each.departs)]
        for each in row.stops
    ]
    hours = {"starts": row.starts.isoformat(), "ends": row.ends.isoformat()}
    return {"vehicle": row.vehicle_id, "driver": row.driver_id, **hours, "by_hand": row.by_hand, "stops": stops}


def _told(edition: Edition, row: Ride) -> Plain:
    """A ride as its history tells it: who boards when (↑), and who alights (↓)."""
    stops = [
        f"{edition.local(each.begins):%H:%M} {'↑' if each.boards else '↓'} {each.transfer} ({each.people})"
        for each in row.stops
    ]
    hours = {"starts": row.starts.isoformat(), "ends": row.ends.isoformat()}
    return {"vehicle": str(row.vehicle), "driver": str(row.driver), **hours, "stops": stops}
