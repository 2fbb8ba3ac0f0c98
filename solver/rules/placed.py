"""Every act has a place in the plan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from solver.plan import Plan, Violation
from solver.problem import Problem
from solver.rules.rule import BLOCK_RELEASE, N_, Rule

if TYPE_CHECKING:
    from solver.model.placing import Placing

# More than every wish and every warning that one act could ever pay: no act is left out to please the others.
UNPLACED = 1_000_000


class Placed(Rule):
    """Whatever its level, the solver only pays for a breach: an over-full festival gets the best plan there is."""

    title = N_("Every act is placed")
    text = N_("%(act)s has no place in the plan.")
    level = BLOCK_RELEASE
    price = UNPLACED
    always_priced = True

    def violations(self, problem: Problem, plan: Plan) -> Iterator[Violation]:
        for act in problem.acts:
            if plan.slot(act.id) is None:
                yield self.broken(act.id, act=act.title)

    def enforce(self, model: Placing) -> Iterator[Any]:
        for act in model.acts:
            yield model.cp.add_bool_or([model.present(act.id)])
