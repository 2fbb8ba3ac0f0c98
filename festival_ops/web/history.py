"""The record of changes: append-only, in the transaction of the change itself, each entry chained to the last."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Protocol

from sqlalchemy import inspect, select, text
from sqlalchemy.orm import RelationshipDirection, Session, scoped_session

from festival_ops.database import now
from festival_ops.web.access import Secrecy
from festival_ops.web.models import HistoryEntry

_CHAIN_LOCK = 7_301_001
_UNTOLD = frozenset(
    {
        "id",
        "version",
        "folded",
        "sort_key",
        "password",
        "fs_uniquifier",
        "tf_totp_secret",
        "content",
        "table",
        "grounds",
    }
)


class Actor(Protocol):
    id: int
    name: str


def snapshot(row: Any) -> dict[str, Any]:
    """The row's columns but its secrets, and what it is tied to by name, as JSON keeps them."""
    state = inspect(row)
    untold = _UNTOLD | set(secrets_of(row))
    facts = {c.key: _plain(getattr(row, c.key)) for c in state.mapper.column_attrs if c.key not in untold}
    for relation in state.mapper.relationships:
        if relation.direction is RelationshipDirection.MANYTOONE or (
            relation.secondary is not None and not relation.uselist
        ):
            tied = getattr(row, relation.key)
            facts[relation.key] = None if tied is None else str(tied)
        elif relation.uselist and (relation.secondary is not None or _is_part(relation)):
            facts[relation.key] = [_member(member) for member in getattr(row, relation.key)]
    return facts


def secrets_of(row: Any) -> dict[str, Any]:
    """What fewer may read than the row: the history says that the row has changed, and not this."""
    return {name: getattr(row, name) for name in getattr(row, "untold", ())}


@dataclass(frozen=True)
class Deed:
    """What was done to one row; `before` and `after` are snapshots."""

    row: Any
    act: str
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None
    reason: str = ""


def record(
    session: Session | scoped_session[Any],
    row: Any,
    act: str,
    *,
    by: Actor | None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> HistoryEntry:
    """Adds the entry for one change; the caller has flushed the row and commits."""
    return record_all(session, [Deed(row, act, before, after, reason)], by=by)[0]


def record_all(
    session: Session | scoped_session[Any], deeds: Iterable[Deed], *, by: Actor | None
) -> list[HistoryEntry]:
    """Adds the entries of many changes in the order given, each chained to the one before."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _CHAIN_LOCK})
    previous = session.scalar(select(HistoryEntry.hash).order_by(HistoryEntry.id.desc()).limit(1)) or ""
    entries = []
    for deed in deeds:
        entry = _entry(deed, by, previous)
        entry.hash = previous = digest(entry)
        entries.append(entry)
    session.add_all(entries)
    session.flush()
    return entries


def _entry(deed: Deed, by: Actor | None, previous: str) -> HistoryEntry:
    row = deed.row
    return HistoryEntry(
        at=now(),
        edition_id=row.id if row.__tablename__ == "edition" else getattr(row, "edition_id", None),
        user_id=by.id if by else None,
        user_name=by.name if by else "",
        subject=row.__tablename__,
        subject_id=row.id,
        act=deed.act,
        secrecy=getattr(row, "secrecy", Secrecy.PLAN),
        reason=deed.reason,
        before=deed.before,
        after=deed.after,
        previous=previous,
    )


def digest(entry: HistoryEntry) -> str:
    who = [entry.edition_id, entry.user_id, entry.user_name]
    what = [entry.subject, entry.subject_id, entry.act, entry.secrecy, entry.reason, entry.before, entry.after]
    told = [entry.previous, entry.at.isoformat(), *who, *what]
    return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def first_broken(session: Session | scoped_session[Any]) -> HistoryEntry | None:
    """The first entry that is not what was written, or does not follow the one before; none in a sound record."""
    previous, last = "", 0
    in_order = select(HistoryEntry).order_by(HistoryEntry.id).limit(500)
    while entries := session.scalars(in_order.where(HistoryEntry.id > last)).all():
        for entry in entries:
            if entry.previous != previous or entry.hash != digest(entry):
                return entry
            previous, last = entry.hash, entry.id
    return None


def _is_part(relation: Any) -> bool:
    """Windows, stops and the like: rows without a page of their own."""
    return bool(relation.cascade.delete_orphan) and "version" not in relation.mapper.columns


def _member(member: Any) -> Any:
    state = inspect(member)
    if "name" in state.mapper.column_attrs:
        return member.name
    hidden = {"id", *secrets_of(member)}
    hidden |= {column.key for column in state.mapper.local_table.columns if column.foreign_keys}
    facts = {c.key: _plain(getattr(member, c.key)) for c in state.mapper.column_attrs if c.key not in hidden}
    for relation in state.mapper.relationships:
        facts[relation.key] = str(getattr(member, relation.key))
    return facts


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime | time) else value
