"""Rooms of hotels and who has them, night by night: two who share take one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _

from festival_ops.protocol.models import Guest, Lodging


def nights(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def used(lodgings: Iterable[Lodging]) -> Counter[date]:
    """How many rooms of one allotment are taken each night."""
    roofed: dict[date, set[int]] = {}
    counted: Counter[date] = Counter()
    for row in sorted(lodgings, key=lambda row: row.id):
        pair = {id for id in (row.guest_id, row.shares_with_id) if id is not None}
        for night in nights(row.first_night, row.last_night):
            here = roofed.setdefault(night, set())
            counted[night] += row.guest_id not in here and row.shares_with_id not in here
            here |= pair
    return counted


def fullest(lodgings: Iterable[Lodging]) -> tuple[date | None, int]:
    """The first of the nights on which most rooms are taken, and how many."""
    counted = used(lodgings)
    most = max(counted.values(), default=0)
    return min((night for night, number in counted.items() if number == most), default=None), most


def room_faults(facts: Mapping[str, Any], beside: Iterable[Lodging]) -> Iterator[tuple[str, str]]:
    """Why a guest cannot have one of these rooms: `beside` are others with rooms of the same house in these nights."""
    rooms, guest, partner = facts["allotment"], facts["guest"], facts.get("shares_with")
    beside = list(beside)
    strangers = [row for row in beside if not shares(row, guest, partner)]
    if taken := next((row for row in strangers if facts.get("room") and row.room == facts["room"]), None):
        yield "room", _("%(guest)s has this room in some of these nights.", guest=taken.guest)
    if any(row.allotment_id == rooms.id and row not in strangers for row in beside):
        return
    own = [row for row in strangers if row.allotment_id == rooms.id]
    span = list(nights(facts["first_night"], facts["last_night"]))
    if night := _full(own, rooms.rooms, span):
        yield "allotment", _("All of these rooms are taken in the night of %(night)s.", night=f"{night:%d/%m}")
    elif guest.step_free and (night := _full([row for row in own if row.guest.step_free], rooms.step_free, span)):
        told = f"{night:%d/%m}"
        yield "allotment", _("None of these rooms without steps is free in the night of %(night)s.", night=told)


def shares(row: Lodging, guest: Guest, partner: Guest | None) -> bool:
    """Whether this one and the guest take one room together."""
    return row.shares_with_id == guest.id or (partner is not None and row.guest_id == partner.id)


def _full(lodgings: Iterable[Lodging], rooms: int, span: Iterable[date]) -> date | None:
    """The first of these nights on which none of so many rooms is left."""
    taken = used(lodgings)
    return next((night for night in span if taken[night] >= rooms), None)
