"""When ceremonies are: at hours of their own, or at those of their show, wherever the plan in hand has it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from festival_ops.planning.models import Placement, Plan
from festival_ops.planning.queries import own_lengths
from festival_ops.programme.models import Cancellation, Performance
from festival_ops.protocol.models import Ceremony


@dataclass(frozen=True)
class Hours:
    starts: datetime
    ends: datetime


def hours_of(session: Session, plan: Plan | None, ceremonies: Iterable[Ceremony]) -> dict[int, Hours]:
    """By ceremony; one whose show has no place in the plan is when it is announced, and without that nowhen."""
    found, following = {}, {}
    for ceremony in ceremonies:
        if ceremony.starts is not None and ceremony.ends is not None:
            found[ceremony.id] = Hours(ceremony.starts, ceremony.ends)
        else:
            following[ceremony.id] = ceremony.performance_id
    shown = _shown(session, plan, {act for act in following.values() if act is not None})
    return found | {id: shown[act] for id, act in following.items() if act in shown}


def _shown(session: Session, plan: Plan | None, acts: set[int]) -> dict[int, Hours]:
    act, lengths = Performance, own_lengths(session, plan)
    placed = (Placement.performance_id == act.id) & (Placement.plan_id == (plan.id if plan else 0))
    rows = select(act.id, act.minutes, act.announced_starts, Placement.starts).outerjoin(Placement, placed)
    rows = rows.outerjoin(Cancellation, Cancellation.performance_id == act.id)
    found = {}
    for row in session.execute(rows.where(act.id.in_(acts), Cancellation.id.is_(None))):
        if starts := row.starts or row.announced_starts:
            found[row.id] = Hours(starts, starts + timedelta(minutes=lengths.get(row.id, row.minutes)))
    return found
