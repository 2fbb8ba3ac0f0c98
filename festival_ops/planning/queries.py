"""Reads of the plan that more than one page needs."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from festival_ops.planning.models import Plan
from festival_ops.programme.models import Edition


def main_plan(session: Session, edition: Edition) -> Plan | None:
    """The plan that people work on; an edition has none before something is placed."""
    return session.scalar(select(Plan).where(Plan.edition_id == edition.id, Plan.main))
