"""Who comes to a ceremony, in the order of precedence, and in whose place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from festival_ops.protocol.models import Ceremony, Guest, GuestGroup, Invitation
from solver.seats import facts
from solver.seats.precedence import ranked


@dataclass(frozen=True)
class Attending:
    """A guest who comes; `group` is that of whom he or she stands for."""

    invitation: Invitation
    guest: Guest
    group: GuestGroup
    stands_for: Guest | None


def invitations_of(session: Session, ceremony: Ceremony) -> list[Invitation]:
    """With what the order of precedence is made of, at the same cost however many there are."""
    guest = joinedload(Invitation.guest)
    rows = select(Invitation).where(Invitation.ceremony_id == ceremony.id).order_by(Invitation.id)
    parts = (guest.joinedload(Guest.group), guest.joinedload(Guest.delegation), selectinload(Invitation.replies))
    return list(session.scalars(rows.options(*parts)))


def attending(ceremony: Ceremony, invitations: Sequence[Invitation]) -> list[Attending]:
    """Guests who have not regretted, from the highest rank to the lowest; without a place in the rule set nobody has a
    rank."""
    places = {each.group_id: each for each in ceremony.precedence.order}
    by_id = {each.id: each for each in invitations}
    found: dict[int, Attending] = {}
    for each in invitations:
        wanted = by_id.get(each.stands_for_id or 0)
        absent = wanted.guest if wanted is not None else None
        if each.guest is not None and each.comes and (absent or each.guest).group_id in places:
            found[each.id] = Attending(each, each.guest, (absent or each.guest).group, absent)
    return [found[id] for id in _in_order(ceremony, list(found.values()))]


def _in_order(ceremony: Ceremony, people: Sequence[Attending]) -> list[int]:
    everybody = {guest.id: guest for each in people for guest in (each.guest, each.stands_for) if guest is not None}
    alphabet = {id: n for n, id in enumerate(sorted(everybody, key=lambda id: everybody[id].sort_key), start=1)}
    absent = {each.stands_for.id: _told(each.stands_for, alphabet) for each in people if each.stands_for is not None}
    guests = [
        replace(_told(each.guest, alphabet), id=each.invitation.id, represents=each.stands_for and each.stands_for.id)
        for each in people
    ]
    groups = tuple(facts.Group(place.group.code) for place in ceremony.precedence.order)
    criteria = tuple(ceremony.precedence.ties) or facts.CRITERIA
    return list(ranked(facts.Precedence(groups=groups, criteria=criteria), guests, absent))


def _told(guest: Guest, alphabet: Mapping[int, int]) -> facts.Guest:
    since = guest.office_since.isoformat() if guest.office_since else ""
    office, place = guest.position_in_group or 0, alphabet[guest.id]
    return facts.Guest(guest.id, guest.code, guest.group.code, office=office, since=since, alphabet=place)
