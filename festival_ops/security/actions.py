"""What happens to many rows of the room at once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from festival_ops.programme.models import Edition
from festival_ops.security.models import Need, Post, PostHours, Shift
from festival_ops.web.history import Actor, Deed, record_all, snapshot

# Two needs of neighbouring days would meet on the way if they moved one after the other.
_OUT_OF_THE_WAY = timedelta(days=100_000)


def move_days(session: Session, edition: Edition, days: int, by: Actor) -> None:
    """Hours, shifts and needs of single days move with a festival that is postponed; people's absences do not."""
    dated = [*_rows(session, edition, Post, Post.hours.any(PostHours.on.is_not(None)))]
    dated += _rows(session, edition, Shift, Shift.days.any())
    dated += _rows(session, edition, Need, Need.day.is_not(None))
    before = [snapshot(row) for row in dated]
    for way in (_OUT_OF_THE_WAY, timedelta(days=days) - _OUT_OF_THE_WAY):
        for row in dated:
            _move(row, way)
        session.flush()
    record_all(
        session, [Deed(row, "changed", was, snapshot(row)) for row, was in zip(dated, before, strict=True)], by=by
    )


def _rows(session: Session, edition: Edition, model: Any, condition: Any) -> list[Any]:
    return list(session.scalars(select(model).where(model.edition_id == edition.id, condition).order_by(model.id)))


def _move(row: Post | Shift | Need, way: timedelta) -> None:
    match row:
        case Post():
            for hours in row.hours:
                hours.on = hours.on and hours.on + way
        case Shift():
            for each in row.days:
                each.on += way
        case Need():
            row.day = row.day and row.day + way
