"""Transfers of guests when the festival is postponed: those of booked journeys wait for the new booking."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from festival_ops.planning.guest_rides.drafting import plain
from festival_ops.planning.models import GuestTransfer
from festival_ops.programme.models import Edition
from festival_ops.protocol.models import Leg
from festival_ops.protocol.shifting import BOOKED
from festival_ops.traffic.ride_sense import OWN_HOURS


def booked(session: Session, edition: Edition) -> set[int]:
    """The transfers to and from journeys that keep their hours."""
    ties = select(GuestTransfer.transfer_id).join(Leg, Leg.id == GuestTransfer.leg_id)
    return set(session.scalars(ties.where(GuestTransfer.edition_id == edition.id, Leg.mode.in_(BOOKED))))


def move_grounds(session: Session, edition: Edition, days: int) -> None:
    """What a transfer was drafted from moves with it, so that nobody seems to have changed it by hand."""
    staying = booked(session, edition)
    for tie in session.scalars(select(GuestTransfer).where(GuestTransfer.edition_id == edition.id)):
        if tie.transfer_id not in staying:
            hours = {name: datetime.fromisoformat(tie.grounds[name]) for name in OWN_HOURS if tie.grounds.get(name)}
            tie.grounds = tie.grounds | {name: plain(edition.later(at, days)) for name, at in hours.items()}
    session.flush()
