"""Acts whose order somebody holds keep it, as long as they are together on one stage and festival day."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import TYPE_CHECKING, Any

from solver.plan import Plan, Violation
from solver.problem import Problem
from solver.rules.rule import N_, Rule

if TYPE_CHECKING:
    from solver.model.placing import Placing


class KeptOrder(Rule):
    title = N_("Order held")
    text = N_("%(first)s is held before %(second)s on %(stage)s, but the plan has it after.")

    def violations(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        for one, other in kept_orders(problem):
            first, second = plan.slot(one), plan.slot(other)
            if first and second and first.stage == second.stage and second.starts < first.starts:
                if problem.day_of(first.starts) == problem.day_of(second.starts):
                    titles = {"first": problem.act(one).title, "second": problem.act(other).title}
                    yield self.broken(one, other, **titles, stage=problem.stage(first.stage).name)

    def enforce(self, model: Placing) -> Iterator[Any]:
        for one, other in kept_orders(model.problem):
            if model.is_free(one) or model.is_free(other):
                yield tuple(self._together(model, one, other))

    def _together(self, model: Placing, one: int, other: int) -> Iterator[Any]:
        """For every stage and day on which both may be."""
        stages = sorted(set(model.options(one)) & set(model.options(other)))
        for stage, day in product(stages, sorted(set(model.days_of(one)) & set(model.days_of(other)))):
            there = (model.at(act, [stage]) for act in (one, other))
            then = (model.on_day(act, day) for act in (one, other))
            yield model.only_if(model.cp.add(model.start(one) <= model.start(other)), *there, *then)


def kept_orders(problem: Problem) -> tuple[tuple[int, int], ...]:
    """Every two acts whose order a pin holds, the one that is first in the current plan in front."""
    if "kept orders" not in problem.worked_out:
        problem.worked_out["kept orders"] = tuple(dict.fromkeys(_found(problem)))
    return problem.worked_out["kept orders"]


def _found(problem: Problem) -> Iterator[tuple[int, int]]:
    held = {pin.act for pin in problem.pins if pin.order}
    for slot in (slot for slot in problem.current if slot.act in held):
        for other in problem.current:
            day = problem.day_of(other.starts) == problem.day_of(slot.starts)
            if day and other.stage == slot.stage and other.starts != slot.starts:
                yield (slot.act, other.act) if slot.starts < other.starts else (other.act, slot.act)
