"""A release: what it would say, what stands in its way, and the moment it leaves the house."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from festival_ops.database import now
from festival_ops.planning.clock import Clock
from festival_ops.planning.exclusive import Use, overlap, uses
from festival_ops.planning.judgement import Finding, findings
from festival_ops.planning.models import ExclusiveUse, Plan, Release, ReleasedChange, ReleasedItem
from festival_ops.planning.published import Change, Item, next_release
from festival_ops.planning.queries import items_of, latest_release, standing_waivers
from festival_ops.planning.snapshot import problem_of
from festival_ops.planning.standing import standing_items
from festival_ops.programme.models import Cancellation, Edition, Performance
from festival_ops.web.history import Actor, record
from solver.problem import Problem


@dataclass(frozen=True)
class Preview:
    """The next release as it would be now; `stamp` changes with anything that it would say or that blocks it."""

    number: int
    problem: Problem
    items: list[Item]
    changes: list[Change]
    findings: list[Finding]

    @property
    def obstacles(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.stops_release]

    @property
    def waived(self) -> list[Finding]:
        return [finding for finding in self.findings if not finding.stops_release]

    @property
    def stamp(self) -> str:
        changed = [[change.performance_id, change.kind, change.after.told()] for change in self.changes]
        said = [self.number, changed, [[each.subject, each.stops_release] for each in self.findings]]
        return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


class ObstacleError(Exception):
    """Rules stand in the way of the release, or nothing has changed since the last one."""


class OutdatedPreviewError(Exception):
    """What would be released is no longer what its sender has read."""


class DoubleBookingError(Exception):
    """The database refused: two performances want the same stage, troupe or person at the same time."""

    def __init__(self, clash: tuple[Use, Use] | None, problem: Problem) -> None:
        super().__init__()
        self.clash = clash
        self.problem = problem


def preview(session: Session, edition: Edition, plan: Plan | None, language: str = "vi") -> Preview:
    last = latest_release(session, edition)
    number = last.number + 1 if last else 1
    problem = problem_of(session, edition, plan, language=language)
    before = {row.performance_id: _published(row) for row in items_of(session, last)}
    standing = standing_items(session, edition, plan)
    items, changes = next_release(before, standing, _cancelled(session, edition), number, now())
    found = findings(problem, problem.current, standing_waivers(session, edition))
    return Preview(number, problem, items, changes, found)


def release(session: Session, edition: Edition, plan: Plan, stamp: str, note: str, by: Actor) -> Release:
    """Publishes what the preview with this stamp has shown. The caller commits, and rolls back on any error."""
    session.refresh(plan, with_for_update=True)
    shown = preview(session, edition, plan)
    if shown.stamp != stamp:
        raise OutdatedPreviewError
    if shown.obstacles or not shown.changes:
        raise ObstacleError
    made = Release(
        edition_id=edition.id,
        number=shown.number,
        user_id=by.id,
        note=note,
        plan_revision=plan.revision,
        waivers=[_signed(finding) for finding in shown.waived],
    )
    session.add(made)
    try:
        session.flush()
    except IntegrityError as second:
        raise OutdatedPreviewError from second
    session.add_all(_row(made, item) for item in shown.items)
    session.add_all(_change_row(made, change) for change in shown.changes)
    session.flush()
    occupy(session, edition, shown.problem)
    record(session, made, "released", by=by, after={"number": made.number, "changes": len(shown.changes)}, reason=note)
    return made


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


def _cancelled(session: Session, edition: Edition) -> frozenset[int]:
    rows = select(Cancellation.performance_id).join(Performance, Performance.id == Cancellation.performance_id)
    return frozenset(session.scalars(rows.where(Performance.edition_id == edition.id)))


def _published(row: ReleasedItem) -> Item:
    return Item(
        performance_id=row.performance_id,
        state=row.state,
        stage_id=row.stage_id,
        starts=row.starts,
        ends=row.ends,
        troupe_ids=tuple(row.troupe_ids),
        facts=row.facts,
        sequence=row.sequence,
        changed_in=row.changed_in,
        changed_at=row.changed_at,
        cancelled_at=row.cancelled_at,
    )


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


def _signed(finding: Finding) -> dict[str, Any]:
    """The exception as it was signed, in the words its signer read."""
    waiver = finding.waiver
    if waiver is None:
        raise ValueError("Only a waived finding is listed on a release.")
    signed = {"user_id": waiver.user_id, "at": waiver.at.isoformat()}
    return {"rule": finding.rule, "sentence": waiver.sentence, "reason": waiver.reason, **signed}
