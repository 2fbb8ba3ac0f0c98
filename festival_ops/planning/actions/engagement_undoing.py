"""Taking back which drafted engagements were taken over."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from festival_ops.database import now
from festival_ops.planning.actions.escorts import hold
from festival_ops.planning.models import EngagementTaking
from festival_ops.programme.models import Edition
from festival_ops.protocol.models import Engagement
from festival_ops.web.history import Actor, Deed, record_all, snapshot


class AlteredSinceError(Exception):
    """Somebody has changed or removed one of these engagements since."""


class AccompaniedError(Exception):
    """Somebody goes along to some of these engagements already."""

    def __init__(self, rows: list[Engagement]) -> None:
        super().__init__()
        self.rows = rows


def last_taking(session: Session, edition: Edition) -> EngagementTaking | None:
    """What was taken over last, unless it was taken back: nothing earlier can be before it is."""
    rows = select(EngagementTaking).where(EngagementTaking.edition_id == edition.id)
    newest = session.scalar(rows.order_by(EngagementTaking.id.desc()).limit(1))
    return newest if newest is not None and newest.undone_at is None else None


def take_back(session: Session, edition: Edition, taking: EngagementTaking, by: Actor, why: str) -> int:
    """The engagements are drafts again; gives how many. The same again changes nothing.

    Raises AlteredSinceError or AccompaniedError and changes nothing.
    """
    book = hold(session, edition)
    session.refresh(taking)
    if taking.undone_at is not None:
        return 0
    versions = {entry[0]: entry[1] for entry in taking.written}
    rows = list(session.scalars(select(Engagement).where(Engagement.id.in_(versions)).order_by(Engagement.id)))
    if {row.id: row.version for row in rows} != versions or last_taking(session, edition) is not taking:
        raise AlteredSinceError
    going = {engagement for _escort, engagement, _pair in book.duties}
    if accompanied := [row for row in rows if row.id in going]:
        raise AccompaniedError(accompanied)
    deeds = [Deed(row, "removed", snapshot(row), reason=why) for row in rows]
    for row in rows:
        session.delete(row)
    taking.undone_at = now()
    session.flush()
    record_all(session, deeds, by=by)
    return len(rows)
