"""What is done to a ceremony's script beside writing it: levels are set, things on the stage are looked at."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from festival_ops.planning.actions.rulebook import OutdatedError, set_level
from festival_ops.planning.ceremony.decree import DECREE_RULES
from festival_ops.planning.models import RuleLevel
from festival_ops.programme.models import Edition
from festival_ops.protocol.models import StageItem, StageItemCheck
from festival_ops.web.history import Actor, record

LEVEL = "decree:"


def decree_levels(session: Session, edition: Edition) -> dict[str, str]:
    """Of every rule, defaults included."""
    rows = session.scalars(select(RuleLevel).where(RuleLevel.edition_id == edition.id)).all()
    own = {row.rule: row.level for row in rows}
    return {f"{LEVEL}{rule.key}": own.get(f"{LEVEL}{rule.key}", rule.level) for rule in DECREE_RULES}


def change_level(session: Session, edition: Edition, key: str, level: str, seen: str, by: Actor) -> None:
    """OutdatedError where the level is no longer the one that was `seen`."""
    standing = decree_levels(session, edition)[key]
    if standing != seen:
        raise OutdatedError
    if standing != level:
        set_level(session, edition, key, level, by)


def look_at(session: Session, item: StageItem, stands: bool, note: str, by: Actor) -> None:
    item.checks.append(StageItemCheck(user_id=by.id, stands=stands, note=note))
    session.flush()
    record(session, item, "checked", by=by, after={"stands": stands})
