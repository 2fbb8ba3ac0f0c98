"""Taking over the transfers that the programme asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from textwrap import shorten

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from festival_ops.planning.actions.transfer_undoing import Written, facts_of_row, keep
from festival_ops.planning.models import Plan
from festival_ops.planning.rides.asked_for import STANDS, Drafting, Line, drafting
from festival_ops.planning.rides.drafting import Draft
from festival_ops.planning.rides.shows import Occasion
from festival_ops.programme.models import Edition
from festival_ops.traffic.kinds import ARRIVAL
from festival_ops.traffic.models import Transfer
from festival_ops.traffic.ride_sense import OWN_HOURS
from festival_ops.web.history import Actor, Deed, record_all, snapshot
from festival_ops.web.removal import obstacles

# As many letters of the group's name as leave room for the rest of a transfer's.
_NAME = 100
_NAME_OF_SHOW = 44
# What performances and rehearsals are called, in Vietnamese and in English.
Codes = Mapping[Occasion, tuple[str, str]]


class ChangedSinceError(Exception):
    """Somebody has changed the plan, a stay or a transfer since the page was opened."""


@dataclass(frozen=True)
class Chosen:
    """Lines by their key, with the stamp under which they were seen; or, with `seen`, all that was offered."""

    picked: Mapping[str, str] = field(default_factory=dict)
    seen: str | None = None

    def lines(self, found: Drafting) -> list[Line]:
        """Those that are still to be taken over. Raises ChangedSinceError where others were seen."""
        if self.seen is not None:
            if found.offered and found.stamp != self.seen:
                raise ChangedSinceError
            return list(found.offered)
        there = {line.key: line for line in found.lines}
        lines = [there[key] for key in self.picked if key in there and there[key].state != STANDS]
        if any(self.picked[line.key] != line.stamp for line in lines):
            raise ChangedSinceError
        return lines


@dataclass(frozen=True)
class Taken:
    """How many were written down, how many fell away, and those that something still needs."""

    written: int = 0
    ended: int = 0
    kept: tuple[Transfer, ...] = ()


def take_over(session: Session, edition: Edition, plan: Plan | None, chosen: Chosen, by: Actor, why: str) -> Taken:
    """Writes what is chosen down as it is asked for, and keeps what was before. Raises ChangedSinceError."""
    session.scalar(select(Edition.id).where(Edition.id == edition.id).with_for_update())
    found = drafting(session, edition, plan)
    lines = chosen.lines(found)
    deeds, kept, written = [], [], []
    names = set(session.scalars(select(Transfer.name).where(Transfer.edition_id == edition.id)))
    for line in lines:
        before = facts_of_row(line.row) if line.row else None
        if line.draft is not None:
            deeds.append(_write(session, edition, line.draft, line.row, found.codes, names))
            written.append(Written(deeds[-1].row, before))
        elif line.row is not None and obstacles(line.row):
            kept.append(line.row)
        elif line.row is not None:
            deeds.append(Deed(line.row, "removed", snapshot(line.row), reason=why))
            session.delete(line.row)
            written.append(Written(line.row, before, removed=True))
    try:
        session.flush()
    except IntegrityError as taken:
        raise ChangedSinceError from taken
    told = [deed if deed.act == "removed" else _after(deed, why) for deed in deeds]
    record_all(session, told, by=by)
    keep(session, edition, written, by)
    ended = sum(each.removed for each in written)
    return Taken(len(written) - ended, ended, tuple(kept))


def _write(
    session: Session, edition: Edition, draft: Draft, row: Transfer | None, codes: Codes, names: set[str]
) -> Deed:
    before = snapshot(row) if row else None
    if row is None:
        row = Transfer(edition_id=edition.id, derived=draft.key)
        row.name, row.name_en = _named(draft, codes, names)
        names.add(row.name)
        session.add(row)
    facts = draft.facts.plain()
    for name, value in facts.items():
        setattr(row, name, value)
    for name in ("origin_id", "destination_id", "moves_with_id", "moves_from", *OWN_HOURS):
        setattr(row, name, None)
    row.grounds = facts
    return Deed(row, "changed" if before else "created", before)


def _after(deed: Deed, why: str) -> Deed:
    return Deed(deed.row, deed.act, deed.before, snapshot(deed.row), why)


def _named(draft: Draft, codes: Codes, names: set[str]) -> tuple[str, str]:
    """In both languages; a name that somebody has used already gets a number."""
    told = []
    for language in ("vi", "en"):
        with force_locale(language):
            told.append(_name(draft, codes, language == "en"))
    name, number = told[0], 2
    while name in names:
        name, number = f"{told[0]} ({number})", number + 1
    return name, told[1]


def _name(draft: Draft, codes: Codes, english: bool) -> str:
    facts, stay = draft.facts, draft.stay
    group = ((stay.name_en if english else "") or stay.name)[:_NAME]
    before, after = (
        shorten(codes[each][english], _NAME_OF_SHOW, placeholder="…") if each else ""
        for each in (facts.before, facts.after)
    )
    if before and after:
        return _("%(group)s: from %(first)s on to %(second)s", group=group, first=after, second=before)
    if before:
        return _("%(group)s: to %(show)s", group=group, show=before)
    if after:
        return _("%(group)s: back from %(show)s", group=group, show=after)
    return _("%(group)s: arrival", group=group) if facts.leg == ARRIVAL else _("%(group)s: departure", group=group)
