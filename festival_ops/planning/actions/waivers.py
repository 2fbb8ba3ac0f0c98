"""Answering for a warning. The caller commits."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.orm import Session

from festival_ops.planning.judgement import Finding
from festival_ops.planning.models import Waiver
from festival_ops.programme.models import Edition
from festival_ops.web.history import Actor, record, snapshot


def sign(session: Session, edition: Edition, findings: Iterable[Finding], reason: str, by: Actor) -> None:
    """Somebody answers for these warnings; what is signed already stays as it was signed."""
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
