"""A roster leaves the house: signed in the same act, written once, and nobody in it in two places at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from festival_ops.planning.actions.roster import hold
from festival_ops.planning.clock import Clock
from festival_ops.planning.models import ReleasedDuty, RosterRelease
from festival_ops.planning.roster.ids import NeedOn
from festival_ops.planning.roster.kept import Standing, standing
from festival_ops.planning.roster.released import NextRelease, next_release, plain
from festival_ops.programme.models import Edition
from festival_ops.security.models import Agency
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
    _write(session, edition, made, shown)
    facts = {"number": made.number, "duties": len(shown.stands.plan.duties), "changes": len(shown.changes)}
    record(session, made, "released", by=by, after=facts, reason=note)
    return made


def _write(session: Session, edition: Edition, made: RosterRelease, shown: NextRelease) -> None:
    agencies = select(Agency.id, Agency.name).where(Agency.edition_id == edition.id)
    names = {row.id: row.name for row in session.execute(agencies)}
    rows = list(_duties(edition, made, shown.stands, names))
    if not rows:
        return
    try:
        session.execute(insert(ReleasedDuty), rows)
    except IntegrityError as refusal:
        raise DoubleDutyError from refusal


def _duties(edition: Edition, made: RosterRelease, stands: Standing, agencies: dict[int, str]) -> Iterator[Any]:
    clock, problem, ground = Clock.of(edition), stands.problem, stands.ground
    sectors = {sector.id: sector.name for sector in ground.sectors}
    shifts = {shift.id: shift.name for shift in ground.shifts}
    for duty in stands.plan.duties:
        need, officer = problem.need(duty.need), problem.officer(duty.officer)
        key = NeedOn.of(duty.need, edition.first_day)
        facts = {
            "officer": officer.name,
            "agency": agencies[officer.agency],
            "place": problem.post(need.post).name,
            "function": problem.function(need.function).name,
            "sector": sectors[stands.sector_of[need.post]],
            "shift": shifts[ground.shift_of[key.need]],
        }
        yield {
            "release_id": made.id,
            "officer_id": officer.id,
            "need_id": key.need,
            "post_id": need.post,
            "day": key.day,
            "stretch": key.stretch,
            "starts": clock.moment(need.span.starts),
            "ends": clock.moment(need.span.ends),
            "facts": facts,
        }
