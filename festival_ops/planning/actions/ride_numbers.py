"""Changing the numbers by which transfers are drafted and ways are reckoned."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from festival_ops.database import now
from festival_ops.planning.models import Parameter
from festival_ops.planning.rides.numbers import numbers_of
from festival_ops.programme.models import Edition
from festival_ops.web.history import Actor, record, snapshot


def change_numbers(session: Session, edition: Edition, asked: Mapping[str, int], by: Actor, source: str) -> int:
    """Stores what differs and gives how many did."""
    standing = numbers_of(session, edition)
    rows = {row.key: row for row in session.scalars(select(Parameter).where(Parameter.edition_id == edition.id))}
    differing = {key: value for key, value in asked.items() if value != standing[key]}
    for key, value in differing.items():
        row = rows.get(key)
        before = snapshot(row) if row else None
        row = row or Parameter(edition_id=edition.id, key=key)
        session.add(row)
        row.value, row.source, row.since = value, source, now().astimezone(edition.tz).date()
        session.flush()
        record(session, row, "changed" if before else "created", by=by, before=before, after=snapshot(row))
    return len(differing)
