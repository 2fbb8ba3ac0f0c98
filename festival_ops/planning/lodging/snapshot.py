"""Stays and hotels' rooms as the core knows them: ids and codes. Nothing of it names anybody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from zlib import crc32

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from festival_ops.planning.models.lodging import OPEN
from festival_ops.programme.models import Edition
from festival_ops.protocol.kinds import SINGLE, SUITE
from festival_ops.protocol.models import Allotment, Delegation, Guest, GuestPlace, Lodging
from festival_ops.protocol.sense import AROUND
from festival_ops.words import fold
from solver.facts import Span
from solver.lodging import problem as core
from solver.lodging.problem import LodgingProblem, Room

# Whoever is greeted from the stage has a room before heads of delegations, and these before everybody.
GREETED, HEAD, USUAL = 6, 3, 1
# Of a house of the highest class the suites come after everything else: they are kept for whom a person chooses.
BEST_HOUSE = 5


@dataclass(frozen=True)
class Facts:
    """The rows behind the numbers; guests of the problem are stays, and `pairs` those of two who share."""

    rows: Mapping[int, Lodging]
    allotments: Mapping[int, Allotment]
    pairs: Mapping[int, int]
    problem: LodgingProblem

    @property
    def given(self) -> dict[int, int]:
        """By stay, from which allotment its room is."""
        return {id: row.allotment_id for id, row in self.rows.items() if row.allotment_id is not None}

    def rooms(self, given: Mapping[int, int]) -> tuple[Room, ...]:
        """The rooms that are taken if the stays have these allotments: two who share take one."""
        together = {id: (id, other) for id, other in self.pairs.items() if id < other}
        together |= {other: pair for pair in list(together.values()) for other in pair}
        found = set()
        for id, allotment in given.items():
            pair = together.get(id, (id,))
            same = all(given.get(each) == allotment for each in pair)
            found.add(Room(allotment, pair if same else (id,)))
        return tuple(sorted(found))


def facts_of(session: Session, edition: Edition) -> Facts:
    rows = _stays(session, edition)
    kept = select(Allotment).where(Allotment.edition_id == edition.id).order_by(Allotment.id)
    allotments = session.scalars(kept.options(joinedload(Allotment.place))).all()
    first, pairs = edition.first_day - AROUND, _pairs(rows)
    hotels: dict[int, GuestPlace] = {each.place_id: each.place for each in allotments}
    problem = LodgingProblem(
        name=f"rooms of edition {edition.id}",
        first_day=first.isoformat(),
        guests=tuple(_guest(row, first, pairs.get(row.id)) for row in rows),
        hotels=tuple(core.Hotel(id, hotel_code(row), zone_of(row.zone)) for id, row in sorted(hotels.items())),
        allotments=tuple(_allotment(row, first) for row in allotments),
        delegations={of.id: of.code for row in rows if (of := row.guest.delegation) is not None},
    )
    facts = Facts({row.id: row for row in rows}, {row.id: row for row in allotments}, pairs, problem)
    return replace(facts, problem=replace(problem, current=facts.rooms(facts.given)))


def asked(facts: Facts, kind: str) -> LodgingProblem:
    """What is put to the core: a room that is kept is the one that its guest is due. Where all are given anew, nobody
    is left without one because somebody had agreed to a lower class: the same allotment will do again."""
    problem, given = facts.problem, facts.given

    def kept(guest: core.Guest) -> core.Guest:
        if guest.id not in given:
            return guest
        if guest.fixed is None and kind != OPEN:
            return replace(guest, content=given[guest.id])
        has = problem.allotment(given[guest.id])
        free = guest.step_free and has.step_free > 0
        return replace(guest, fixed=has.id, stars=min(guest.stars, has.stars), step_free=free)

    return replace(problem, guests=tuple(kept(guest) for guest in problem.guests))


def hotel_code(row: GuestPlace) -> str:
    return f"@{row.id}"


def zone_of(name: str) -> int | None:
    """The same number for the same part of the town, whatever others there are."""
    return crc32(fold(name).encode()) if name else None


def due(row: Lodging) -> int:
    """The class of hotel that the guest is to have at least; 1 is any."""
    return row.stars or row.guest.group.lodging or 1


def _stays(session: Session, edition: Edition) -> Sequence[Lodging]:
    guest = joinedload(Lodging.guest)
    tied = (guest.joinedload(Guest.group), guest.joinedload(Guest.delegation).joinedload(Delegation.group))
    rooms = joinedload(Lodging.allotment).joinedload(Allotment.place)
    rows = select(Lodging).where(Lodging.edition_id == edition.id).order_by(Lodging.id)
    return session.scalars(rows.options(*tied, rooms, joinedload(Lodging.shares_with))).unique().all()


def _pairs(rows: Iterable[Lodging]) -> dict[int, int]:
    """Whose stays go together: one names the other, in nights that meet; each is in one pair at most."""
    of: dict[int, list[Lodging]] = {}
    found: dict[int, int] = {}
    rows = list(rows)
    for row in rows:
        of.setdefault(row.guest_id, []).append(row)
    for row in rows:
        for other in of.get(row.shares_with_id or 0, ()):
            meets = row.first_night <= other.last_night and other.first_night <= row.last_night
            agreed = other.shares_with_id in (None, row.guest_id)
            if meets and agreed and found.keys().isdisjoint((row.id, other.id)):
                found |= {row.id: other.id, other.id: row.id}
    return found


def _guest(row: Lodging, first: date, shares: int | None) -> core.Guest:
    nights = Span((row.first_night - first).days, (row.last_night - first).days + 1)
    head = HEAD if row.guest.position == 1 else USUAL
    return core.Guest(
        id=row.id,
        code=row.guest.code,
        nights=nights,
        stars=due(row),
        delegation=row.guest.delegation_id,
        shares=shares,
        step_free=row.guest.step_free,
        zone=zone_of(row.zone),
        importance=GREETED if row.guest.group.greeted else head,
        fixed=row.allotment_id if row.fixed or row.room else None,
    )


def _allotment(row: Allotment, first: date) -> core.Allotment:
    stars = row.place.stars or 1
    begins, ends = max(0, (row.first_night - first).days), (row.last_night - first).days + 1
    return core.Allotment(
        id=row.id,
        hotel=row.place_id,
        stars=stars + 1 if row.kind == SUITE and stars == BEST_HOUSE else stars,
        beds=1 if row.kind == SINGLE else 2,
        rooms=(*(0 for _ in range(begins)), *(row.rooms for _ in range(begins, ends))),
        step_free=row.step_free,
    )
