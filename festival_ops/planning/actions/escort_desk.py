"""What escorts do at their desk: say how far a journey has come, confirm what they saw, tell protocol something."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from festival_ops.database import now
from festival_ops.planning.escorts.desk import Desk
from festival_ops.protocol import actions as protocol
from festival_ops.protocol.kinds import CONFIRMED, DONE, LATE
from festival_ops.protocol.models import EscortLook, EscortNote, Leg
from festival_ops.web.history import Actor, record, snapshot


class NotTheirsError(Exception):
    """It is no journey to which this escort goes along, or nothing that an escort says of one."""


class ChangedSinceError(Exception):
    """It no longer stands as the escort saw it."""


def steps(leg: Leg) -> tuple[str, ...]:
    """What an escort may say of a journey: that it is on time or late, and how far its guests have come."""
    return (CONFIRMED, LATE, *DONE[leg.way])


def tick(session: Session, desk: Desk, leg_id: int, state: str, seen: str, by: Actor) -> Leg:
    """Said twice is said once. Raises NotTheirsError, protocol's ChangedSinceError. The caller commits."""
    known = (going.row.leg for going in desk.goings if desk.knows(going) and going.row.leg_id == leg_id)
    leg = next(known, None)
    if leg is None or state not in steps(leg):
        raise NotTheirsError
    if leg.state != state:
        protocol.say(session, leg, state, seen, by)
    return leg


def confirm(session: Session, desk: Desk, stamp: str) -> None:
    """Keeps what the escort has seen. Raises ChangedSinceError when it stands otherwise by now. The caller commits."""
    if desk.news.stamp != stamp:
        raise ChangedSinceError
    session.execute(delete(EscortLook).where(EscortLook.escort_id == desk.escort.id))
    facts: dict[str, Any] = {"edition_id": desk.edition.id, "escort_id": desk.escort.id, "seen": desk.seen}
    try:
        with session.begin_nested():
            session.add(EscortLook(**facts))
    except IntegrityError:
        # Tapped on two phones at once: the other one kept the same.
        pass


def tell(session: Session, desk: Desk, kind: str, delegation: int | None, text: str, by: Actor) -> EscortNote:
    """A note to protocol, on a delegation that the escort goes along with or on none. The caller commits."""
    if delegation is not None and desk.delegation(delegation) is None:
        raise NotTheirsError
    facts: dict[str, Any] = {"escort_id": desk.escort.id, "delegation_id": delegation, "kind": kind, "text": text}
    row = EscortNote(edition_id=desk.edition.id, **facts)
    session.add(row)
    session.flush()
    record(session, row, "created", by=by, after=snapshot(row))
    return row


def read(session: Session, note: EscortNote, by: Actor) -> None:
    """The caller commits."""
    locked = select(EscortNote).where(EscortNote.id == note.id).with_for_update()
    row = session.scalars(locked.execution_options(populate_existing=True)).one()
    if row.read_at is None:
        row.read_at, row.read_by_id = now(), by.id
        session.flush()
        record(session, row, "read", by=by)
