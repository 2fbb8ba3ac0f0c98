"""The record of changes: append-only, in the transaction of the change itself, each entry chained to the last."""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime, time
from typing import Any, Protocol

from sqlalchemy import inspect, select, text
from sqlalchemy.orm import Session

from festival_ops.database import now
from festival_ops.web.models import HistoryEntry

_CHAIN_LOCK = 7_301_001
_UNTOLD = frozenset({"version", "folded", "sort_key", "password", "fs_uniquifier", "tf_totp_secret", "content"})


class Actor(Protocol):
    id: int
    name: str


def snapshot(row: Any) -> dict[str, Any]:
    """The row's columns, and its lists by what they hold, as JSON keeps them."""
    state = inspect(row)
    facts = {c.key: _plain(getattr(row, c.key)) for c in state.mapper.column_attrs if c.key not in _UNTOLD}
    for relation in state.mapper.relationships:
        owned = relation.uselist and (relation.cascade.delete_orphan or relation.secondary is not None)
        if owned and relation.key not in ("roles", "memberships", "contacts"):
            facts[relation.key] = [_member(member) for member in getattr(row, relation.key)]
    return facts


def record(
    session: Session,
    row: Any,
    act: str,
    *,
    by: Actor | None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> HistoryEntry:
    """Adds the entry for one change; the caller has flushed the row and commits."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _CHAIN_LOCK})
    previous = session.scalar(select(HistoryEntry.hash).order_by(HistoryEntry.id.desc()).limit(1)) or ""
    entry = HistoryEntry(
        at=now(),
        edition_id=row.id if row.__tablename__ == "edition" else getattr(row, "edition_id", None),
        user_id=by.id if by else None,
        user_name=by.name if by else "",
        subject=row.__tablename__,
        subject_id=row.id,
        act=act,
        reason=reason,
        before=before,
        after=after,
        previous=previous,
    )
    entry.hash = digest(entry)
    session.add(entry)
    session.flush()
    return entry


def digest(entry: HistoryEntry) -> str:
    told = [
        entry.previous,
        entry.at.isoformat(),
        entry.user_id,
        entry.subject,
        entry.subject_id,
        entry.act,
        entry.reason,
        entry.before,
        entry.after,
    ]
    return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _member(member: Any) -> Any:
    state = inspect(member)
    if "name" in state.mapper.column_attrs:
        return member.name
    hidden = {"id"} | {c.key for c in state.mapper.column_attrs if c.key.endswith("performance_id")}
    return {c.key: _plain(getattr(member, c.key)) for c in state.mapper.column_attrs if c.key not in hidden}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime | time) else value
