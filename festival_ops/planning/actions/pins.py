"""Pins: what somebody holds fast of a performance, facet by facet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from festival_ops.planning.models import Pin, Placement, Plan
from festival_ops.planning.preview import digest
from festival_ops.programme.models import Edition, Performance, Stage
from festival_ops.web.history import Actor, record, snapshot


@dataclass(frozen=True)
class Hold:
    day: date | None
    stage: Stage | None
    starts: datetime | None
    order: bool
    reason: str
    expires: datetime | None


def pin_of(session: Session, performance: Performance) -> Pin | None:
    return session.scalar(select(Pin).where(Pin.performance_id == performance.id))


def standing(session: Session, plan: Plan | None, performance: Performance) -> Placement | None:
    if plan is None:
        return None
    placed = select(Placement).where(Placement.plan_id == plan.id, Placement.performance_id == performance.id)
    return session.scalar(placed)


def told(edition: Edition, pin: Pin) -> dict[str, Any]:
    """The pin as its form shows it."""
    clock = edition.local(pin.starts).time() if pin.starts else None
    place = {"day": pin.day, "stage": pin.stage, "starts": clock, "order": pin.order}
    return {**place, "reason": pin.reason, "expires": pin.expires}


def stamp_of(pin: Pin) -> str:
    """Differs when somebody has changed the pin, or set another."""
    return digest(snapshot(pin))


def hold(session: Session, performance: Performance, asked: Hold, by: Actor) -> None:
    """Pins the performance, in place of any pin before."""
    pin = pin_of(session, performance)
    before = snapshot(pin) if pin else None
    if pin is None:
        pin = Pin(edition_id=performance.edition_id, performance_id=performance.id)
        session.add(pin)
    pin.day, pin.stage, pin.starts, pin.order = asked.day, asked.stage, asked.starts, asked.order
    pin.reason, pin.expires, pin.user_id = asked.reason, asked.expires, by.id
    session.flush()
    record(session, performance, "pinned", by=by, before=before, after=snapshot(pin), reason=asked.reason)


def let_go(session: Session, performance: Performance, by: Actor) -> None:
    pin = pin_of(session, performance)
    if pin is None:
        return
    before = snapshot(pin)
    session.delete(pin)
    session.flush()
    record(session, performance, "unpinned", by=by, before=before)
