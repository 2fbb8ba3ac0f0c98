"""Somebody ticks off who has been told of a release, and takes a tick back."""

from __future__ import annotations

from sqlalchemy.orm import Session

from festival_ops.planning.models import Release, RideRelease, RideTelling, Telling
from festival_ops.planning.whom_to_tell import Line
from festival_ops.web.history import Actor, record


def tell(
    session: Session, release: Release | RideRelease, line: Line, name: str, how: str, by: Actor
) -> Telling | RideTelling:
    """Once for each line; whoever was first is kept. A second at the same moment is refused by the database."""
    if line.telling is not None:
        return line.telling
    model = Telling if isinstance(release, Release) else RideTelling
    row = model(
        edition_id=release.edition_id,
        release_id=release.id,
        kind=line.kind,
        subject=line.subject,
        name=name[:200],
        how=how,
        user_id=by.id,
        teller=(by.name or getattr(by, "email", ""))[:200],
    )
    session.add(row)
    session.flush()
    record(session, row, "told", by=by, after=_told(release, row))
    return row


def take_back(session: Session, release: Release | RideRelease, row: Telling | RideTelling, by: Actor) -> None:
    record(session, row, "removed", by=by, before=_told(release, row))
    session.delete(row)
    session.flush()


def _told(release: Release | RideRelease, row: Telling | RideTelling) -> dict[str, object]:
    return {"name": row.name, "release": release.number, "how": row.how}
