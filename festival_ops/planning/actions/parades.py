"""The order of a parade: put by hand, or by accepting what a search proposes."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from festival_ops.database import now
from festival_ops.planning.actions.deciding import DecidedError
from festival_ops.planning.models import ParadeRun
from festival_ops.planning.parades.walking import in_order
from festival_ops.traffic.models import Parade, ParadeUnit
from festival_ops.web.history import Actor, record

ACCEPTED, REFUSED = "accepted", "refused"


class OtherOrderError(Exception):
    """The parade is no longer in the order that the reader saw, or other units walk in it."""


def reorder(session: Session, parade: Parade, order: Sequence[int], seen: Sequence[int], by: Actor) -> None:
    """Numbers the units anew. Raises OtherOrderError unless they stand as `seen`."""
    rows = _held(session, parade)
    if [row.id for row in rows] != list(seen) or sorted(order) != sorted(seen):
        raise OtherOrderError
    if list(order) == list(seen):
        return
    named = {row.id: row.name for row in rows}
    for row in rows:
        row.position = order.index(row.id) + 1
    parade.version += 1
    session.flush()
    told = [{"units": "; ".join(named[id] for id in each)} for each in (seen, order)]
    record(session, parade, "reordered", by=by, before=told[0], after=told[1])


def accept(session: Session, run: ParadeRun, by: Actor) -> None:
    """Raises DecidedError, and OtherOrderError where the parade has changed since the search began."""
    _decide(session, run, ACCEPTED, by)
    if run.answer is None:
        raise OtherOrderError
    reorder(session, run.parade, run.answer["plan"]["order"], run.problem["current"], by)


def refuse(session: Session, run: ParadeRun, by: Actor) -> None:
    """Raises DecidedError."""
    _decide(session, run, REFUSED, by)


def _held(session: Session, parade: Parade) -> list[ParadeUnit]:
    """Its units as they walk, locked until the caller commits."""
    session.execute(select(Parade.id).where(Parade.id == parade.id).with_for_update())
    session.refresh(parade, ["units"])
    return in_order(parade)


def _decide(session: Session, run: ParadeRun, decision: str, by: Actor) -> None:
    undecided = update(ParadeRun).where(ParadeRun.id == run.id, ParadeRun.decision.is_(None))
    facts = {"decision": decision, "decided_at": now(), "decided_by_id": by.id}
    if not session.execute(undecided.values(**facts)).rowcount:  # type: ignore[attr-defined]
        raise DecidedError
    session.refresh(run)
    record(session, run, decision, by=by, after={"decision": decision})
