"""What of guests moves with a festival that is postponed, and what others have to move."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from festival_ops.programme.models import Edition
from festival_ops.protocol.kinds import FLIGHT, TRAIN
from festival_ops.protocol.models import Allotment, Ceremony, Engagement, Leg, Lodging
from festival_ops.web.history import Actor, Deed, record_all, snapshot

# A seat in an aircraft or a train is booked for its day; whoever comes by road chooses the hour.
BOOKED = (FLIGHT, TRAIN)
MOMENTS = {Ceremony: ("starts", "ends"), Engagement: ("starts", "ends"), Leg: ("at",)}
# Two nights of one guest, or rooms that follow each other, would meet on the way if they moved one after the other.
_OUT_OF_THE_WAY = timedelta(days=100_000)


def move_guests(session: Session, edition: Edition, days: int, by: Actor) -> None:
    """Nights, rooms that hotels keep, journeys by road, ceremonies and engagements with hours of their own.

    Booked journeys stay; hours of escorts stay, since they are people's time.
    """
    timed = [row for model in MOMENTS for row in _rows(session, edition, model, _moves(model))]
    nights = [row for model in (Lodging, Allotment) for row in _rows(session, edition, model)]
    before = [snapshot(row) for row in (*timed, *nights)]
    for row in timed:
        for name in MOMENTS[type(row)]:
            setattr(row, name, edition.later(getattr(row, name), days))
    for way in (_OUT_OF_THE_WAY, timedelta(days=days) - _OUT_OF_THE_WAY):
        for night in nights:
            night.first_night, night.last_night = night.first_night + way, night.last_night + way
        session.flush()
    told = zip((*timed, *nights), before, strict=True)
    record_all(session, [Deed(row, "changed", was, snapshot(row)) for row, was in told], by=by)


def _moves(model: Any) -> ColumnElement[bool]:
    return Leg.mode.not_in(BOOKED) if model is Leg else model.starts.is_not(None)


def _rows(session: Session, edition: Edition, model: Any, *conditions: ColumnElement[bool]) -> list[Any]:
    return list(session.scalars(select(model).where(model.edition_id == edition.id, *conditions).order_by(model.id)))
