"""What is done with passports: handed in under seal, looked at from outside, opened with a reason, erased."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask import current_app, g
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from festival_ops.programme.models import Edition
from festival_ops.protocol.models import Delegation, Escort, Guest, Passport, PassportReading
from festival_ops.protocol.queries import span_of
from festival_ops.protocol.seals import BrokenSealError, Keys, LostKeyError, seal, unseal
from festival_ops.web.access import Secrecy
from festival_ops.web.history import Actor, Deed, record, record_all, snapshot
from festival_ops.web.scope import visible

VALID, SHORT, ENDING, LOCKED, BROKEN = "valid", "short", "ending", "locked", "broken"
# A custom at borders, not a law of one country: a passport is good for half a year when its holder arrives.
HALF_A_YEAR = 6
REMOVED = "removed"


@dataclass(frozen=True)
class Facts:
    """What stands in a passport; `name` only where it differs, `born` where the list for the border asks for it."""

    number: str
    country: str
    expires: date
    name: str = ""
    born: date | None = None

    def told(self) -> dict[str, str]:
        born = self.born.isoformat() if self.born else ""
        facts = {"number": self.number, "country": self.country, "expires": self.expires.isoformat()}
        return facts | {"name": self.name, "born": born}

    @classmethod
    def of(cls, told: dict[str, str]) -> Facts:
        born = date.fromisoformat(told["born"]) if told["born"] else None
        expires = date.fromisoformat(told["expires"])
        return cls(told["number"], told["country"], expires, told["name"], born)


@dataclass(frozen=True)
class Glimpse:
    """All that is seen of a passport without opening it."""

    ending: str
    state: str


def keys() -> Keys:
    return Keys.of(current_app.extensions["settings"].passport_key_file)


def hand_in(session: Session, row: Passport, facts: Facts, by: Actor) -> None:
    """Seals a new passport, or one in place of what was there. LostKeyError when none can be sealed; the caller
    commits."""
    held, new = keys_for_sealing(session), row.id is None
    session.add(row)
    session.flush()
    row.sealed = seal(held, facts.told(), row.bound)
    session.flush()
    after = snapshot(row)
    record(session, row, "created" if new else "changed", by=by, before=None if new else after, after=after)


def keys_for_sealing(session: Session) -> Keys:
    """The first key is made when nothing is sealed yet; later the lack of one means that the file was lost."""
    held = keys()
    if held.newest is None and session.scalar(select(Passport.id).where(Passport.sealed != "").limit(1)) is None:
        held = held.with_another()
    if held.newest is None:
        raise LostKeyError
    return held


def glimpse(row: Passport, held: Keys, comes: date, goes: date) -> Glimpse:
    try:
        facts = Facts.of(unseal(held, row.sealed, row.bound))
    except LostKeyError:
        return Glimpse("", LOCKED)
    except BrokenSealError:
        return Glimpse("", BROKEN)
    return Glimpse(facts.number[-3:], state_of(facts.expires, comes, goes))


def state_of(expires: date, comes: date, goes: date) -> str:
    if expires < goes:
        return ENDING
    return SHORT if expires < months_after(comes, HALF_A_YEAR) else VALID


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or the last of a shorter one."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))


def stay_of(row: Passport, edition: Edition) -> tuple[date, date]:
    """When the holder comes and goes, as far as it is known; else the days of the edition."""
    comes = goes = None
    if row.troupe is not None:
        comes, goes = (moment and edition.local(moment).date() for moment in (row.troupe.arrives, row.troupe.departs))
    elif row.guest is not None and row.guest.delegation is not None:
        comes, goes = span_of(leg for leg in row.guest.delegation.legs if leg.guest_id in (None, row.guest.id))
    return comes or edition.first_day, max(goes or edition.last_day, comes or edition.first_day)


def glimpses(rows: Iterable[Passport]) -> dict[int, Glimpse]:
    """By the number of the row; the file of keys is read once."""
    held = keys()
    return {row.id: glimpse(row, held, *stay_of(row, g.edition)) for row in rows}


def looked_at(row: Passport) -> Facts:
    """What the house itself compares with, and shows to nobody. LostKeyError and BrokenSealError."""
    return Facts.of(unseal(keys(), row.sealed, row.bound))


def opened(session: Session, row: Passport, reason: str, by: Actor) -> Facts:
    """What stands in it, and a line in the list of readings of the same transaction; the caller commits before it
    shows anything. LostKeyError and BrokenSealError when nothing can be shown; then no line is written."""
    facts = looked_at(row)
    session.add(
        PassportReading(
            edition_id=row.edition_id,
            user_id=by.id,
            user_name=by.name,
            passport_id=row.id,
            whose=str(row),
            reason=reason,
        )
    )
    session.flush()
    return facts


def listed() -> Any:
    """Those that the person may know of, artists by troupe, then guests and escorts by code."""
    guest = selectinload(Passport.guest)
    named = (
        guest.selectinload(Guest.delegation).selectinload(Delegation.legs),
        selectinload(Passport.troupe),
        selectinload(Passport.escort),
    )
    rows = visible(Passport, Secrecy.PASSPORTS).outerjoin(Passport.guest).outerjoin(Passport.escort)
    order = (Passport.troupe_id, Guest.code, Escort.code, Passport.holder, Passport.id)
    return rows.options(*named).order_by(*(key.nulls_last() for key in order))


def of_guests(session: Session, guests: Sequence[Guest]) -> dict[int, Passport]:
    found = select(Passport).where(Passport.guest_id.in_([guest.id for guest in guests]))
    return {row.guest_id: row for row in session.scalars(found) if row.guest_id is not None}


def erase(session: Session, rows: Iterable[Passport], reason: str, by: Actor | None) -> int:
    """The caller commits."""
    gone = list(rows)
    deeds = [Deed(row, REMOVED, before=snapshot(row), reason=reason) for row in gone]
    for row in gone:
        session.delete(row)
    record_all(session, deeds, by=by)
    return len(gone)


def seal_anew(session: Session) -> tuple[Keys, int, int]:
    """Makes a key and seals with it whatever can be opened: the keys, how many were sealed, how many could not be
    opened. The caller commits."""
    before = keys()
    held, sealed, left = before.with_another(), 0, 0
    for row in session.scalars(select(Passport).where(Passport.sealed != "").order_by(Passport.id)):
        try:
            row.sealed = seal(held, unseal(held, row.sealed, row.bound), row.bound)
            sealed += 1
        except (LostKeyError, BrokenSealError):
            left += 1
    told = f"{held.newest}: {sealed} + {left}"
    session.add(PassportReading(act="sealed anew", reason=told))
    session.flush()
    return held, sealed, left
