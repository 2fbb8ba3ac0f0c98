"""How strict the rules of rides are in an edition."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from festival_ops.planning.models import RuleLevel
from festival_ops.programme.models import Edition
from solver.rides.rules import RIDE_RULES

# Rules of rides are called as some of the programme are; their levels are kept under a name of their own.
LEVEL = "ride:"
# The others only show who has no ride, which is never refused, however strict they are.
STRICT = tuple(rule for rule in RIDE_RULES if rule.refuses)


def own_levels(session: Session, edition: Edition) -> dict[str, str]:
    """By rule, where the edition differs from the rule's own default."""
    rows = select(RuleLevel.rule, RuleLevel.level).where(RuleLevel.edition_id == edition.id)
    known = {f"{LEVEL}{rule.key}": rule.key for rule in RIDE_RULES}
    return {known[rule]: level for rule, level in session.execute(rows) if rule in known}


def levels_of(session: Session, edition: Edition) -> dict[str, str]:
    """Of every rule for which something is refused, defaults included."""
    own = own_levels(session, edition)
    return {rule.key: own.get(rule.key, rule.level) for rule in STRICT}


def stamp_of(levels: Mapping[str, str]) -> str:
    return hashlib.sha256(json.dumps(levels, sort_keys=True).encode()).hexdigest()[:32]
