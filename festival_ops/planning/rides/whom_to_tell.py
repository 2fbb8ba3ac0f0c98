"""Whom a release of the rides concerns: crews of vehicles, troupes and other groups, with those who have been told."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from festival_ops.planning.models import RideRelease, RideTelling
from festival_ops.planning.rides.outgoing import released_journeys
from festival_ops.planning.rides.released import Changed, differences, read
from festival_ops.planning.whom_to_tell import Line
from festival_ops.programme.models import Edition


def everybody(session: Session, edition: Edition, release: RideRelease) -> tuple[Changed, ...]:
    """All of whom the release tells, with all their rides."""
    return differences([], released_journeys(session, edition, [release.id]).get(release.id, []))


def concerned(session: Session, edition: Edition, release: RideRelease) -> list[Changed]:
    """Of the first release everybody is told, of others those whose rides are not what they were."""
    if release.number == 1:
        return list(everybody(session, edition, release))
    return [read(change) for change in release.changes]


def lines_of(session: Session, edition: Edition, release: RideRelease) -> dict[str, Line]:
    """By the key of each line."""
    rows = session.scalars(select(RideTelling).where(RideTelling.release_id == release.id))
    told = {(row.kind, row.subject): row for row in rows}
    lines = [
        Line(one.of, str(one.id), one.name.name, one.name.name_en, telling=told.get((one.of, str(one.id))))
        for one in concerned(session, edition, release)
    ]
    return {line.key: line for line in lines}
