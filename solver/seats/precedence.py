"""The order of guests and the order of chairs, reckoned from a rule set.

A guest's rank counts from 1 and is told with what put the guest behind the one before (`Standing.by`); where nothing
tells two apart, their ids do, and the tie is told too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from solver.seats.facts import AISLE, LAST, OWN, PARTNER, RIGHT, Block, Guest, Precedence, Seat

FIRST, GROUP, STAND_IN, SPOUSE, TIE = "first", "group", "stand-in", "spouse", "tie"
# Whoever has no office, no date or no place in the alphabet comes after those who have.
NO_NUMBER, NO_DATE = 10**9, "~"


@dataclass(frozen=True)
class Standing:
    """`by` says what put the guest behind `after`: first (nobody is before), group, stand-in (a substitute who comes
    last), office, since, alphabet, tie (nothing but their ids), or spouse (of `after`)."""

    guest: int
    rank: int
    group: str
    by: str = FIRST
    after: int | None = None


@dataclass(frozen=True)
class _Place:
    """Where a guest stands: each part of the key has the name of the criterion that it is."""

    guest: Guest
    group: str
    names: tuple[str, ...]
    key: tuple[int | str, ...]


def ranked(precedence: Precedence, guests: Sequence[Guest], absent: Mapping[int, Guest]) -> dict[int, Standing]:
    """The standing of every guest, from the highest rank to the lowest."""
    follows = precedence.spouse == PARTNER
    places = [_place(precedence, guest, absent) for guest in guests if not (follows and guest.spouse_of is not None)]
    spouses: dict[int, list[Guest]] = {}
    for guest in guests:
        if follows and guest.spouse_of is not None:
            spouses.setdefault(guest.spouse_of, []).append(guest)
    found: dict[int, Standing] = {}
    before: _Place | None = None
    for place in sorted(places, key=lambda place: (place.key, place.guest.id)):
        by, after = _difference(before, place), None if before is None else before.guest.id
        found[place.guest.id] = Standing(place.guest.id, len(found) + 1, place.group, by, after)
        for spouse in sorted(spouses.get(place.guest.id, []), key=lambda spouse: spouse.id):
            found[spouse.id] = Standing(spouse.id, len(found) + 1, place.group, SPOUSE, place.guest.id)
        before = place
    return found


def in_honour(
    precedence: Precedence,
    seats: Iterable[Seat],
    block: Callable[[int], Block],
    to_aisle: Callable[[Seat], int | None],
    axis: int,
) -> list[Seat]:
    """All chairs from the first in honour to the last: tier by tier, row by row, then from the centre or the aisle."""

    def key(seat: Seat) -> tuple[int, ...]:
        off = abs(seat.x - axis)
        passes = to_aisle(seat) if precedence.first == AISLE else 0
        hand = seat.x < axis if precedence.honoured == RIGHT else seat.x > axis
        aisle = NO_NUMBER if passes is None else passes
        return block(seat.block).tier, seat.row, aisle, off, hand, seat.block, seat.place

    return sorted(seats, key=key)


def _place(precedence: Precedence, guest: Guest, absent: Mapping[int, Guest]) -> _Place:
    """A substitute is ranked by the facts of who is represented, unless the rule set says otherwise."""
    own = guest
    standing_in = guest.represents is not None and precedence.substitute != OWN
    who = absent[guest.represents] if standing_in and guest.represents is not None else own
    last = standing_in and precedence.substitute == LAST
    order = [group.code for group in precedence.groups]
    criteria = precedence.groups[order.index(who.group)].criteria or precedence.criteria
    key = [order.index(who.group), int(last), *_values(own if last else who, criteria)]
    return _Place(guest, who.group, (GROUP, STAND_IN, *criteria), tuple(key))


def _values(guest: Guest, criteria: Iterable[str]) -> Iterator[int | str]:
    values: Mapping[str, int | str] = {
        "office": guest.office or NO_NUMBER,
        "since": guest.since or NO_DATE,
        "alphabet": guest.alphabet or NO_NUMBER,
    }
    return (values[criterion] for criterion in criteria)


def _difference(before: _Place | None, place: _Place) -> str:
    if before is None:
        return FIRST
    parts = zip(place.names, before.key, place.key, strict=False)
    return next((name for name, one, other in parts if one != other), TIE)


__all__ = ["FIRST", "GROUP", "SPOUSE", "STAND_IN", "TIE", "Standing", "in_honour", "ranked"]
