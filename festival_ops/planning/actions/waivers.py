"""Answering for a warning. The caller commits."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.orm import Session

from festival_ops.database import now
from festival_ops.planning.judgement import Finding
from festival_ops.planning.models import Waiver
from festival_ops.programme.models import Edition
from festival_ops.web.history import Actor, record, snapshot


def sign(session: Session, edition: Edition, findings: Iterable[Finding], reason: str, by: Actor) -> list[int]:
    """Somebody answers for these warnings; what is signed already stays as it was signed. The ids of what is new."""
    made = []
    for finding in findings:
        if finding.waiver is not None:
            continue
        row = Waiver(
            edition_id=edition.id,
            rule=finding.rule,
            subject=finding.subject,
            sentence=finding.sentence,
            reason=reason,
            user_id=by.id,
        )
        session.add(row)
        session.flush()
        record(session, row, "created", by=by, after=snapshot(row), reason=reason)
        made.append(row.id)
    return made


def withdraw(session: Session, row: Waiver, by: Actor) -> None:
    """Nobody answers for it any more; a second time changes nothing."""
    if row.withdrawn_at is not None:
        return
    before = snapshot(row)
    row.withdrawn_at = now()
    session.flush()
    record(session, row, "withdrawn", by=by, before=before, after=snapshot(row))
