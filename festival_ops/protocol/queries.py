"""What the pages of this room read beside single records: who comes when, which rooms are left, who has none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import g
from sqlalchemy import or_
from sqlalchemy.orm import selectinload

from festival_ops.database import db, now
from festival_ops.protocol.kinds import ARRIVAL, CANCELLED
from festival_ops.protocol.models import Allotment, Delegation, Guest, GuestGroup, Leg, Lodging
from festival_ops.protocol.rooms import nights, used
from festival_ops.web.access import Secrecy
from festival_ops.web.scope import visible


@dataclass(frozen=True)
class Hour:
    """Legs that fall into one hour of the clock, and how many people and suitcases they bring or take."""

    starts: datetime
    legs: list[Leg]

    @property
    def people(self) -> int:
        return sum(leg.people for leg in self.legs if leg.state != CANCELLED)

    @property
    def luggage(self) -> int:
        return sum(leg.luggage for leg in self.legs if leg.state != CANCELLED)


@dataclass(frozen=True)
class Kept:
    """Rooms of one kind in a hotel, and how many of them are taken each night."""

    allotment: Allotment
    taken: Counter[date]

    def holds(self, night: date) -> bool:
        return self.allotment.first_night <= night <= self.allotment.last_night

    def free(self, night: date) -> int:
        return self.allotment.rooms - self.taken[night] if self.holds(night) else 0

    def left_for(self, row: Lodging) -> int:
        """How many rooms are free in all the nights of a guest, in a house of the class that he or she is to have."""
        wanted = row.stars or row.guest.group.lodging
        if wanted and (self.allotment.place.stars or 0) < wanted:
            return 0
        return min(self.free(night) for night in nights(row.first_night, row.last_night))


def legs() -> list[Leg]:
    """Every arrival and departure of the edition by its hour, with those whom a page names beside it."""
    named = (
        selectinload(Leg.delegation).selectinload(Delegation.host),
        selectinload(Leg.guest).selectinload(Guest.host),
        selectinload(Leg.place),
    )
    rows = visible(Leg, Secrecy.GUARDED).order_by(Leg.at, Leg.id).options(*named)
    return list(db.session.scalars(rows))


def by_day(rows: Iterable[Leg]) -> dict[date, list[Leg]]:
    """The days on which somebody comes or goes, by the calendar: a plane lands at 01:10 of its own day."""
    days: dict[date, list[Leg]] = {}
    for row in rows:
        days.setdefault(g.edition.local(row.at).date(), []).append(row)
    return days


def by_hour(rows: Iterable[Leg]) -> list[Hour]:
    hours: dict[datetime, list[Leg]] = {}
    for row in rows:
        hours.setdefault(g.edition.local(row.at).replace(minute=0, second=0, microsecond=0), []).append(row)
    return [Hour(starts, held) for starts, held in sorted(hours.items())]


def day_chosen(days: dict[date, list[Leg]], asked: str) -> date:
    """The day asked for, today, or the first day on which most people move."""
    named = {day.isoformat(): day for day in days}
    today = g.edition.local(now()).date()
    busiest = max(days, key=lambda day: len(days[day]), default=g.edition.first_day)
    return named.get(asked, today if today in days else busiest)


def legs_of(guest: Guest) -> list[Leg]:
    """How a guest comes and goes: with the delegation, or alone."""
    if guest.delegation_id is None:
        return []
    own = or_(Leg.guest_id == guest.id, Leg.guest_id.is_(None))
    rows = visible(Leg, Secrecy.GUARDED).where(Leg.delegation_id == guest.delegation_id, own)
    return _without_those_replaced(list(db.session.scalars(rows.order_by(Leg.at, Leg.id))))


def nights_of(guests: Iterable[Guest]) -> list[Lodging]:
    ids = [guest.id for guest in guests]
    rows = visible(Lodging, Secrecy.GUARDED).where(Lodging.guest_id.in_(ids))
    named = (selectinload(Lodging.allotment).selectinload(Allotment.place), selectinload(Lodging.shares_with))
    order = (Lodging.first_night, Lodging.guest_id)
    return list(db.session.scalars(rows.order_by(*order).options(selectinload(Lodging.guest), *named)))


def lodgings() -> list[Lodging]:
    guest = selectinload(Lodging.guest)
    named = (guest.selectinload(Guest.group), guest.selectinload(Guest.delegation), selectinload(Lodging.shares_with))
    rows = visible(Lodging, Secrecy.GUARDED).order_by(Lodging.first_night, Lodging.guest_id)
    return list(db.session.scalars(rows.options(*named)))


def kept_rooms(rows: Iterable[Lodging]) -> list[Kept]:
    """Every allotment, by hotel, and what of it is taken."""
    taken: dict[int | None, list[Lodging]] = {}
    for row in rows:
        taken.setdefault(row.allotment_id, []).append(row)
    found = visible(Allotment, Secrecy.GUARDED).options(selectinload(Allotment.place))
    kept = [Kept(each, used(taken.get(each.id, ()))) for each in db.session.scalars(found)]
    return sorted(kept, key=lambda each: (-(each.allotment.place.stars or 0), each.allotment.place.sort_key,
                                          each.allotment.kind, each.allotment.first_night))  # fmt: skip


def without_nights() -> list[Guest]:
    """Guests for whom a room is kept by their kind, and for whom nobody has said which nights."""
    lodged = visible(Lodging, Secrecy.GUARDED).with_only_columns(Lodging.guest_id)
    rows = visible(Guest, Secrecy.GUARDED).where(Guest.group.has(GuestGroup.lodging > 0), Guest.id.not_in(lodged))
    return list(db.session.scalars(rows.order_by(Guest.code).options(selectinload(Guest.delegation))))


def _without_those_replaced(rows: list[Leg]) -> list[Leg]:
    """A guest's own arrival stands for that of the delegation."""
    own: set[Any] = {row.way for row in rows if row.guest_id is not None and row.state != CANCELLED}
    return [row for row in rows if row.guest_id is not None or row.way not in own]


def span_of(rows: Iterable[Leg]) -> tuple[date | None, date | None]:
    """The day of the first arrival and that of the last departure."""
    held = [row for row in rows if row.state != CANCELLED]
    comes = [g.edition.local(row.at).date() for row in held if row.way == ARRIVAL]
    goes = [g.edition.local(row.at).date() for row in held if row.way != ARRIVAL]
    return min(comes, default=None), max(goes, default=None)
