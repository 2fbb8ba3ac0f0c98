"""What a delegation or a guest still lacks, each as a sentence with the page where it can be mended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask import g, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from festival_ops.accounts.policy import hands_passports_in
from festival_ops.database import db
from festival_ops.protocol import passports
from festival_ops.protocol.kinds import ARRIVAL, BORDER, CANCELLED, DEPARTURE, GUEST, LATE, VIETNAMESE
from festival_ops.protocol.models import Delegation, Guest, Leg, Lodging
from festival_ops.protocol.queries import legs_of, nights_of, span_of
from festival_ops.protocol.rooms import nights


@dataclass(frozen=True)
class Lack:
    sentence: str
    address: str


def lacks_of_delegation(row: Delegation) -> list[Lack]:
    return [*_of_people(row), *_of_ways(row), *_of_passports(row.guests, row.legs), *_of_rooms(row.guests)]


def lacks_of_guest(row: Guest) -> list[Lack]:
    found = [*_of_passports([row], legs_of(row)), *_of_rooms([row])]
    if row.group.side == GUEST and row.host is None and (row.delegation is None or row.delegation.host is None):
        found.insert(0, Lack(_("Nobody is named who receives this guest."), _edit(row)))
    return found


def _of_people(row: Delegation) -> Iterator[Lack]:
    if row.group.side == GUEST and row.host is None:
        yield Lack(_("Nobody is named who receives this delegation."), _edit(row))
    if row.group.interpreter and not row.languages:
        yield Lack(_("It gets an interpreter, but nobody has written down its languages."), _edit(row))
    if row.guests and not any(guest.position == 1 for guest in row.guests):
        yield Lack(_("Nobody is named as its head."), url_for("protocol.guest_list", q=row.code))
    if missing := row.people - len(row.guests):
        told = ngettext("%(num)s person of it has no name yet.", "%(num)s people of it have no name yet.", missing)
        yield Lack(told, url_for("protocol.guest_new"))


def _of_ways(row: Delegation) -> Iterator[Lack]:
    """Whoever has neither a way nor a room by kind lives here."""
    held = [leg for leg in row.legs if leg.state != CANCELLED]
    if not held and not row.group.lodging:
        return
    if not any(leg.way == ARRIVAL for leg in held):
        yield Lack(_("Nobody has written down how it arrives."), url_for("protocol.leg_new"))
    if not any(leg.way == DEPARTURE for leg in held):
        yield Lack(_("Nobody has written down how it leaves."), url_for("protocol.leg_new"))
    for leg in held:
        if leg.state == LATE:
            yield Lack(_("%(leg)s is late; is the hour still right?", leg=leg.number or row.code), _edit(leg))


def _of_passports(guests: Sequence[Guest], legs: Iterable[Leg]) -> Iterator[Lack]:
    """Who comes from abroad, wherever formalities wait at an airport or a border gate."""
    held = [leg for leg in legs if leg.state != CANCELLED and (leg.mode == BORDER or leg.formalities)]
    asked = [guest for guest in guests if _from_abroad(guest) and any(leg.guest_id in (None, guest.id) for leg in held)]
    found = passports.of_guests(db.session(), asked) if asked else {}
    seen = passports.glimpses(found.values())
    for guest in asked:
        if (row := found.get(guest.id)) is None:
            told = _("%(guest)s: formalities ask for the passport, and nobody has handed it in.", guest=guest)
            yield Lack(told, _handing_in("passport_new", kind="guest", guest=guest.id))
        elif (state := seen[row.id].state) == passports.ENDING:
            told = _("%(guest)s: the passport runs out before the departure.", guest=guest)
            yield Lack(told, _handing_in("passport_edit", id=row.id))
        elif state == passports.SHORT:
            told = _("%(guest)s: at arrival the passport is good for less than six months.", guest=guest)
            yield Lack(told, _handing_in("passport_edit", id=row.id))


def _from_abroad(guest: Guest) -> bool:
    """Whoever is spoken to in another language, or by an interpreter."""
    spoken = guest.languages or (guest.delegation.languages if guest.delegation else [])
    return guest.group.side == GUEST and (guest.group.interpreter or any(each != VIETNAMESE for each in spoken))


def _handing_in(page: str, **facts: Any) -> str:
    """For whoever only looks on, the list."""
    return url_for(f"protocol.{page}", **facts) if hands_passports_in(g.access) else url_for("protocol.passport_list")


def _of_rooms(guests: Iterable[Guest]) -> Iterator[Lack]:
    guests = [guest for guest in guests if guest.group.lodging]
    rows = nights_of(guests)
    for guest in guests:
        yield from _of_nights(guest, [row for row in rows if row.guest_id == guest.id], legs_of(guest))


def _of_nights(guest: Guest, rows: list[Lodging], legs: list[Leg]) -> Iterator[Lack]:
    comes, goes = span_of(legs)
    if not rows:
        yield Lack(_("%(guest)s: nobody has written down the nights.", guest=guest), url_for("protocol.lodging_new"))
        return
    if roomless := [row for row in rows if row.allotment_id is None]:
        yield Lack(_("%(guest)s has no room yet.", guest=guest), _edit(roomless[0]))
    covered = {night for row in rows for night in nights(row.first_night, row.last_night)}
    if bare := _bare(covered, comes, goes):
        told = {"guest": guest, "night": f"{bare:%d/%m}"}
        yield Lack(_("%(guest)s is here in the night of %(night)s and has no bed for it.", **told), _edit(rows[0]))
    if goes and (late := max(covered)) >= goes:
        told = {"guest": guest, "day": f"{goes:%d/%m}", "night": f"{late:%d/%m}"}
        yield Lack(_("%(guest)s leaves on %(day)s, and a room is kept in the night of %(night)s.", **told),
                   _edit(rows[-1]))  # fmt: skip


def _bare(covered: set[date], comes: date | None, goes: date | None) -> date | None:
    """The first night between arrival and departure that nobody has thought of."""
    if comes is None or goes is None or goes <= comes:
        return None
    return next((night for night in nights(comes, goes - timedelta(days=1)) if night not in covered), None)


def _edit(row: Any) -> str:
    return url_for(f"protocol.{row.__tablename__}_edit", id=row.id)
