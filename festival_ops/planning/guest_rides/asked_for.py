"""What the delegations and guests without one ask for, beside the transfers that are written down for them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload
from werkzeug.utils import cached_property

from festival_ops.planning.arrivals.kept import at_their_slots
from festival_ops.planning.arrivals.kept import stops_of as stops_of_cars
from festival_ops.planning.ceremony.hours import hours_of
from festival_ops.planning.guest_rides.drafting import Drafter, GuestDraft, GuestFacts, Lack, drives_itself, plain
from festival_ops.planning.guest_rides.moves import Move, Occasion, Party, absent_of
from festival_ops.planning.guest_rides.places import Stops, stops_of
from festival_ops.planning.models import GuestTransfer, Plan
from festival_ops.planning.rides.asked_for import BY_HAND, CHANGED, ENDED, NEW, OFFERED, STANDS
from festival_ops.planning.rides.numbers import numbers_of
from festival_ops.planning.rides.shows import shows_of
from festival_ops.programme.models import Edition
from festival_ops.protocol.models import Allotment, Ceremony, Delegation, Guest, GuestPlace, Invitation, Leg, Lodging
from festival_ops.traffic.models import RidePlace, Transfer

FACTS = tuple(GuestFacts.__dataclass_fields__)


@dataclass(frozen=True)
class GuestLine:
    """One transfer that a delegation asks for, is written down, or both."""

    key: str
    state: str
    draft: GuestDraft | None
    tie: GuestTransfer | None

    @property
    def row(self) -> Transfer | None:
        return self.tie.transfer if self.tie else None

    @property
    def purpose(self) -> str:
        return self.draft.move.purpose if self.draft else self.tie.purpose if self.tie else ""

    @property
    def stamp(self) -> str:
        """Of all that somebody sees who takes it over."""
        row = [self.row.id, self.row.version] if self.row else None
        return _digest([self.state, row, self.draft.facts.plain() if self.draft else None])


@dataclass(frozen=True)
class GuestDrafting:
    """`lacks` and `clashes` are for protocol alone: they name ceremonies, and guests by their codes."""

    lines: tuple[GuestLine, ...]
    lacks: tuple[Lack, ...]
    clashes: tuple[tuple[Guest, Occasion, Occasion], ...]

    @cached_property
    def offered(self) -> list[GuestLine]:
        return [line for line in self.lines if line.state in OFFERED]

    @property
    def stamp(self) -> str:
        return _digest([line.stamp for line in self.offered])


def guest_drafting(session: Session, edition: Edition, plan: Plan | None) -> GuestDrafting:
    """As the delegations ask for transfers now."""
    parties = [party for party in parties_of(session, edition, plan) if not drives_itself(party.whose.group)]
    moves = _with_slots(session, edition, plan, [move for party in parties for move in party.moves()])
    found = list(_drafter(session, edition, plan, moves).drafts(moves))
    drafts = [each for each in found if isinstance(each, GuestDraft)]
    lodged = {party.whose for party in parties if party.nights or party.whose.group.lodging}
    lacks = dict.fromkeys(each for each in found if isinstance(each, Lack) and each.whose in lodged)
    rows = select(GuestTransfer).where(GuestTransfer.edition_id == edition.id).order_by(GuestTransfer.id)
    ties = session.scalars(rows.options(joinedload(GuestTransfer.transfer)))
    return GuestDrafting(tuple(_lines(drafts, ties)), tuple(lacks), tuple(clashes_of(parties)))


def clashes_of(parties: Iterable[Party]) -> Iterator[tuple[Guest, Occasion, Occasion]]:
    """Guests who are driven and cannot be at both."""
    return (clash for party in parties if not drives_itself(party.whose.group) for clash in party.clashes)


def _with_slots(session: Session, edition: Edition, plan: Plan | None, moves: list[Move]) -> list[Move]:
    stops = stops_of_cars(session, edition)
    called = {move.ceremony for move in moves if move.ceremony is not None} if stops else set()
    return at_their_slots(moves, stops, {id: hours.starts for id, hours in hours_of(session, plan, called).items()})


def facts_of(row: Transfer) -> dict[str, Any]:
    """What a draft would say of it."""
    return {name: plain(getattr(row, name)) for name in FACTS}


def _lines(drafts: Iterable[GuestDraft], ties: Iterable[GuestTransfer]) -> Iterator[GuestLine]:
    standing = {tie.key: tie for tie in ties}
    for draft in sorted(drafts, key=lambda each: (each.facts.pickup_starts, each.facts.for_whom, each.key)):
        tie = standing.pop(draft.key, None)
        yield GuestLine(draft.key, _state(draft, tie), draft, tie)
    for key, tie in standing.items():
        yield GuestLine(key, BY_HAND if _by_hand(tie) else ENDED, None, tie)


def _state(draft: GuestDraft, tie: GuestTransfer | None) -> str:
    if tie is None:
        return NEW
    if facts_of(tie.transfer) == draft.facts.plain() and tie.transfer.moves_with_id is None:
        return STANDS
    return BY_HAND if _by_hand(tie) else CHANGED


def _by_hand(tie: GuestTransfer) -> bool:
    """Whether somebody who knew better has changed it since it was drafted."""
    return tie.transfer.moves_with_id is not None or facts_of(tie.transfer) != tie.grounds


def parties_of(session: Session, edition: Edition, plan: Plan | None) -> Iterator[Party]:
    """Every delegation of the edition, and every guest who is invited without one, as they come."""
    invited = _invited(session, edition)
    facts = _Facts(edition, numbers_of(session, edition), _occasions(session, edition, plan), _nights(session, edition))
    by_guest: dict[int, list[Invitation]] = {}
    for each in invited:
        by_guest.setdefault(each.guest_id or each.interprets_for_id or 0, []).append(each)
    options = (joinedload(Delegation.group), selectinload(Delegation.guests))
    legs = selectinload(Delegation.legs)
    rows = select(Delegation).where(Delegation.edition_id == edition.id).order_by(Delegation.code)
    for row in session.scalars(rows.options(*options, legs.joinedload(Leg.place), legs.joinedload(Leg.guest))):
        yield facts.party(row, row.legs, row.guests, by_guest)
    alone = select(Guest).where(Guest.edition_id == edition.id, Guest.delegation_id.is_(None)).order_by(Guest.code)
    for guest in session.scalars(alone.options(joinedload(Guest.group))):
        if guest.id in by_guest:
            yield facts.party(guest, [], [guest], by_guest)


@dataclass(frozen=True)
class _Facts:
    """What the parties of an edition share."""

    edition: Edition
    numbers: Mapping[str, int]
    occasions: Mapping[int, Occasion]
    nights: Mapping[int, list[Lodging]]

    def party(
        self,
        whose: Delegation | Guest,
        legs: list[Leg],
        guests: Iterable[Guest],
        invited: Mapping[int, list[Invitation]],
    ) -> Party:
        """`invited` are the invitations by guest, with those of whoever interprets for the guest."""
        ids = {guest.id for guest in guests}
        rows = [each for id in ids for each in invited.get(id, ())]
        coming: dict[int, list[Occasion]] = {}
        beside: dict[tuple[int, int], int] = {}
        for each in rows:
            if each.comes and each.guest_id is not None and each.ceremony_id in self.occasions:
                coming.setdefault(each.guest_id, []).append(self.occasions[each.ceremony_id])
            elif each.comes and each.guest_id is None:
                key = each.ceremony_id, each.interprets_for_id or 0
                beside[key] = beside.get(key, 0) + 1
        for held in coming.values():
            held.sort(key=lambda each: (each.hours.starts, each.ceremony.id))
        own = {id: self.nights[id] for id in ids if id in self.nights}
        absent = absent_of(each for each in rows if each.guest_id is not None)
        return Party(whose, legs, own, coming, beside, absent, self.edition, self.numbers)


def _occasions(session: Session, edition: Edition, plan: Plan | None) -> dict[int, Occasion]:
    """Ceremonies that have hours."""
    rows = list(session.scalars(select(Ceremony).where(Ceremony.edition_id == edition.id)))
    hours = hours_of(session, plan, rows)
    return {row.id: Occasion(row, hours[row.id]) for row in rows if row.id in hours}


def _invited(session: Session, edition: Edition) -> list[Invitation]:
    rows = select(Invitation).where(Invitation.edition_id == edition.id).order_by(Invitation.id)
    return list(session.scalars(rows.options(selectinload(Invitation.replies))))


def _nights(session: Session, edition: Edition) -> dict[int, list[Lodging]]:
    rows = select(Lodging).where(Lodging.edition_id == edition.id).order_by(Lodging.first_night, Lodging.id)
    held: dict[int, list[Lodging]] = {}
    for row in session.scalars(rows.options(joinedload(Lodging.allotment).joinedload(Allotment.place))):
        held.setdefault(row.guest_id, []).append(row)
    return held


def _drafter(session: Session, edition: Edition, plan: Plan | None, moves: Iterable[Move]) -> Drafter:
    """Guests get out where their ceremony is: at its own place, or where whoever plays there gets out."""
    stops, ends = stops_of(session, edition), {end for move in moves for end in (move.origin, move.destination)}
    ceremonies = [end for end in ends if isinstance(end, Ceremony)]
    acts = {row.performance_id for row in ceremonies if row.performance_id is not None}
    shows = shows_of(session, edition, plan, acts) if acts else {}
    places: dict[tuple[str, int], RidePlace | None] = {}
    exits: dict[int, RidePlace | None] = {}
    for end in ends:
        if isinstance(end, GuestPlace):
            places["guest_place", end.id] = stops.of_place(end)
    for row in ceremonies:
        show = shows.get(row.performance_id or 0)
        places["ceremony", row.id] = _where(stops, row, show.first_venue if show else None)
        exits[row.id] = _where(stops, row, show.last_venue if show else None)
    known = {key: stop for key, stop in places.items() if stop is not None}
    return Drafter(known, {id: stop for id, stop in exits.items() if stop is not None}, numbers_of(session, edition))


def _where(stops: Stops, row: Ceremony, venue: int | None) -> RidePlace | None:
    if row.place is not None:
        return stops.of_place(row.place)
    return stops.of_venue(venue) if venue is not None else None


def _digest(said: Any) -> str:
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:16]
