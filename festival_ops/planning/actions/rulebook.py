"""How strict an edition is: reading and changing its levels, numbers and weights, which are data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from festival_ops.database import now
from festival_ops.planning.models import GoalOrder, Parameter, RuleLevel, WishWeight
from festival_ops.planning.parades import levels as parades
from festival_ops.planning.parameters import NUMBERS
from festival_ops.planning.rides import levels as rides
from festival_ops.planning.strictness import Strictness
from festival_ops.programme.models import Edition
from festival_ops.web.history import Actor, record, snapshot
from solver.rules import RULES
from solver.wishes import WISHES


class OutdatedError(Exception):
    """Somebody changed a level, a number or a weight after the sender of this form read it."""


def strictness(session: Session, edition: Edition) -> Strictness:
    levels, numbers, weights = (_rows(session, edition, model) for model in (RuleLevel, Parameter, WishWeight))
    return Strictness(
        levels={rule.key: levels[rule.key].level if rule.key in levels else rule.level for rule in RULES},
        numbers={each.key: numbers[each.key].value if each.key in numbers else each.default for each in NUMBERS},
        sources={each.key: numbers[each.key].source if each.key in numbers else "" for each in NUMBERS},
        weights={wish.key: weights[wish.key].weight if wish.key in weights else wish.weight for wish in WISHES},
        goals=order.goals if (order := _order(session, edition)) else "careful",
    )


def change(session: Session, edition: Edition, asked: Strictness, seen: str, by: Actor) -> int:
    """Stores what differs and gives how many settings did. Raises OutdatedError when the page was an old one."""
    standing = strictness(session, edition)
    if standing.stamp != seen:
        raise OutdatedError
    changed = 0
    for rule, level in asked.levels.items():
        if level != standing.levels[rule]:
            changed += set_level(session, edition, rule, level, by)
    for wish, weight in asked.weights.items():
        if weight != standing.weights[wish]:
            changed += _store(session, edition, WishWeight, "wish", wish, by, weight=weight)
    for key, value in asked.numbers.items():
        source = asked.sources[key]
        if (value, source) != (standing.numbers[key], standing.sources[key]):
            facts = {"value": value, "source": source, "since": now().astimezone(edition.tz).date()}
            changed += _store(session, edition, Parameter, "key", key, by, **facts)
    if asked.goals != standing.goals:
        order = _order(session, edition)
        changed += _write(session, order, order or GoalOrder(edition_id=edition.id), by, goals=asked.goals)
    return changed


def change_rides(session: Session, edition: Edition, asked: Mapping[str, str], seen: str, by: Actor) -> int:
    """The same for the levels of the rules of rides."""
    return _change(session, edition, rides.LEVEL, rides.levels_of(session, edition), asked, seen, by)


def change_parades(session: Session, edition: Edition, asked: Mapping[str, str], seen: str, by: Actor) -> int:
    """The same for the levels of the rules of parades."""
    return _change(session, edition, parades.LEVEL, parades.levels_of(session, edition), asked, seen, by)


def set_level(session: Session, edition: Edition, rule: str, level: str, by: Actor) -> int:
    """One setting changed."""
    return _store(session, edition, RuleLevel, "rule", rule, by, level=level)


def _change(
    session: Session,
    edition: Edition,
    kind: str,
    standing: Mapping[str, str],
    asked: Mapping[str, str],
    seen: str,
    by: Actor,
) -> int:
    if rides.stamp_of(standing) != seen:
        raise OutdatedError
    changed = {f"{kind}{rule}": level for rule, level in asked.items() if level != standing[rule]}
    return sum(set_level(session, edition, rule, level, by) for rule, level in changed.items())


def _store(session: Session, edition: Edition, model: Any, name: str, key: str, by: Actor, **facts: Any) -> int:
    known = _rows(session, edition, model).get(key)
    return _write(session, known, known or model(edition_id=edition.id, **{name: key}), by, **facts)


def _write(session: Session, known: Any, row: Any, by: Actor, **facts: Any) -> int:
    """`known` is the row as it was before, if there was one."""
    before = snapshot(known) if known else None
    session.add(row)
    for column, value in facts.items():
        setattr(row, column, value)
    session.flush()
    record(session, row, "changed" if before else "created", by=by, before=before, after=snapshot(row))
    return 1


def _order(session: Session, edition: Edition) -> GoalOrder | None:
    return session.scalar(select(GoalOrder).where(GoalOrder.edition_id == edition.id))


def _rows(session: Session, edition: Edition, model: Any) -> dict[str, Any]:
    column = {RuleLevel: "rule", Parameter: "key", WishWeight: "wish"}[model]
    rows = session.scalars(select(model).where(model.edition_id == edition.id))
    return {getattr(row, column): row for row in rows}
