"""How many of several acts fall on one festival day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from ortools.sat.python import cp_model

from solver.rules.rule import Rule

if TYPE_CHECKING:
    from solver.model.placing import Placing


def at_most_a_day(model: Placing, rule: Rule, acts: Iterable[int], limit: int) -> Iterator[Any]:
    """No festival day has more of the acts than `limit`; a priced rule yields one constraint for each act too many.

    Acts too many among the held ones alone are not asked about again.
    """
    acts = list(acts)
    free = [act for act in acts if model.is_free(act)]
    if not free or len(acts) <= limit:
        return
    for day in sorted({day for act in free for day in model.days_of(act)}):
        literals = [literal for act in free if (literal := model.on_day(act, day)) is not model.false]
        held = sum(model.problem.day_of(slot.starts) == day for slot in model.held.of(acts))
        room = max(0, limit - held)
        for most in range(room, len(literals)):
            yield model.cp.add(cp_model.LinearExpr.sum(literals) <= most)
            if model.holds(rule):
                break
