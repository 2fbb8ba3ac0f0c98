"""What is done to a ceremony's script beside writing it: levels are set, things on the stage are looked at."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from festival_ops.planning.actions.rulebook import OutdatedError
from festival_ops.planning.ceremony.decree import DECREE_RULES
from festival_ops.planning.models import RuleLevel
from festival_ops.programme.models import Edition
from festival_ops.protocol.models import StageItem, StageItemCheck
from festival_ops.web.history import Actor, record, snapshot

LEVEL = "decree:"


def decree_levels(session: Session, edition: Edition) -> dict[str, str]:
    """Of every rule, defaults included."""
    rows = session.scalars(select(RuleLevel).where(RuleLevel.edition_id == edition.id)).all()
    own = {row.rule: row.level for row in rows}
    return {f"{LEVEL}{rule.key}": own.get(f"{LEVEL}{rule.key}", rule.level) for rule in DECREE_RULES}


def set_level(session: Session, edition: Edition, key: str, level: str, seen: str, by: Actor) -> bool:
    """Whether the level is another one now. OutdatedError where it is no longer the one that was `seen`."""
    standing = decree_levels(session, edition)[key]
    if standing != seen:
        raise OutdatedError
    if standing == level:
        return False
    row = session.scalars(select(RuleLevel).where(RuleLevel.edition_id == edition.id, RuleLevel.rule == key)).first()
    before: Mapping[str, object] | None = snapshot(row) if row else None
    row = row or RuleLevel(edition_id=edition.id, rule=key)
    row.level = level
    session.add(row)
    session.flush()
    record(
        session, row, "changed" if before else "created", by=by, before=dict(before or {}) or None, after=snapshot(row)
    )
    return True


def look_at(session: Session, item: StageItem, stands: bool, note: str, by: Actor) -> None:
    item.checks.append(StageItemCheck(user_id=by.id, stands=stands, note=note))
    session.flush()
    record(session, item, "checked", by=by, after={"stands": stands})
