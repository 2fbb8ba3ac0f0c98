"""What protocol does beside editing records: says how an arrival stands, and gives a guest a room."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from festival_ops.protocol.kinds import DONE, LEG_STATES
from festival_ops.protocol.models import Allotment, Leg, Lodging
from festival_ops.web.history import Actor, record, snapshot


class ChangedSinceError(Exception):
    """It is no longer as its sender saw it."""


def states_of(leg: Leg) -> list[tuple[str, Any]]:
    """What can be said of it: nobody is met who leaves."""
    others = {state for way, states in DONE.items() if way != leg.way for state in states}
    return [(word, title) for word, title in LEG_STATES if word not in others]


def say(session: Session, leg: Leg, state: str, seen: str, by: Actor | None) -> None:
    """The caller commits."""
    if leg.state != seen or state not in dict(states_of(leg)):
        raise ChangedSinceError
    if state == leg.state:
        return
    before = snapshot(leg)
    leg.state = state
    session.flush()
    record(session, leg, "changed", by=by, before=before, after=snapshot(leg))


def give_room(session: Session, lodging: Lodging, allotment: Allotment, by: Actor | None) -> None:
    """The caller has asked whether the room is free, and commits."""
    before = snapshot(lodging)
    lodging.allotment = allotment
    lodging.room = ""
    session.flush()
    record(session, lodging, "changed", by=by, before=before, after=snapshot(lodging))
