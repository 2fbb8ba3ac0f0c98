"""Taking over the transfers that delegations ask for, and saying where guests get in and out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from festival_ops.planning.actions.transfers import ChangedSinceError, Taken
from festival_ops.planning.guest_rides.asked_for import GuestDrafting, GuestLine, guest_drafting
from festival_ops.planning.guest_rides.drafting import GuestDraft
from festival_ops.planning.guest_rides.moves import BACK, ON, TO
from festival_ops.planning.models import GuestStop, GuestTransfer, Plan
from festival_ops.planning.rides.asked_for import STANDS
from festival_ops.programme.models import Edition
from festival_ops.protocol.kinds import ARRIVAL
from festival_ops.protocol.models import Delegation, Guest, GuestPlace
from festival_ops.traffic.models import RidePlace, Transfer
from festival_ops.web.history import Actor, Deed, record_all, snapshot
from festival_ops.web.removal import obstacles


@dataclass(frozen=True)
class GuestChosen:
    """Lines by their key, with the stamp under which they were seen; or, with `seen`, all that was offered."""

    picked: Mapping[str, str] = field(default_factory=dict)
    seen: str | None = None

    def lines(self, found: GuestDrafting) -> list[GuestLine]:
        """Those that are still to be taken over. Raises ChangedSinceError where others were seen."""
        if self.seen is not None:
            if found.offered and found.stamp != self.seen:
                raise ChangedSinceError
            return found.offered
        there = {line.key: line for line in found.lines}
        lines = [there[key] for key in self.picked if key in there and there[key].state != STANDS]
        if any(self.picked[line.key] != line.stamp for line in lines):
            raise ChangedSinceError
        return lines


def take_over(session: Session, edition: Edition, plan: Plan | None, chosen: GuestChosen, by: Actor, why: str) -> Taken:
    """Writes what is chosen down as it is asked for. Raises ChangedSinceError."""
    session.scalar(select(Edition.id).where(Edition.id == edition.id).with_for_update())
    deeds, kept, ended = [], [], 0
    names = set(session.scalars(select(Transfer.name).where(Transfer.edition_id == edition.id)))
    for line in chosen.lines(guest_drafting(session, edition, plan)):
        if line.draft is not None:
            deeds.append(_write(session, edition, line.draft, line.tie, names))
        elif line.row is not None and obstacles(line.row):
            kept.append(line.row)
        elif line.row is not None:
            deeds.append(Deed(line.row, "removed", snapshot(line.row), reason=why))
            session.delete(line.tie)
            session.delete(line.row)
            ended += 1
    try:
        session.flush()
    except IntegrityError as taken:
        raise ChangedSinceError from taken
    told = [
        deed if deed.act == "removed" else Deed(deed.row, deed.act, deed.before, snapshot(deed.row), why)
        for deed in deeds
    ]
    record_all(session, told, by=by)
    return Taken(len(deeds) - ended, ended, tuple(kept))


def tie_place(session: Session, edition: Edition, place: GuestPlace, stop: RidePlace | None, by: Actor) -> None:
    """Guests of the place get in and out there; without a place of rides, wherever it is found. The caller commits."""
    row = session.scalar(select(GuestStop).where(GuestStop.place_id == place.id))
    if (row.ride_place_id if row else None) == (stop.id if stop else None):
        return
    before = snapshot(row) if row else None
    if stop is None:
        session.delete(row)
        record_all(session, [Deed(row, "removed", before)], by=by)
        return
    if row is None:
        row = GuestStop(edition_id=edition.id, place=place)
        session.add(row)
    row.ride_place = stop
    session.flush()
    record_all(session, [Deed(row, "changed" if before else "created", before, snapshot(row))], by=by)


def _write(session: Session, edition: Edition, draft: GuestDraft, tie: GuestTransfer | None, names: set[str]) -> Deed:
    before = snapshot(tie.transfer) if tie else None
    move, facts = draft.move, draft.facts
    if tie is None:
        row = Transfer(edition_id=edition.id)
        row.name, row.name_en = _named(draft, names)
        names.add(row.name)
        tie = GuestTransfer(edition_id=edition.id, key=draft.key, purpose=move.purpose, transfer=row)
        session.add_all([row, tie])
    for name in facts.__dataclass_fields__:
        setattr(tie.transfer, name, getattr(facts, name))
    tie.transfer.moves_with_id = None
    tie.delegation = move.whose if isinstance(move.whose, Delegation) else None
    tie.guest = move.whose if isinstance(move.whose, Guest) else None
    tie.leg, tie.ceremony = move.leg, move.ceremony
    tie.grounds = facts.plain()
    return Deed(tie.transfer, "changed" if before else "created", before)


def _named(draft: GuestDraft, names: set[str]) -> tuple[str, str]:
    """In both languages; a name that somebody has used already gets a number."""
    told = []
    for language in ("vi", "en"):
        with force_locale(language):
            told.append(_name(draft))
    name, number = told[0], 2
    while name in names:
        name, number = f"{told[0]} ({number})", number + 1
    return name, told[1] if name == told[0] else f"{told[1]} ({number - 1})"


def _name(draft: GuestDraft) -> str:
    """With the code alone: everybody who reads roads reads it."""
    purpose, code = draft.move.purpose, draft.move.whose.code
    if isinstance(draft.move.whose, Guest):
        return _name_of_guest(purpose, code)
    if purpose == TO:
        return _("Delegation %(code)s: to a ceremony", code=code)
    if purpose == BACK:
        return _("Delegation %(code)s: back from a ceremony", code=code)
    if purpose == ON:
        return _("Delegation %(code)s: on to the next ceremony", code=code)
    if purpose == ARRIVAL:
        return _("Delegation %(code)s: arrival", code=code)
    return _("Delegation %(code)s: departure", code=code)


def _name_of_guest(purpose: str, code: str) -> str:
    """Whoever comes without a delegation has no journeys of his or her own."""
    if purpose == TO:
        return _("Guest %(code)s: to a ceremony", code=code)
    if purpose == BACK:
        return _("Guest %(code)s: back from a ceremony", code=code)
    return _("Guest %(code)s: on to the next ceremony", code=code)
