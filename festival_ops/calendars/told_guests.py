"""What calendars tell of delegations and of those who go along, from their releases and those of the rides alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from festival_ops.calendars.played import Key, Told, played
from festival_ops.calendars.timetable import Kind, Outlook
from festival_ops.calendars.told_rides import ToldRide, rides_of_transfers
from festival_ops.planning.escorts.outgoing import (
    TRANSFER,
    Occasion,
    told_of_delegation,
    told_to_escort,
    transfers_of,
)
from festival_ops.programme.models import Edition


@dataclass(frozen=True)
class ToldOccasion(Told):
    """An engagement of an escort (`own`), or what a delegation does. One that was drafted anew for the same journey or
    ceremony has moved. News are hours, place, flight, and as what somebody goes along."""

    own: bool = False
    delegation: int = 0


def told_occasions(session: Session, edition: Edition, outlook: Outlook) -> Sequence[ToldOccasion]:
    """In the order of time."""
    id, own = outlook.subject_id or 0, outlook.kind is Kind.ESCORT
    rows: dict[Key, ToldOccasion] = {}
    for telling in (told_to_escort if own else told_of_delegation)(session, edition, id):
        shown = telling.occasions if own else [each for each in telling.occasions if _of_delegation(each)]
        rows = played(rows, (_told(each, id if own else None) for each in shown), telling.at)
    return sorted(rows.values(), key=lambda row: (row.starts, row.uid))


def told_rides_of(session: Session, edition: Edition, delegation: int) -> Sequence[ToldRide]:
    transfers = transfers_of(session, delegation, told_of_delegation(session, edition, delegation))
    return rides_of_transfers(session, edition, transfers)


def _of_delegation(each: Occasion) -> bool:
    """Journeys and ceremonies themselves, and engagements that follow neither."""
    return each.kind != TRANSFER and (not each.key.startswith("engagement-") or bool(each.facts.get("alone")))


def _told(each: Occasion, escort: int | None) -> ToldOccasion:
    pairs = [pair for id, pair in each.escorts if id == escort]
    told = ("place", "number", "ceremony")
    return ToldOccasion(
        uid=f"released-occasion-{each.row}",
        key=(each.key,),
        alike=tuple(_alike(each)),
        starts=each.starts,
        ends=each.ends,
        news=(each.starts, each.ends, *(each.facts.get(name) for name in told), pairs),
        facts={**each.facts, "pairs": pairs, "key": each.key, "kind": each.kind},
        own=escort is not None,
        delegation=each.delegation,
    )


def _alike(each: Occasion) -> Iterator[Key]:
    yield each.delegation, each.kind, each.facts.get("number"), each.facts.get("ceremony"), each.starts
    yield each.delegation, each.kind, each.facts.get("number"), each.facts.get("ceremony")
