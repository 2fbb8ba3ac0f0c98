"""How strict the rules of parades are in an edition."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from festival_ops.planning.judgement import BLOCK, IGNORE, WARN
from festival_ops.planning.models import RuleLevel
from festival_ops.programme.models import Edition
from solver.parade.rules import PARADE_RULES

LEVEL = "parade:"
# An order is never released by itself, so there is nothing between refusing and warning.
LEVELS = (BLOCK, WARN, IGNORE)


def own_levels(session: Session, edition: Edition) -> dict[str, str]:
    """By rule, where the edition differs from the rule's own default."""
    known = {f"{LEVEL}{rule.key}": rule.key for rule in PARADE_RULES}
    rows = select(RuleLevel.rule, RuleLevel.level).where(RuleLevel.edition_id == edition.id)
    return {known[rule]: level for rule, level in session.execute(rows.where(RuleLevel.rule.in_(known)))}


def levels_of(session: Session, edition: Edition) -> dict[str, str]:
    """Of every rule, defaults included."""
    own = own_levels(session, edition)
    return {rule.key: own.get(rule.key, rule.level) for rule in PARADE_RULES}
