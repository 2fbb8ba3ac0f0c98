"""Deciding on the answer of a search: once, by whoever comes first."""

from __future__ import annotations

from typing import Any, cast

from sqlalchemy import CursorResult, update
from sqlalchemy.orm import Session

from festival_ops.database import now
from festival_ops.web.history import Actor


class DecidedError(Exception):
    """Somebody has decided on this search before."""


def decide(session: Session, run: Any, decision: str, by: Actor) -> None:
    """Of two who decide at once the database lets one pass. Raises DecidedError."""
    model = type(run)
    decided = {"decision": decision, "decided_at": now(), "decided_by_id": by.id, "version": model.version + 1}
    undecided = update(model).where(model.id == run.id, model.decision.is_(None))
    if cast("CursorResult[Any]", session.execute(undecided.values(decided))).rowcount != 1:
        raise DecidedError
    session.refresh(run, ["decision", "decided_at", "decided_by_id", "version"])
