"""The next release as it would be now: what it would say, what stands in its way, and the stamp of both."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from festival_ops.database import now
from festival_ops.planning import agreed
from festival_ops.planning.agreed import Agreed, RehearsalChange
from festival_ops.planning.judgement import Finding, findings
from festival_ops.planning.models import Plan, ReleasedItem
from festival_ops.planning.published import Change, Item, next_release
from festival_ops.planning.queries import items_of, latest_release, standing_waivers
from festival_ops.planning.snapshot import problem_of
from festival_ops.planning.standing import standing_items
from festival_ops.programme.models import Cancellation, Edition, Performance
from solver.problem import Problem


@dataclass(frozen=True)
class Preview:
    """`stamp` changes with anything that the release would say or that blocks it."""

    number: int
    problem: Problem
    items: list[Item]
    changes: list[Change]
    findings: list[Finding]
    agreed: list[Agreed] = field(default_factory=list)
    rehearsals: list[RehearsalChange] = field(default_factory=list)

    @property
    def news(self) -> bool:
        """Whether there is anything to publish."""
        return bool(self.changes or self.rehearsals)

    @property
    def obstacles(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.stops_release]

    @property
    def waived(self) -> list[Finding]:
        return [finding for finding in self.findings if not finding.stops_release]

    @property
    def stamp(self) -> str:
        changed = [[change.performance_id, change.kind, change.after.told()] for change in self.changes]
        rehearsed = [[each.rehearsal_id, each.kind, each.after.told()] for each in self.rehearsals]
        found = [[each.subject, each.stops_release] for each in self.findings]
        return digest([self.number, changed, found, *rehearsed])


def digest(said: Any) -> str:
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def preview(session: Session, edition: Edition, plan: Plan | None, language: str = "vi") -> Preview:
    last = latest_release(session, edition)
    number = last.number + 1 if last else 1
    problem = problem_of(session, edition, plan, language=language)
    before = {row.performance_id: published(row) for row in items_of(session, last)}
    standing = standing_items(session, edition, plan)
    items, changes = next_release(before, standing, _cancelled(session, edition), number, now())
    found = findings(problem, problem.current, standing_waivers(session, edition))
    kept = agreed.standing(session, edition)
    return Preview(
        number, problem, items, changes, found, kept, agreed.differences(agreed.released(session, last), kept)
    )


def published(row: ReleasedItem) -> Item:
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


def _cancelled(session: Session, edition: Edition) -> frozenset[int]:
    rows = select(Cancellation.performance_id).join(Performance, Performance.id == Cancellation.performance_id)
    return frozenset(session.scalars(rows.where(Performance.edition_id == edition.id)))
