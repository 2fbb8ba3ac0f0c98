"""What becomes of a closure: planned, agreed, announced, lifted, withdrawn."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from festival_ops.database import now
from festival_ops.traffic.models import Closure, ClosureState
from festival_ops.web.history import Actor, record, snapshot


def say(session: Session, closure: Closure, state: str, reason: str, by: Actor, *, at: datetime | None = None) -> bool:
    """Writes down the new state from that moment, or from now on; False if it is in this state already."""
    if closure.state == state:
        return False
    before = snapshot(closure)
    closure.states.append(ClosureState(state=state, reason=reason, user_id=by.id, at=at or now()))
    closure.version += 1
    session.flush()
    record(session, closure, state, by=by, before=before, after=snapshot(closure), reason=reason)
    return True
