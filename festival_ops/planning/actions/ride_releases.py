"""Rides leave the house: signed in the same act, written once, and no vehicle or driver in two places at a time."""

from __future__ import annotations

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from festival_ops.planning.actions.rides import hold
from festival_ops.planning.models import RideRelease
from festival_ops.planning.rides.kept import standing
from festival_ops.planning.rides.outgoing import write
from festival_ops.planning.rides.released import next_rides, plain
from festival_ops.programme.models import Edition
from festival_ops.web.history import Actor, record


class OutdatedError(Exception):
    """The rides, or the release before, are no longer what the signer read."""


class ObstacleError(Exception):
    """A ride breaks a rule that blocks, or there is nothing to tell."""


class TwoPlacesError(Exception):
    """The database refused: a vehicle or a driver would be in two places at the same time."""


def release(session: Session, edition: Edition, stamp: str, note: str, phone: str, by: Actor) -> RideRelease:
    """Publishes what its signer read under this stamp. The caller commits, and rolls back on any error."""
    book = hold(session, edition)
    shown = next_rides(session, edition, standing(session, edition))
    if shown.stamp != stamp:
        raise OutdatedError
    if shown.obstacles or shown.empty:
        raise ObstacleError
    made = RideRelease(
        edition_id=edition.id,
        number=shown.number,
        user_id=by.id,
        signer=by.name,
        note=note,
        phone=phone,
        rides_revision=book.revision,
        unserved=shown.unserved,
        warnings=[finding.sentence for finding in shown.warnings],
        changes=[plain(change) for change in shown.changes],
    )
    session.add(made)
    try:
        session.flush()
    except IntegrityError as second:
        raise OutdatedError from second
    try:
        write(session, made, shown.journeys)
    except IntegrityError as refusal:
        raise TwoPlacesError from refusal
    facts = {"number": made.number, "rides": len(shown.journeys), "changes": len(shown.changes)}
    record(session, made, "released", by=by, after=facts, reason=note)
    return made
