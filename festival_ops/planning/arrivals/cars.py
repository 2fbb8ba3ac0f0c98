"""Who comes to a ceremony in which car: delegations by where they come from, and guests who belong to none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from festival_ops.planning.arrivals.kept import car_of
from festival_ops.planning.guest_rides.asked_for import parties_of
from festival_ops.planning.guest_rides.drafting import kinds_of
from festival_ops.planning.guest_rides.moves import ON, TO, Move, Party
from festival_ops.planning.models import Plan
from festival_ops.planning.rides import numbers
from festival_ops.programme.models import Edition
from festival_ops.protocol.answers import invitations
from festival_ops.protocol.kinds import ARRIVAL, CANCELLED, FLIGHT, GUEST, TRAIN
from festival_ops.protocol.models import Ceremony, Delegation, Guest, GuestGroup, GuestPlace, Invitation, Leg

# How many guests sit in one vehicle of a class, and how many seconds it stands at a gate until they are out.
SEATS = {"car": 4, "van": 14, "coach": 40}
STAND = {"car": 60, "van": 90, "coach": 180}
LONGEST = 3600


@dataclass(frozen=True)
class Comer:
    """People who come to the gate together in so many `vehicles`. `ready` is when they have arrived in town, or are
    free of the ceremony before, at the place `origin`."""

    id: int
    code: str
    who: Delegation | Guest
    people: int
    vehicles: int
    seconds: int
    rank: int
    guests: tuple[Guest, ...]
    home: GuestPlace | Ceremony | None = None
    ready: datetime | None = None
    origin: GuestPlace | Ceremony | None = None
    leg: Leg | None = None


def comers_of(session: Session, edition: Edition, plan: Plan | None, ceremony: Ceremony) -> list[Comer]:
    """From the highest rank; hosts are there to receive the guests, and have no car here."""
    rows = [row for row in invitations(session, ceremony) if row.guest is not None and row.comes]
    ranks = _ranks(ceremony, rows)
    return sorted(_comers(parties_of(session, edition, plan), ceremony, ranks), key=lambda each: (each.rank, each.code))


def _ranks(ceremony: Ceremony, rows: Iterable[Invitation]) -> dict[int, int]:
    """By guest, the place of the kind in the order of precedence; who comes instead of somebody has that one's."""
    kinds = {row.guest_id or 0: (row.stands_for or row.guest) for row in rows}
    groups: list[GuestGroup] = [part.group for part in ceremony.precedence.order]
    others = {guest.group for guest in kinds.values() if guest} - set(groups)
    groups += sorted(others, key=lambda group: group.code)
    place = {group.id: number for number, group in enumerate(groups, start=1)}
    return {id: place[guest.group_id] for id, guest in kinds.items() if guest}


def _comers(parties: Iterable[Party], ceremony: Ceremony, ranks: dict[int, int]) -> Iterator[Comer]:
    for party in parties:
        moves = [move for move in party.moves() if move.purpose in (TO, ON) and move.ceremony is ceremony]
        for number, move in enumerate(sorted(moves, key=lambda each: car_of(each.purpose, each.key)), start=1):
            row = party.whose
            if isinstance(row, Guest) and row.group.side != GUEST:
                continue
            vehicles, seconds = _load(row.group, move.people)
            ready, origin, leg = _ready(party, move)
            yield Comer(
                id=car_of(move.purpose, move.key),
                code=row.code if number == 1 else f"{row.code}-{number}",
                who=row,
                people=move.people,
                vehicles=vehicles,
                seconds=seconds,
                rank=min(ranks.get(guest.id, len(ranks) + 1) for guest in move.guests),
                guests=move.guests,
                home=move.origin,
                ready=ready,
                origin=origin,
                leg=leg,
            )


def _load(group: GuestGroup, people: int) -> tuple[int, int]:
    """In how many vehicles they come, and how long these stand at the gate, one after the other."""
    kinds = [kind for kind in SEATS if kind in kinds_of(group)] or list(SEATS)
    kind = next((kind for kind in kinds if people <= SEATS[kind]), kinds[-1])
    vehicles = -(-people // SEATS[kind])
    return vehicles, min(LONGEST, vehicles * STAND[kind])


def _ready(party: Party, move: Move) -> tuple[datetime | None, GuestPlace | Ceremony | None, Leg | None]:
    if move.purpose == ON:
        return move.pickup.starts, move.origin, None
    ids = {guest.id for guest in move.guests}
    legs = [leg for leg in party.legs if leg.way == ARRIVAL and leg.state != CANCELLED and leg.guest_id in (None, *ids)]
    # Whoever comes twice is there for it by the last journey before it ends.
    before = [leg for leg in legs if leg.at < move.delivery.ends]
    leg = max(before, key=lambda each: each.at, default=None) or min(legs, key=lambda each: each.at, default=None)
    if leg is None:
        return None, None, None
    waits = {FLIGHT: numbers.FLIGHT_IN, TRAIN: numbers.TRAIN_IN}.get(leg.mode)
    return leg.at + timedelta(minutes=party.numbers[waits] if waits else 0), leg.place, leg
