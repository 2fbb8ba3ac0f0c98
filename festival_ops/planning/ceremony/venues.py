"""Where ceremonies are that follow a show and have no place of their own: where the show begins."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from festival_ops.planning.models import Plan
from festival_ops.planning.rides.shows import shows_of
from festival_ops.programme.models import Edition, Venue
from festival_ops.protocol.models import Ceremony


def venues_of(
    session: Session, edition: Edition, plan: Plan | None, ceremonies: Iterable[Ceremony]
) -> dict[int, Venue]:
    """By ceremony; none where the show has no stage yet, in the plan or announced."""
    acts = {row.id: row.performance_id for row in ceremonies if row.place_id is None and row.performance_id is not None}
    if not acts:
        return {}
    shows = shows_of(session, edition, plan, set(acts.values()))
    wanted = {shows[act].first_venue for act in acts.values() if act in shows}
    rows = {row.id: row for row in session.scalars(select(Venue).where(Venue.id.in_(wanted)))}
    return {id: rows[shows[act].first_venue] for id, act in acts.items() if act in shows}
