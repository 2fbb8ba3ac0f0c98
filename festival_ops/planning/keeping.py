"""Whoever changes what agencies promise, or whom they named, leaves as many heads without names as are still missing.

People come and go by forms, spreadsheets and removals of three rooms; what must be true after all of them is seen to
in one place, in the same transaction, just before it is committed.
"""

from __future__ import annotations

from typing import Any

from flask import Flask, g, has_app_context
from sqlalchemy import event, inspect, select
from sqlalchemy.orm import Session

from festival_ops.database import db
from festival_ops.planning.actions.heads import settle
from festival_ops.security.models import Agency, Contingent, Officer, Qualification

_CHANGED = "agencies whose heads may have changed"


def init(app: Flask) -> None:
    event.listen(db.session, "after_flush", _note)
    event.listen(db.session, "before_commit", _keep)


def _note(session: Session, context: Any) -> None:
    changed: set[int] = session.info.setdefault(_CHANGED, set())
    for row in (*session.new, *filter(session.is_modified, session.dirty), *session.deleted):
        match row:
            case Agency():
                changed.add(row.id)
            case Officer():
                before: tuple[Any, ...] = inspect(row).attrs.agency_id.history.deleted
                changed.update({row.agency_id, *before} - {None})
            case Contingent():
                changed.add(row.agency_id)
            case Qualification():
                changed.update(_promised_of(session, row))


def _keep(session: Session) -> None:
    session.flush()
    # Settling writes too; a second look finds nothing left to do.
    while changed := session.info.get(_CHANGED):
        session.info[_CHANGED] = set()
        for id in sorted(changed):
            settle(session, id, g.get("person") if has_app_context() else None)


def _promised_of(session: Session, row: Qualification) -> list[int]:
    with session.no_autoflush:
        of = Contingent.qualification_id == row.id, Contingent.leading_id == row.id
        return list(session.scalars(select(Contingent.agency_id).where(of[0] | of[1])))
