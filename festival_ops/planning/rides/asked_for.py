"""What the programme asks for, beside the transfers that are written down."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload
from werkzeug.utils import cached_property

from festival_ops.planning.models import Plan
from festival_ops.planning.rides.drafting import Draft, Facts, drafts_of
from festival_ops.planning.rides.hours import drop_offs_of, transfers_of
from festival_ops.planning.rides.numbers import numbers_of
from festival_ops.planning.rides.shows import Occasion, Show, occasions_of, rehearsals_of
from festival_ops.programme.models import Edition, Performance, Rehearsal, Venue
from festival_ops.programme.models.performance import performance_troupes
from festival_ops.traffic.models import Stay, Transfer

NEW, CHANGED, ENDED, BY_HAND, STANDS = "new", "changed", "ended", "by hand", "stands"
# What is taken over with all the rest; what somebody has written otherwise only where it is picked.
OFFERED = frozenset({NEW, CHANGED, ENDED})
FACTS = tuple(Facts.__dataclass_fields__)


@dataclass(frozen=True)
class Line:
    """One transfer that is asked for, is written down, or both."""

    key: str
    state: str
    draft: Draft | None
    row: Transfer | None

    @property
    def stamp(self) -> str:
        """Of all that somebody sees who takes it over."""
        row = [self.row.id, self.row.version] if self.row else None
        return _digest([self.state, row, self.draft.facts.plain() if self.draft else None])


@dataclass(frozen=True)
class Drafting:
    """`codes` name performances and rehearsals, in both languages; `undriven` are venues where groups play that have no
    place to let them out."""

    lines: tuple[Line, ...]
    shows: dict[Occasion, Show]
    codes: dict[Occasion, tuple[str, str]]
    stays: int
    undriven: tuple[Venue, ...]

    @cached_property
    def offered(self) -> list[Line]:
        return [line for line in self.lines if line.state in OFFERED]

    @property
    def stamp(self) -> str:
        return _digest([line.stamp for line in self.offered])


def drafting(session: Session, edition: Edition, plan: Plan | None) -> Drafting:
    """As the plan in hand asks for transfers now."""
    stays, rehearsals = _stays(session, edition), rehearsals_of(session, edition)
    players = _players(session, edition, rehearsals)
    shows, drop_offs = occasions_of(session, edition, plan), drop_offs_of(session, edition)
    drafts = drafts_of(stays, shows, players, drop_offs, numbers_of(session, edition))
    rows = transfers_of(session, edition, Transfer.derived.is_not(None))
    played = [shows[act] for stay in stays for act in players.get(stay.troupe_id or 0, ()) if act in shows]
    without = {venue for show in played for venue in (show.first_venue, show.last_venue)} - drop_offs.keys()
    venues = session.scalars(select(Venue).where(Venue.id.in_(without)).order_by(Venue.sort_key)) if without else ()
    return Drafting(tuple(_lines(drafts, rows)), shows, _codes(session, edition, rehearsals), len(stays), tuple(venues))


def facts_of(row: Transfer) -> dict[str, Any]:
    """What a draft would say of it."""
    return {name: getattr(row, name) for name in FACTS}


def _lines(drafts: Iterable[Draft], rows: Iterable[Transfer]) -> Iterator[Line]:
    standing = {row.derived: row for row in rows}
    for draft in drafts:
        row = standing.pop(draft.key, None)
        yield Line(draft.key, _state(draft, row), draft, row)
    for key, row in standing.items():
        yield Line(str(key), BY_HAND if _by_hand(row) else ENDED, None, row)


def _state(draft: Draft, row: Transfer | None) -> str:
    if row is None:
        return NEW
    if facts_of(row) == draft.facts.plain() and not _led(row):
        return STANDS
    return BY_HAND if _by_hand(row) else CHANGED


def _by_hand(row: Transfer) -> bool:
    """Whether somebody who knew better has changed it since it was drafted."""
    drafted = dict.fromkeys(FACTS) | (row.grounds or {})
    return _led(row) or facts_of(row) != drafted


def _led(row: Transfer) -> bool:
    """Whether it has hours or places of its own; those of drafts follow."""
    return not (row.follows and row.origin_id is None and row.destination_id is None)


def _stays(session: Session, edition: Edition) -> list[Stay]:
    rows = select(Stay).where(Stay.edition_id == edition.id).order_by(Stay.sort_key, Stay.id)
    links = (Stay.troupe, Stay.place, Stay.arrival_place, Stay.departure_place)
    return list(session.scalars(rows.options(*(joinedload(link) for link in links))))


def _codes(session: Session, edition: Edition, rehearsals: Iterable[Rehearsal]) -> dict[Occasion, tuple[str, str]]:
    rows = session.execute(select(Performance.id, Performance.code).where(Performance.edition_id == edition.id))
    codes = {(False, row.id): (row.code, row.code) for row in rows}
    return codes | {(True, row.id): (row.name, row.name_en or row.name) for row in rehearsals}


def _players(session: Session, edition: Edition, rehearsals: Iterable[Rehearsal]) -> dict[int, list[Occasion]]:
    """What each troupe plays and rehearses."""
    act, plays = Performance, performance_troupes.c
    rows = select(plays.troupe_id, plays.performance_id).join(act, act.id == plays.performance_id)
    held: dict[int, list[Occasion]] = {}
    for troupe, performance in session.execute(rows.where(act.edition_id == edition.id)):
        held.setdefault(troupe, []).append((False, performance))
    for row in rehearsals:
        for each in row.troupes:
            held.setdefault(each.id, []).append((True, row.id))
    return held


def _digest(said: Any) -> str:
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:16]
