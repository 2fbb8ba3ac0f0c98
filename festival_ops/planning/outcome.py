"""Facts to rows: a plan from the core laid over the placements of the plan that people work on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from festival_ops.planning.clock import Clock
from festival_ops.planning.models import Placement, Plan
from solver.problem import Problem, Slot


def lay(session: Session, plan: Plan, clock: Clock, problem: Problem, slots: Iterable[Slot]) -> None:
    """Makes the plan stand exactly so. What the problem leaves out (cancelled performances) stays where it was."""
    wanted = {slot.act: slot for slot in slots}
    standing = {
        row.performance_id: row for row in session.scalars(select(Placement).where(Placement.plan_id == plan.id))
    }
    gone = [act.id for act in problem.acts if act.id in standing and act.id not in wanted]
    session.execute(delete(Placement).where(Placement.plan_id == plan.id, Placement.performance_id.in_(gone)))
    for slot in wanted.values():
        starts = clock.moment(slot.starts)
        placement = standing.get(slot.act)
        if placement is None:
            session.add(Placement(plan_id=plan.id, performance_id=slot.act, stage_id=slot.stage, starts=starts))
        else:
            placement.stage_id, placement.starts = slot.stage, starts
    session.flush()
    session.expire(plan, ["placements"])


def to_json(slots: Iterable[Slot]) -> list[list[int]]:
    """How proposals and runs keep slots: act, stage, start."""
    return [[slot.act, slot.stage, slot.starts] for slot in slots]


def from_json(kept: Sequence[Sequence[int]]) -> tuple[Slot, ...]:
    return tuple(Slot(act, stage, starts) for act, stage, starts in kept)


def from_mappings(kept: Iterable[Mapping[str, int]]) -> tuple[Slot, ...]:
    return tuple(Slot(slot["act"], slot["stage"], slot["starts"]) for slot in kept)
