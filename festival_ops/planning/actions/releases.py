"""A release: the moment the previewed plan leaves the house, and what keeps it back."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from festival_ops.planning import agreed
from festival_ops.planning.actions import signing
from festival_ops.planning.actions.signing import OutdatedPreviewError
from festival_ops.planning.clock import Clock
from festival_ops.planning.exclusive import Use, overlap, uses
from festival_ops.planning.judgement import Finding
from festival_ops.planning.models import ExclusiveUse, Plan, Release, ReleasedChange, ReleasedItem, Signature
from festival_ops.planning.preview import Preview, preview
from festival_ops.planning.published import Change, Item
from festival_ops.planning.sign_offs import SignOff, sign_offs
from festival_ops.programme.models import Edition
from festival_ops.web.history import Actor, record
from solver.problem import Problem


class ObstacleError(Exception):
    """Rules stand in the way of the release, or nothing has changed since the last one."""


class UnsignedError(Exception):
    """Departments that must sign have not, or one has refused."""

    def __init__(self, number: int, awaited: list[SignOff]) -> None:
        super().__init__()
        self.number = number
        self.awaited = awaited


class DoubleBookingError(Exception):
    """The database refused: two performances want the same stage, troupe or person at the same time."""

    def __init__(self, clash: tuple[Use, Use] | None, problem: Problem) -> None:
        super().__init__()
        self.clash = clash
        self.problem = problem


def release(session: Session, edition: Edition, plan: Plan, stamp: str, note: str, by: Actor) -> Release:
    """Publishes what the preview with this stamp has shown. The caller commits, and rolls back on any error."""
    session.refresh(plan, with_for_update=True)
    shown = preview(session, edition, plan)
    if shown.stamp != stamp:
        raise OutdatedPreviewError
    if shown.obstacles or not shown.news:
        raise ObstacleError
    signed = _signed_off(session, edition, shown, by)
    made = Release(
        edition_id=edition.id,
        number=shown.number,
        user_id=by.id,
        note=note,
        plan_revision=plan.revision,
        waivers=[_signed(finding) for finding in shown.waived],
        signatures=[_kept(word) for word in signed],
    )
    session.add(made)
    try:
        session.flush()
    except IntegrityError as second:
        raise OutdatedPreviewError from second
    session.add_all(_row(made, item) for item in shown.items)
    session.add_all(_change_row(made, change) for change in shown.changes)
    agreed.write(session, made, shown.agreed)
    session.flush()
    occupy(session, edition, shown.problem)
    changes = len(shown.changes) + len(shown.rehearsals)
    record(session, made, "released", by=by, after={"number": made.number, "changes": changes}, reason=note)
    return made


def _signed_off(session: Session, edition: Edition, shown: Preview, by: Actor) -> list[Signature]:
    """The words of all departments, that of the programme included: whoever publishes signs for it."""
    signing.sign_by_publishing(session, edition, shown, by)
    offs = sign_offs(session, edition, shown)
    if awaited := [off for off in offs if off.holds_up]:
        raise UnsignedError(shown.number, awaited)
    return [off.word for off in offs if off.word is not None and off.stands]


def occupy(session: Session, edition: Edition, problem: Problem) -> None:
    """Takes what the plan uses in place of what the release before it used; the database refuses any overlap."""
    clock = Clock.of(edition)
    taken = list(uses(problem, problem.current))
    session.execute(delete(ExclusiveUse).where(ExclusiveUse.edition_id == edition.id))
    session.add_all(
        ExclusiveUse(
            edition_id=edition.id,
            kind=use.kind,
            holder_id=use.holder_id,
            holder=use.holder[:200],
            performance_id=use.act,
            starts=clock.moment(use.span.starts),
            ends=clock.moment(use.span.ends),
        )
        for use in taken
    )
    try:
        session.flush()
    except IntegrityError as refusal:
        raise DoubleBookingError(overlap(taken), problem) from refusal


def _row(made: Release, item: Item) -> ReleasedItem:
    columns = {key: getattr(item, key) for key in Item.__dataclass_fields__}
    return ReleasedItem(release_id=made.id, **{**columns, "troupe_ids": list(item.troupe_ids)})


def _change_row(made: Release, change: Change) -> ReleasedChange:
    before = change.before.told() if change.before else None
    return ReleasedChange(
        release_id=made.id,
        performance_id=change.performance_id,
        kind=change.kind,
        before=before,
        after=change.after.told(),
    )


def _kept(word: Signature) -> dict[str, Any]:
    signed = {"user_id": word.user_id, "signer": word.signer, "at": word.at.isoformat()}
    return {"department": word.department, **signed, "remark": word.remark}


def _signed(finding: Finding) -> dict[str, Any]:
    """The exception as it was signed, in the words its signer read."""
    waiver = finding.waiver
    if waiver is None:
        raise ValueError("Only a waived finding is listed on a release.")
    signed = {"user_id": waiver.user_id, "at": waiver.at.isoformat()}
    return {"rule": finding.rule, "sentence": waiver.sentence, "reason": waiver.reason, **signed}
