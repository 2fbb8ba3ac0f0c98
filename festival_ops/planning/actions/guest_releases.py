"""What delegations do and who goes along leaves the house: signed in the same act, and written once."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from festival_ops.planning.actions.escorts import hold
from festival_ops.planning.escorts.judging import Finding, broken
from festival_ops.planning.escorts.outgoing import (
    Occasion,
    last_guests,
    occasions,
    released_in,
    stamp_of,
    told_anew,
    write,
)
from festival_ops.planning.escorts.standing import Standing, standing
from festival_ops.planning.models import GuestRelease, Plan
from festival_ops.programme.models import Edition
from festival_ops.protocol.models import Escort
from festival_ops.web.history import Actor, record


class OutdatedError(Exception):
    """It, or the release before, is no longer what the signer read."""


class ObstacleError(Exception):
    """Who goes along breaks a rule that blocks, or there is nothing to tell."""


@dataclass(frozen=True)
class Next:
    """What the next release would tell; `anew` are those whose engagements it changes."""

    number: int
    stamp: str
    stands: Standing
    occasions: list[Occasion]
    last: GuestRelease | None
    anew: list[Escort | int]
    obstacles: list[Finding]
    missing: int
    empty: bool


def prepared(session: Session, edition: Edition, plan: Plan | None) -> Next:
    stands = standing(session, edition, plan)
    found, last = occasions(session, edition, plan, stands), last_guests(session, edition)
    before, number = released_in(session, edition, last), last.number + 1 if last else 1
    same = [*before] == [*found] if last else not found
    return Next(
        number=number,
        stamp=stamp_of(found, number),
        stands=stands,
        occasions=found,
        last=last,
        anew=[stands.facts.escorts.get(id, id) for id in told_anew(before, found)],
        obstacles=[finding for finding in broken(stands) if finding.blocks],
        missing=sum(missing for _task, missing in stands.open),
        empty=same,
    )


def release(session: Session, edition: Edition, plan: Plan | None, stamp: str, by: Actor) -> GuestRelease:
    """Publishes what its signer read under this stamp. The caller commits, and rolls back on any error."""
    book = hold(session, edition)
    shown = prepared(session, edition, plan)
    if shown.stamp != stamp:
        raise OutdatedError
    if shown.obstacles or shown.empty:
        raise ObstacleError
    facts = {"number": shown.number, "revision": book.revision, "missing": shown.missing}
    made = GuestRelease(edition_id=edition.id, user_id=by.id, signer=by.name, **facts)
    session.add(made)
    try:
        session.flush()
    except IntegrityError as second:
        raise OutdatedError from second
    write(session, made, shown.occasions)
    record(session, made, "released", by=by, after=facts | {"changes": len(shown.anew)})
    return made
