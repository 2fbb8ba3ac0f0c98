"""What happens to a performance or a closed hour beside being edited. The caller commits."""

from __future__ import annotations

from sqlalchemy.orm import Session

from festival_ops.accounts.models import User
from festival_ops.programme.models import Blackout, Cancellation, Performance
from festival_ops.web.history import record


def cancel(session: Session, performance: Performance, reason: str, by: User | None) -> None:
    """It will not take place. A second time changes nothing: the first reason stands."""
    if performance.cancellation is not None:
        return
    performance.cancellation = Cancellation(reason=reason, user_id=by.id if by else None)
    session.flush()
    record(session, performance, "cancelled", by=by, reason=reason)


def restore(session: Session, performance: Performance, by: User | None) -> None:
    """It takes place after all."""
    if performance.cancellation is None:
        return
    reason = performance.cancellation.reason
    performance.cancellation = None
    session.flush()
    record(session, performance, "restored", by=by, before={"cancellation": reason}, after={"cancellation": None})


def switch(session: Session, blackout: Blackout, on: bool, by: User | None) -> None:
    if blackout.active is on:
        return
    blackout.active = on
    session.flush()
    record(session, blackout, "switched on" if on else "switched off", by=by)
