"""What calendars tell of rides, from the releases of the rides alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from festival_ops.calendars.played import Key, Told, played
from festival_ops.calendars.timetable import Kind, Outlook
from festival_ops.planning.rides.journeys import Halt
from festival_ops.planning.rides.outgoing import RidesTold, told_of_transfers, told_of_vehicle, told_to_troupe
from festival_ops.programme.models import Edition


@dataclass(frozen=True)
class ToldRide(Told):
    """A whole ride, as the crew of its vehicle is told it, or a troupe's own way on it, which tells of nobody else.

    A ride is the same by its number, and has moved where another one begins or ends with the same transfer; a group's
    way that has another vehicle has moved. News are minutes, places, vehicle, driver, people.
    """

    own: bool = False


def told_rides(session: Session, edition: Edition, outlook: Outlook) -> Sequence[ToldRide]:
    """In the order of time."""
    id = outlook.subject_id or 0
    if outlook.kind is Kind.VEHICLE:
        return _played((telling.at, _whole(telling)) for telling in told_of_vehicle(session, edition, id))
    tellings = told_to_troupe(session, edition, id)
    return _played((telling.at, _own(telling, lambda halt: halt.troupe == id)) for telling in tellings)


def rides_of_transfers(session: Session, edition: Edition, transfers: Collection[int]) -> Sequence[ToldRide]:
    """The ways of people who are known by their transfers alone, in the order of time."""
    tellings = told_of_transfers(session, edition, transfers)
    return _played((telling.at, _own(telling, lambda halt: halt.transfer in transfers)) for telling in tellings)


def _played(tellings: Iterable[tuple[datetime, Iterator[ToldRide]]]) -> list[ToldRide]:
    rows: dict[Key, ToldRide] = {}
    for at, fresh in tellings:
        rows = played(rows, fresh, at)
    return sorted(rows.values(), key=lambda row: (row.starts, row.uid))


def _whole(telling: RidesTold) -> Iterator[ToldRide]:
    for journey in telling.journeys:
        ends = (journey.halts[0].transfer, journey.halts[-1].transfer) if journey.halts else (0, 0)
        stops = [_stop(halt) for halt in journey.halts]
        news = [[stop[name] for name in ("place_id", "boards", "people", "luggage", "begins")] for stop in stops]
        yield ToldRide(
            uid=f"released-ride-{journey.row}",
            key=(journey.number,),
            alike=((journey.day, "first", ends[0]), (journey.day, "last", ends[1]), ("first", ends[0])),
            starts=journey.starts,
            ends=journey.ends,
            news=(journey.starts, journey.ends, journey.driver, news),
            facts={**journey.facts, "stops": stops, "phone": telling.phone},
        )


def _own(telling: RidesTold, mine: Callable[[Halt], bool]) -> Iterator[ToldRide]:
    seen = Counter[int]()
    for journey in telling.journeys:
        for passage in journey.passages:
            boards, alights = passage.boards, passage.alights
            if not mine(boards):
                continue
            seen[boards.transfer] += 1
            key = (boards.transfer, journey.vehicle, seen[boards.transfer])
            vehicle = {name: journey.facts.get(name) for name in ("vehicle", "vehicle_en", "plate", "kind", "kind_en")}
            where = (boards.facts.get("place_id"), alights.facts.get("place_id"))
            yield ToldRide(
                uid=f"released-ride-stop-{boards.row}",
                key=key,
                alike=((boards.transfer, seen[boards.transfer]), (boards.transfer,)),
                starts=boards.begins,
                ends=max(alights.begins, boards.departs),
                news=(boards.begins, boards.departs, alights.begins, *where, *vehicle.values(), boards.people),
                facts={**vehicle, "stops": [_stop(boards), _stop(alights)], "phone": telling.phone},
                own=True,
            )


def _stop(halt: Halt) -> dict[str, Any]:
    told = ("boards", "people", "luggage", "arrives", "begins", "departs")
    return {**halt.facts, **{name: getattr(halt, name) for name in told}}
