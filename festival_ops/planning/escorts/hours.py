"""When engagements are: at hours of their own, around a journey, or around a ceremony, wherever the plan has it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from festival_ops.planning.ceremony.hours import Hours
from festival_ops.planning.ceremony.hours import hours_of as ceremony_hours
from festival_ops.planning.models import Plan
from festival_ops.programme.models import Edition
from festival_ops.protocol.kinds import CANCELLED
from festival_ops.protocol.models import Engagement


def engagements_of(session: Session, edition: Edition) -> Sequence[Engagement]:
    rows = select(Engagement).where(Engagement.edition_id == edition.id).order_by(Engagement.id)
    linked = (Engagement.delegation, Engagement.leg, Engagement.ceremony, Engagement.place)
    return session.scalars(rows.options(*(joinedload(each) for each in linked))).unique().all()


def hours_of(session: Session, plan: Plan | None, rows: Sequence[Engagement]) -> dict[int, Hours]:
    """By engagement; one whose journey is cancelled, or whose ceremony has no hours, is nowhen."""
    held = ceremony_hours(session, plan, {row.ceremony for row in rows if row.ceremony is not None})
    found = {}
    for row in rows:
        hours = _cause(row, held)
        if hours is not None:
            starts, ends = hours.starts - timedelta(minutes=row.before), hours.ends + timedelta(minutes=row.after)
            if starts < ends:
                found[row.id] = Hours(starts, ends)
    return found


def _cause(row: Engagement, held: dict[int, Hours]) -> Hours | None:
    if row.leg is not None:
        return None if row.leg.state == CANCELLED else Hours(row.leg.at, row.leg.at)
    if row.ceremony_id is not None:
        return held.get(row.ceremony_id)
    return Hours(row.starts, row.ends) if row.starts and row.ends else None
