"""The plan that people work on, and what may stand in the way of changing it."""

from __future__ import annotations

from typing import Any, cast

from flask_babel import gettext as _
from sqlalchemy import CursorResult, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from festival_ops.planning.in_hand import ArchivedError, plan_in_hand
from festival_ops.planning.judgement import Finding
from festival_ops.planning.models import Plan
from festival_ops.planning.queries import main_plan
from festival_ops.programme.models import Edition


class StalePlanError(Exception):
    """Somebody changed the plan after what we are about to lay over it was made."""


class BlockedError(Exception):
    """The change would break what this edition never breaks."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__()
        self.findings = findings


def open_plan(session: Session, edition: Edition) -> Plan:
    """The plan in hand, to be changed; the main plan is made at its first use, and two first users get the same one."""
    plan = plan_in_hand(session, edition)
    if plan is not None:
        return plan
    try:
        with session.begin_nested():
            session.add(Plan(edition_id=edition.id, name=_("Main plan"), main=True))
    except IntegrityError:
        session.expire_all()
    return cast("Plan", main_plan(session, edition))


def advance(session: Session, plan: Plan, seen: int) -> None:
    """Counts a change of placements, unless the plan is no longer the one that was seen."""
    if plan.archived_at is not None:
        raise ArchivedError(plan)
    newer = update(Plan).where(Plan.id == plan.id, Plan.revision == seen, Plan.archived_at.is_(None))
    result = session.execute(newer.values(revision=seen + 1, version=Plan.version + 1))
    if cast("CursorResult[Any]", result).rowcount != 1:
        raise StalePlanError
    session.refresh(plan)
