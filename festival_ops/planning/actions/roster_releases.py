"""A roster leaves the house: signed in the same act, written once, and nobody in it in two places at a time."""

from __future__ import annotations

from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from festival_ops.planning.actions.roster import hold
from festival_ops.planning.models import ReleasedDuty, ReleasedNeed, RosterRelease
from festival_ops.planning.roster.kept import Standing, standing
from festival_ops.planning.roster.outgoing import duties_of, facts_of
from festival_ops.planning.roster.released import next_release, plain
from festival_ops.planning.roster.watches import watches
from festival_ops.programme.models import Edition
from festival_ops.web.history import Actor, record


class OutdatedError(Exception):
    """The roster, or the release before, is no longer what the signer read."""


class ObstacleError(Exception):
    """Somebody's duties break a rule that blocks, or there is nothing to tell."""


class DoubleDutyError(Exception):
    """The database refused: somebody has two duties at the same time."""


def release(session: Session, edition: Edition, stamp: str, note: str, by: Actor) -> RosterRelease:
    """Publishes what its signer read under this stamp. The caller commits, and rolls back on any error."""
    roster = hold(session, edition)
    shown = next_release(session, edition, standing(session, edition))
    if shown.stamp != stamp:
        raise OutdatedError
    if shown.obstacles or shown.empty:
        raise ObstacleError
    made = RosterRelease(
        edition_id=edition.id,
        number=shown.number,
        user_id=by.id,
        signer=by.name,
        note=note,
        roster_revision=roster.revision,
        missing=shown.missing,
        unled=shown.unled,
        warnings=[finding.sentence for finding in shown.warnings],
        changes=[plain(change) for change in shown.changes],
    )
    session.add(made)
    try:
        session.flush()
    except IntegrityError as second:
        raise OutdatedError from second
    _write(session, edition, made, shown.stands)
    facts = {"number": made.number, "duties": len(shown.stands.plan.duties), "changes": len(shown.changes)}
    record(session, made, "released", by=by, after=facts, reason=note)
    return made


def _write(session: Session, edition: Edition, made: RosterRelease, stands: Standing) -> None:
    """Every need with the words of this day, and who meets it: nothing that is renamed later changes a release."""
    told = watches(session, edition, stands, stands.problem.needs)
    needs = [facts_of(watch) for watch in told]
    duties = [duty for watch in told for duty in duties_of(watch)]
    try:
        for model, rows in ((ReleasedNeed, needs), (ReleasedDuty, duties)):
            if rows:
                session.execute(insert(model), [{"release_id": made.id, **row} for row in rows])
    except IntegrityError as refusal:
        raise DoubleDutyError from refusal
