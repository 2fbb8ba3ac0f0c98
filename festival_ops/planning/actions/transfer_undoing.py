"""Taking back which drafted transfers were taken over."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from festival_ops.database import now
from festival_ops.planning.models import TransferTaking
from festival_ops.programme.models import Edition
from festival_ops.traffic.models import Transfer
from festival_ops.web.history import Actor, Deed, record_all, snapshot
from festival_ops.web.removal import obstacles

# Whoever looks further back reads the history.
_SHOWN = 12
_ITS_OWN = frozenset({"id", "version", "edition_id", "folded", "sort_key"})


class AlteredSinceError(Exception):
    """Somebody has changed or removed one of these transfers since."""


class DrivenError(Exception):
    """Rides name some of these transfers, which would no longer exist."""

    def __init__(self, rows: Iterable[Transfer]) -> None:
        super().__init__()
        self.rows = list(rows)


@dataclass(frozen=True)
class Written:
    """One transfer that was taken over: what it was before, if it was."""

    row: Transfer
    before: dict[str, Any] | None
    removed: bool = False

    def kept(self) -> dict[str, Any]:
        version = None if self.removed else self.row.version
        after = None if self.removed else facts_of_row(self.row)
        return {"transfer": self.row.id, "version": version, "before": self.before, "after": after}


def facts_of_row(row: Transfer) -> dict[str, Any]:
    """All of it, as JSON keeps it."""
    names = (each.key for each in inspect(Transfer).column_attrs if each.key not in _ITS_OWN)
    facts: dict[str, Any] = json.loads(json.dumps({name: _plain(getattr(row, name)) for name in names}))
    return facts


def keep(session: Session, edition: Edition, written: Iterable[Written], by: Actor) -> None:
    """Call it when the transfers have been written down."""
    if entries := [each.kept() for each in written]:
        session.add(TransferTaking(edition_id=edition.id, user_id=by.id, written=entries))
        session.flush()


def standing_takings(session: Session, edition: Edition) -> Sequence[TransferTaking]:
    """What was taken over and not taken back, the newest first."""
    rows = select(TransferTaking).where(TransferTaking.edition_id == edition.id, TransferTaking.undone_at.is_(None))
    return session.scalars(rows.order_by(TransferTaking.id.desc()).limit(_SHOWN)).all()


def take_back(session: Session, edition: Edition, taking: TransferTaking, by: Actor, why: str) -> None:
    """Every transfer is what it was, whatever was taken over since of others. Raises AlteredSinceError or DrivenError
    and changes nothing."""
    session.scalar(select(Edition.id).where(Edition.id == edition.id).with_for_update())
    numbers = [entry["transfer"] for entry in taking.written]
    rows = {row.id: row for row in session.scalars(select(Transfer).where(Transfer.id.in_(numbers)))}
    if any(not _as_left(rows.get(entry["transfer"]), entry) for entry in taking.written):
        raise AlteredSinceError
    created = [rows[entry["transfer"]] for entry in taking.written if entry["before"] is None]
    if driven := [row for row in created if obstacles(row)]:
        raise DrivenError(driven)
    try:
        # Those that go make room for the names of those that come back.
        deeds = [_removed(session, row, why) for row in created]
        session.flush()
        back = [entry for entry in taking.written if entry["before"] is not None]
        deeds += [_restored(session, edition, rows.get(entry["transfer"]), entry) for entry in back]
        session.flush()
    except IntegrityError as gone:
        raise AlteredSinceError from gone
    told = (
        each if each.act == "removed" else Deed(each.row, each.act, each.before, snapshot(each.row), why)
        for each in deeds
    )
    record_all(session, list(told), by=by)
    taking.undone_at = now()


def _as_left(row: Transfer | None, entry: Mapping[str, Any]) -> bool:
    """A row that was changed and changed back has another version and is the same."""
    if row is None or entry.get("after") is None:
        return (row and row.version) == entry["version"]
    return facts_of_row(row) == entry["after"]


def _removed(session: Session, row: Transfer, why: str) -> Deed:
    deed = Deed(row, "removed", snapshot(row), reason=why)
    session.delete(row)
    return deed


def _restored(session: Session, edition: Edition, row: Transfer | None, entry: Mapping[str, Any]) -> Deed:
    before = snapshot(row) if row else None
    if row is None:
        row = Transfer(id=entry["transfer"], edition_id=edition.id)
        session.add(row)
    for name, value in entry["before"].items():
        moment = name.startswith(("pickup_", "delivery_")) or name == "moves_from"
        setattr(row, name, datetime.fromisoformat(value) if moment and value else value)
    return Deed(row, "changed" if before else "created", before)


def _plain(value: Any) -> Any:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value
