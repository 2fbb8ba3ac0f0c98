"""What has changed at a sector or post since a sheet was printed: who came, who left, and what else was altered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from festival_ops.planning.roster.ids import NeedOn
from festival_ops.planning.roster.papers import DaySheet
from festival_ops.programme.models import Edition
from festival_ops.security.models import Need, Officer
from festival_ops.web.models import HistoryEntry

MOST_TOLD = 20


@dataclass(frozen=True)
class Stamp:
    """What a sheet says of itself: the revision of the roster, the newest entry of the record, and its seal."""

    revision: int
    entry: int
    seal: str

    def __str__(self) -> str:
        return f"{self.revision}-{self.entry}-{self.seal}"

    @classmethod
    def read(cls, written: str) -> Stamp | None:
        found = re.fullmatch(r"(\d{1,9})-(\d{1,12})-([0-9a-f]{12})", written)
        return cls(int(found[1]), int(found[2]), found[3]) if found else None


@dataclass(frozen=True)
class Move:
    """Somebody who came to a watch or left it."""

    officer: str
    need: str
    day: date
    came: bool


def newest_entry(session: Session, edition: Edition) -> int:
    entries = select(func.coalesce(func.max(HistoryEntry.id), 0)).where(HistoryEntry.edition_id == edition.id)
    return session.scalar(entries) or 0


def moves_since(session: Session, edition: Edition, sheet: DaySheet, entry: int) -> list[Move]:
    """Who came and who left in the end: whoever went and came back again is not told."""
    shown = {watch.key for watch in sheet.shown}
    net: dict[tuple[int, NeedOn], int] = {}
    for key, way in _steps(session, edition, entry):
        if key[1] in shown:
            net[key] = net.get(key, 0) + way
    changed = {key: way for key, way in net.items() if way}
    officers = _named(session, Officer, {officer for officer, _ in changed})
    needs = _named(session, Need, {key.need for _, key in changed})
    moves = [
        Move(officers.get(officer, ""), needs[key.need], key.day, way > 0) for (officer, key), way in changed.items()
    ]
    return sorted(moves, key=lambda move: (move.day, move.need, not move.came, move.officer))


def alterations_since(session: Session, edition: Edition, sheet: DaySheet, entry: int) -> list[HistoryEntry]:
    """What was altered of the sector, its posts, needs, shifts and people, the newest first."""
    posts = {each.post.id for each in sheet.posts}
    about = {
        "sector": {sheet.sector.id},
        "post": posts,
        "shift": {watch.shift.id for watch in sheet.shown},
        "officer": {person.officer.id for watch in sheet.shown for person in watch.people},
    }
    rows = session.scalars(_since(edition, entry, [*about, "need"]).order_by(HistoryEntry.id.desc()))
    told = (row for row in rows if row.subject_id in about.get(row.subject, ()) or _needed_at(row, posts))
    return [row for row, _ in zip(told, range(MOST_TOLD), strict=False)]


def _steps(session: Session, edition: Edition, entry: int) -> Iterator[tuple[tuple[int, NeedOn], int]]:
    """Every duty that began (1) or ended (-1), as it was recorded: one by one, or as whole rosters."""
    for row in session.scalars(_since(edition, entry, ["duty", "roster", "roster_run"]).order_by(HistoryEntry.id)):
        before, after = _duties(row, row.before, edition), _duties(row, row.after, edition)
        yield from ((key, 1) for key in after - before)
        yield from ((key, -1) for key in before - after)


def _duties(row: HistoryEntry, told: dict[str, Any] | None, edition: Edition) -> set[tuple[int, NeedOn]]:
    if told is None:
        return set()
    if row.subject == "duty":
        key = NeedOn(told["need_id"], date.fromisoformat(told["day"]), told["stretch"])
        return {(told["officer_id"], key)}
    return {(officer, NeedOn.of(need, edition.first_day)) for officer, need in told.get("duties", ())}


def _since(edition: Edition, entry: int, subjects: Iterable[str]) -> Any:
    rows = select(HistoryEntry).where(HistoryEntry.edition_id == edition.id, HistoryEntry.id > entry)
    return rows.where(HistoryEntry.subject.in_(list(subjects)))


def _needed_at(row: HistoryEntry, posts: set[int]) -> bool:
    sides = [told for told in (row.before, row.after) if told]
    return row.subject == "need" and any(told.get("post_id") in posts for told in sides)


def _named(session: Session, model: type[Officer] | type[Need], ids: set[int]) -> dict[int, str]:
    if model is Need:
        tied = (joinedload(Need.post), joinedload(Need.shift), joinedload(Need.qualification))
        return {row.id: str(row) for row in session.scalars(select(Need).where(Need.id.in_(ids)).options(*tied))}
    return {row.id: str(row) for row in session.scalars(select(Officer).where(Officer.id.in_(ids)))}
