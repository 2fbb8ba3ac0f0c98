"""Who comes to a ceremony in which car: delegations by where they come from, and guests who belong to none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from festival_ops.planning.arrivals.kept import car_of
from festival_ops.planning.guest_rides.drafting import kinds_of
from festival_ops.planning.guest_rides.moves import ON, TO, Move, Party
from festival_ops.planning.rides import numbers
from festival_ops.protocol.answers import coming
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


def comers_of(session: Session, ceremony: Ceremony, parties: Iterable[Party]) -> list[Comer]:
    """From the highest rank; hosts are there to receive the guests, and have no car here."""
    ranks = _ranks(session, ceremony)
    return sorted(_comers(parties, ceremony, ranks), key=lambda each: (each.rank, each.code))


def _ranks(session: Session, ceremony: Ceremony) -> dict[int, int]:
    """By guest, the place of the kind in the order of precedence; who comes instead of somebody has that one's."""
    stood_for = aliased(Guest)
    rows = select(Invitation.guest_id, func.coalesce(stood_for.group_id, Guest.group_id)).join(Invitation.guest)
    rows = rows.outerjoin(stood_for, Invitation.stands_for).where(Invitation.ceremony_id == ceremony.id, coming())
    kinds = {guest or 0: group for guest, group in session.execute(rows)}
    order = [part.group_id for part in ceremony.precedence.order]
    others = select(GuestGroup.id).where(GuestGroup.id.in_(set(kinds.values()) - set(order)))
    groups = [*order, *session.scalars(others.order_by(GuestGroup.code))]
    place = {group: number for number, group in enumerate(groups, start=1)}
    return {guest: place[group] for guest, group in kinds.items()}


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
