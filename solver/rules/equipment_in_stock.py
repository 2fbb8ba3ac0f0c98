"""What is used of a pool at one time, get-in and get-out included, is in stock."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from solver.places import overdrawn
from solver.plan import Moment, Plan, Violation
from solver.problem import Act, Pool, Problem, Span
from solver.rules.rule import N_, Rule

if TYPE_CHECKING:
    from solver.model.placing import Placing


class EquipmentInStock(Rule):
    """Broken each time an act begins to use more than is left; a venue's pool serves acts that start in the venue."""

    title = N_("Equipment in stock")
    text = N_(
        "%(act)s needs %(pool)s from %(starts)s on: %(needs)s are in use then, %(stock)s in stock, %(missing)s missing."
    )

    def violations(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        for pool in problem.pools:
            for acts, needs, starts in overdrawn(_uses(problem, plan, pool), pool.stock):
                yield self.broken(
                    *acts,
                    act=problem.act(acts[-1]).title,
                    pool=pool.name,
                    starts=Moment(starts),
                    needs=needs,
                    stock=pool.stock,
                    missing=needs - pool.stock,
                )

    def enforce(self, model: Placing) -> Iterator[Any]:
        problem = model.problem
        for pool in problem.pools:
            stages = [stage.id for stage in problem.stages if pool.venue in (None, stage.venue)]
            uses = [
                model.use(act.id, stages, act.get_in, act.duration + act.get_out, quantity)
                for act in problem.acts
                if (quantity := _quantity(act, pool))
            ]
            yield from model.keep_within(self, uses, pool.stock)


def _quantity(act: Act, pool: Pool) -> int:
    return sum(need.quantity for need in act.needs if need.pool == pool.id)


def _uses(problem: Problem, plan: Plan, pool: Pool) -> Iterator[tuple[Span, int, int]]:
    for slot in plan.slots:
        quantity = _quantity(problem.act(slot.act), pool)
        if quantity and pool.venue in (None, problem.first_venue(slot)):
            yield problem.occupied(slot), slot.act, quantity
