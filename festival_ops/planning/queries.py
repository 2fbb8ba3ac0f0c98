"""Reads of the plan that more than one page needs."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from festival_ops.planning.models import Plan, Proposal, Release, ReleasedItem, ScenarioLength, SolveRun, Waiver
from festival_ops.programme.models import Edition, Performance


def main_plan(session: Session, edition: Edition) -> Plan | None:
    """The plan that people work on; an edition has none before something is placed."""
    return session.scalar(select(Plan).where(Plan.edition_id == edition.id, Plan.main))


def open_lengths(session: Session, edition: Edition) -> dict[int, tuple[int, int]]:
    """The shortest and the longest, in minutes, of every performance whose length is open."""
    bounds = select(Performance.id, Performance.shortest, Performance.longest)
    rows = bounds.where(Performance.edition_id == edition.id, Performance.shortest < Performance.longest)
    return {row.id: (row.shortest, row.longest) for row in session.execute(rows)}


def own_lengths(session: Session, plan: Plan | None) -> dict[int, int]:
    """The minutes that a scenario gives performances itself, where that is still open; the main plan gives none."""
    if plan is None or plan.main:
        return {}
    within = ScenarioLength.minutes.between(Performance.shortest, Performance.longest)
    rows = select(ScenarioLength.performance_id, ScenarioLength.minutes).join(
        Performance, Performance.id == ScenarioLength.performance_id
    )
    found = session.execute(rows.where(ScenarioLength.plan_id == plan.id, within))
    return {row.performance_id: row.minutes for row in found}


def standing_waivers(session: Session, edition: Edition) -> dict[str, Waiver]:
    """What somebody answers for now, by the breach it is about."""
    rows = select(Waiver).where(Waiver.edition_id == edition.id, Waiver.withdrawn_at.is_(None)).order_by(Waiver.id)
    return {row.subject: row for row in session.scalars(rows)}


def latest_release(session: Session, edition: Edition) -> Release | None:
    rows = select(Release).where(Release.edition_id == edition.id).order_by(Release.number.desc())
    return session.scalar(rows.limit(1))


def items_of(session: Session, release: Release | None) -> list[ReleasedItem]:
    if release is None:
        return []
    rows = select(ReleasedItem).where(ReleasedItem.release_id == release.id)
    return list(session.scalars(rows.order_by(ReleasedItem.starts, ReleasedItem.performance_id)))


def open_proposal(session: Session, edition: Edition) -> Proposal | None:
    """The newest proposal that nobody has decided on."""
    rows = select(Proposal).where(Proposal.edition_id == edition.id, Proposal.decision.is_(None))
    return session.scalar(rows.order_by(Proposal.id.desc()).limit(1))


def latest_run(session: Session, edition: Edition) -> SolveRun | None:
    rows = select(SolveRun).where(SolveRun.edition_id == edition.id).order_by(SolveRun.id.desc())
    return session.scalar(rows.limit(1))
