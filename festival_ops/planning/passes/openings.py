"""When a pass opens which zone: reckoned from what its bearer is wanted for, and nowhere written down."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload
from werkzeug.utils import cached_property

from festival_ops.planning.models import Plan, VehiclePass
from festival_ops.planning.passes.stays import Bearer, People, Stay, around
from festival_ops.planning.passes.vehicles import vehicle_stays
from festival_ops.programme.models import Edition
from festival_ops.protocol.models import Pass, PassKind, PassZone
from festival_ops.protocol.pass_kinds import DELEGATION, ESCORT, GUEST, OTHER, TROUPE, VEHICLE
from festival_ops.traffic.models import Vehicle
from festival_ops.web.telling import called

# What a badge says of its bearer.
_SAID = ("name", "name_en", "address", "address_en", "office", "office_en", "country", "plate")


@dataclass(frozen=True)
class Opening:
    """One zone without a break."""

    zone: PassZone
    starts: datetime
    ends: datetime


@dataclass(frozen=True)
class Desk:
    """All that passes of an edition are reckoned from, as a plan has it."""

    session: Session
    edition: Edition
    plan: Plan | None

    @cached_property
    def vehicles(self) -> Mapping[int, Vehicle]:
        """By pass."""
        rows = select(VehiclePass).where(VehiclePass.edition_id == self.edition.id)
        return {row.pass_id: row.vehicle for row in self.session.scalars(rows.options(joinedload(VehiclePass.vehicle)))}

    @cached_property
    def stays(self) -> Mapping[Bearer, Sequence[Stay]]:
        """By bearer, each thing once, in the order of time."""
        held: dict[Bearer, dict[Stay, None]] = {}
        for bearer, stay in self._found():
            held.setdefault(bearer, {})[stay] = None
        return {bearer: sorted(stays, key=lambda each: (each.starts, each.ends)) for bearer, stays in held.items()}

    def bearer_of(self, row: Pass) -> Bearer | None:
        """None of passes by hand, and of those whose bearer was removed from the record."""
        if row.id in self.vehicles:
            return VEHICLE, self.vehicles[row.id].id
        ids = ((GUEST, row.guest_id), (DELEGATION, row.delegation_id), (ESCORT, row.escort_id), (TROUPE, row.troupe_id))
        return next(((kind, id) for kind, id in ids if id is not None), None)

    def who(self, row: Pass) -> Any:
        return self.vehicles.get(row.id) or row.who

    def name_of(self, row: Pass) -> str:
        who = self.who(row)
        return str(called(who)) if who is not None else row.holder

    def stays_of(self, row: Pass) -> Sequence[Stay]:
        bearer = self.bearer_of(row)
        if bearer is not None:
            return self.stays.get(bearer, ())
        return [_by_hand(self.edition, row)] if row.kind.bearer == OTHER else ()

    def openings(self, row: Pass) -> list[Opening]:
        """By zone and time; none where nothing asks for the bearer any more."""
        return openings(row.kind, row.zones, self.stays_of(row))

    def told(self, row: Pass, secret: str) -> dict[str, Any]:
        """What a badge says, so that a change is known: codes, hours, and of the bearer nothing but a seal."""
        hours = [[each.zone.code, _plain(each.starts), _plain(each.ends)] for each in self.openings(row)]
        who = self.who(row)
        said = [str(getattr(who, name, "")) for name in _SAID] if who is not None else [row.holder]
        seal = hmac.new(secret.encode(), json.dumps(said).encode(), hashlib.sha256).hexdigest()[:12]
        return {"kind": row.kind.code, "heads": row.heads, "openings": hours, "bearer": seal}

    def _found(self) -> Iterator[tuple[Bearer, Stay]]:
        yield from People(self.session, self.edition, self.plan).stays()
        yield from vehicle_stays(self.session, self.edition, self.plan)


def passes_of(session: Session, edition: Edition, *conditions: Any) -> list[Pass]:
    """By number, with what lists show of them."""
    rows = select(Pass).where(Pass.edition_id == edition.id, *conditions).order_by(Pass.number)
    kind = selectinload(Pass.kind).selectinload(PassKind.zones).joinedload(PassZone.venue)
    bearers = (selectinload(each) for each in (Pass.guest, Pass.delegation, Pass.escort, Pass.troupe))
    return list(session.scalars(rows.options(kind, selectinload(Pass.more), *bearers)))


def openings(kind: PassKind, zones: Iterable[PassZone], stays: Sequence[Stay]) -> list[Opening]:
    return [each for zone in zones for each in _merged(zone, sorted(_spans(kind, zone, stays)))]


def _spans(kind: PassKind, zone: PassZone, stays: Iterable[Stay]) -> Iterator[tuple[datetime, datetime]]:
    for stay in stays:
        if stay.road != zone.roads and stay.venues is not None:
            continue
        if stay.venues is None or zone.venue_id is None or zone.venue_id in stay.venues:
            # Hours written down by hand, and those of a closure, are meant as they are.
            plain = stay.venues is None or stay.road
            starts, ends = around(stay, *((0, 0) if plain else (kind.before, kind.after)))
            if starts < ends:
                yield starts, ends


def _merged(zone: PassZone, spans: Iterable[tuple[datetime, datetime]]) -> Iterator[Opening]:
    held: Opening | None = None
    for starts, ends in spans:
        if held is not None and starts <= held.ends:
            held = Opening(zone, held.starts, max(held.ends, ends))
            continue
        if held is not None:
            yield held
        held = Opening(zone, starts, ends)
    if held is not None:
        yield held


def _by_hand(edition: Edition, row: Pass) -> Stay:
    """Without hours while the edition lasts."""
    starts = row.starts or edition.at(edition.first_day, edition.cutoff)
    ends = row.ends or edition.at(edition.last_day + timedelta(days=1), edition.cutoff)
    return Stay(starts, ends, row, venues=None)


def _plain(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()
