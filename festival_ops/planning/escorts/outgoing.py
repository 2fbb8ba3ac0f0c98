"""What delegations do and who goes along, as it was released. What leaves the house of it is read here alone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, insert, select, true
from sqlalchemy.orm import Session

from festival_ops.planning.ceremony.hours import hours_of
from festival_ops.planning.ceremony.venues import venues_of
from festival_ops.planning.escorts.drafting import ceremonies_of, journeys_of
from festival_ops.planning.escorts.standing import Standing
from festival_ops.planning.models import GuestRelease, GuestTransfer, Plan, ReleasedOccasion
from festival_ops.programme.models import Edition, Venue
from festival_ops.protocol.models import Delegation, GuestPlace

# A landing or a take-off is a moment; a calendar wants a span.
AT_THE_GATE = timedelta(minutes=30)
TRANSFER = "transfer"


@dataclass(frozen=True)
class Occasion:
    """`row` is that of a release; the rest is what it tells."""

    key: str
    delegation: int
    kind: str
    starts: datetime
    ends: datetime
    escorts: tuple[tuple[int, str], ...]
    facts: Mapping[str, Any]
    row: int = field(default=0, compare=False)


@dataclass(frozen=True)
class GuestsTold:
    number: int
    at: datetime
    occasions: tuple[Occasion, ...]


def occasions(session: Session, edition: Edition, plan: Plan | None, stands: Standing) -> list[Occasion]:
    """As it would be released now, in the order of time."""
    found = [*_engagements(stands), *_journeys(session, edition), *_ceremonies(session, edition, plan)]
    found += _transfers(session, edition)
    return sorted(found, key=lambda each: (each.starts, each.delegation, each.key))


def stamp_of(found: Iterable[Occasion], number: int) -> str:
    told = json.dumps([number, *(asdict(each) for each in found)], default=str, sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def write(session: Session, release: GuestRelease, found: Iterable[Occasion]) -> None:
    rows = [
        {
            **{name: getattr(each, name) for name in ("key", "kind", "starts", "ends")},
            "release_id": release.id,
            "delegation_id": each.delegation,
            "escorts": [list(pair) for pair in each.escorts],
            "facts": dict(each.facts),
        }
        for each in found
    ]
    if rows:
        session.execute(insert(ReleasedOccasion), rows)


def last_guests(session: Session, edition: Edition) -> GuestRelease | None:
    rows = select(GuestRelease).where(GuestRelease.edition_id == edition.id)
    return session.scalar(rows.order_by(GuestRelease.number.desc()).limit(1))


def told_to_escort(session: Session, edition: Edition, escort: int) -> list[GuestsTold]:
    """What every release told somebody who goes along, the first release first."""
    tellings = _told(session, edition, ReleasedOccasion.key.startswith("engagement-"))
    return [GuestsTold(each.number, each.at, of_escort(each.occasions, escort)) for each in tellings]


def told_of_delegation(session: Session, edition: Edition, delegation: int) -> list[GuestsTold]:
    """What every release told of a delegation, transfers included."""
    return _told(session, edition, ReleasedOccasion.delegation_id == delegation)


def all_told(session: Session, edition: Edition) -> list[GuestsTold]:
    """Every release with all that it told, the first one first."""
    return _told(session, edition, true())


def released_in(session: Session, edition: Edition, release: GuestRelease | None) -> tuple[Occasion, ...]:
    told = _told(session, edition, GuestRelease.id == release.id) if release else []
    return next((each.occasions for each in told if release and each.number == release.number), ())


def of_escort(found: Iterable[Occasion], escort: int) -> tuple[Occasion, ...]:
    return tuple(each for each in found if any(id == escort for id, _pair in each.escorts))


def transfers_of(session: Session, delegation: int, tellings: Iterable[GuestsTold]) -> set[int]:
    """Those that are tied to a delegation now, and those that a release knew as its own."""
    now = select(GuestTransfer.transfer_id).where(GuestTransfer.delegation_id == delegation)
    keys = (each.key for told in tellings for each in told.occasions if each.kind == TRANSFER)
    return {*session.scalars(now), *(int(key.rpartition("-")[2]) for key in keys)}


def _told(session: Session, edition: Edition, where: ColumnElement[bool]) -> list[GuestsTold]:
    releases = session.scalars(
        select(GuestRelease).where(GuestRelease.edition_id == edition.id).order_by(GuestRelease.number)
    ).all()
    rows = select(ReleasedOccasion).join(GuestRelease, GuestRelease.id == ReleasedOccasion.release_id)
    rows = rows.where(GuestRelease.edition_id == edition.id, where).order_by(
        ReleasedOccasion.starts, ReleasedOccasion.id
    )
    held: dict[int, list[Occasion]] = {}
    for row in session.scalars(rows):
        held.setdefault(row.release_id, []).append(_read(row, edition))
    return [GuestsTold(each.number, each.at, tuple(held.get(each.id, ()))) for each in releases]


def _read(row: ReleasedOccasion, edition: Edition) -> Occasion:
    escorts = tuple((id, pair) for id, pair in row.escorts)
    starts, ends = edition.local(row.starts), edition.local(row.ends)
    return Occasion(row.key, row.delegation_id, row.kind, starts, ends, escorts, row.facts, row.id)


def _engagements(stands: Standing) -> Iterator[Occasion]:
    going: dict[int, list[tuple[int, str]]] = {}
    for duty in stands.plan.duties:
        going.setdefault(duty.engagement, []).append((duty.escort, duty.pair))
    for id, hours in stands.facts.hours.items():
        row = stands.facts.engagements[id]
        place = row.place or (row.leg.place if row.leg else row.ceremony.place if row.ceremony else None)
        place = place or stands.facts.venues.get(row.ceremony_id or 0)
        facts = _facts(row.delegation, place, row.leg.number if row.leg else "", row.ceremony)
        facts["alone"] = row.leg_id is None and row.ceremony_id is None
        escorts = tuple(sorted(going.get(id, ())))
        yield Occasion(f"engagement-{id}", row.delegation_id, row.kind, hours.starts, hours.ends, escorts, facts)


def _journeys(session: Session, edition: Edition) -> Iterator[Occasion]:
    for draft in journeys_of(session, edition):
        if (leg := draft.leg) is not None:
            facts = _facts(draft.delegation, leg.place, leg.number, None) | {"people": leg.people}
            yield Occasion(f"leg-{leg.id}", leg.delegation_id, leg.way, leg.at, leg.at + AT_THE_GATE, (), facts)


def _ceremonies(session: Session, edition: Edition, plan: Plan | None) -> Iterator[Occasion]:
    drafts = list(ceremonies_of(session, edition))
    rows = {draft.ceremony for draft in drafts if draft.ceremony}
    held, venues = hours_of(session, plan, rows), venues_of(session, edition, plan, rows)
    for draft in drafts:
        row, hours = draft.ceremony, held.get(draft.ceremony.id if draft.ceremony else 0)
        if row is not None and hours is not None:
            facts = _facts(draft.delegation, row.place or venues.get(row.id), "", row)
            delegation = draft.delegation.id
            yield Occasion(f"ceremony-{row.id}", delegation, "ceremony", hours.starts, hours.ends, (), facts)


def _transfers(session: Session, edition: Edition) -> Iterator[Occasion]:
    """Their hours are those of the rides; a release keeps whose they are."""
    ties = select(GuestTransfer).where(GuestTransfer.edition_id == edition.id, GuestTransfer.delegation_id.is_not(None))
    for tie in session.scalars(ties):
        starts, ends = tie.transfer.pickup_starts, tie.transfer.pickup_ends
        if starts is not None and ends is not None:
            yield Occasion(f"transfer-{tie.transfer_id}", tie.delegation_id or 0, TRANSFER, starts, ends, (), {})


def _facts(delegation: Delegation, place: GuestPlace | Venue | None, number: str, ceremony: Any) -> dict[str, Any]:
    facts: dict[str, Any] = {"code": delegation.code, "people": delegation.people, "number": number}
    for what, row in (("place", place), ("ceremony", ceremony)):
        if row is not None:
            facts |= {what: row.name, f"{what}_en": row.name_en or ""}
    if place is not None:
        facts |= {"address": place.address, "latitude": place.latitude, "longitude": place.longitude}
    return facts


def told_anew(before: Sequence[Occasion], after: Sequence[Occasion]) -> list[int]:
    """The escorts whose engagements a release would change."""
    return sorted({escort for escort, _told in {*_duties(before)} ^ {*_duties(after)}})


def _duties(found: Iterable[Occasion]) -> Iterator[tuple[int, tuple[Any, ...]]]:
    for each in found:
        for escort, pair in each.escorts:
            yield escort, (each.key, pair, each.starts, each.ends, each.facts.get("place"))
