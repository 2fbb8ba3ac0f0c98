"""The length of a show that was left open: the festival's own, or another that a scenario gives it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from festival_ops.planning.models import Plan, ScenarioLength
from festival_ops.planning.queries import own_lengths
from festival_ops.programme.models import Performance
from festival_ops.web.history import Deed, snapshot

RESIZED_ASIDE = "resized aside"


@dataclass(frozen=True)
class Lasting:
    """A performance, the minutes that it lasted where its sender saw it, and those that it is to last."""

    performance: Performance
    seen: int
    to: int


class LengthBoundsError(Exception):
    """The length is not among those that the performance leaves open."""


class LengthChangedError(Exception):
    """Somebody changed the length, or cancelled the performance, after whoever wants to change it saw it."""

    def __init__(self, performance: Performance, minutes: int) -> None:
        super().__init__()
        self.performance = performance
        self.minutes = minutes


def bounds(performance: Performance) -> tuple[int, int]:
    """The shortest and the longest that it may last, in minutes; the same twice where its length is not open."""
    return performance.shortest or performance.minutes, performance.longest or performance.minutes


def minutes_in(session: Session, plan: Plan | None, performance: Performance) -> int:
    """How long it lasts in a plan."""
    return own_lengths(session, plan).get(performance.id, performance.minutes)


def refuse_changed(session: Session, plan: Plan, wanted: Iterable[Lasting]) -> None:
    """Raises LengthChangedError, LengthBoundsError."""
    for each in wanted:
        session.refresh(each.performance)
        lasts = minutes_in(session, plan, each.performance)
        if lasts != each.seen or each.performance.cancellation is not None:
            raise LengthChangedError(each.performance, lasts)
        shortest, longest = bounds(each.performance)
        if not shortest <= each.to <= longest:
            raise LengthBoundsError


def lay(session: Session, plan: Plan, wanted: Sequence[Lasting]) -> list[Deed]:
    """In the main plan it is the performance that lasts so long; whatever follows the festival follows it there."""
    if not plan.main:
        return [_aside(session, plan, each) for each in wanted]
    before = [snapshot(each.performance) for each in wanted]
    for each in wanted:
        each.performance.minutes = each.to
    session.flush()
    told = zip(wanted, before, strict=True)
    return [Deed(each.performance, "changed", known, snapshot(each.performance)) for each, known in told]


def _aside(session: Session, plan: Plan, wanted: Lasting) -> Deed:
    """A scenario that gives a show the festival's own length gives it none."""
    row = session.scalar(
        select(ScenarioLength).where(
            ScenarioLength.plan_id == plan.id, ScenarioLength.performance_id == wanted.performance.id
        )
    )
    if wanted.to == wanted.performance.minutes:
        if row is not None:
            session.delete(row)
    elif row is None:
        session.add(ScenarioLength(plan_id=plan.id, performance_id=wanted.performance.id, minutes=wanted.to))
    else:
        row.minutes = wanted.to
    session.flush()
    return Deed(wanted.performance, RESIZED_ASIDE, _told(plan, wanted.seen), _told(plan, wanted.to), plan.name)


def _told(plan: Plan, minutes: int) -> dict[str, Any]:
    return {"minutes": minutes, "plan_id": plan.id}
