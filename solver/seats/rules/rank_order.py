"""Inside a group nobody of a lower rank sits in a better chair than the group's leeway allows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.seats.ordering import Pairs, passed
from solver.seats.plan import SeatBreach, SeatingPlan
from solver.seats.problem import PLAIN, SeatingProblem
from solver.seats.rules.rule import N_, WARN, Named, SeatRule, Some

if TYPE_CHECKING:
    from solver.seats.model import SeatingModel

PAIRS = Pairs(PLAIN, same_group=True)


class RankOrder(SeatRule):
    title = N_("Order inside a group")
    text = N_(
        "%(guest)s sits before %(other)s, who has a higher rank in the group, by %(chairs)s in the order of honour; "
        "%(leeway)s may be."
    )
    level = WARN

    def violations(self, problem: SeatingProblem, plan: SeatingPlan, about: Some = None) -> Iterator[SeatBreach]:
        for found in passed(problem, plan, PAIRS, about):
            allowed = problem.leeways[found.guest]
            facts = {"guest": Named("guest", found.guest), "other": Named("guest", found.other)}
            yield self.broken(problem, {**facts, "chairs": found.chairs, "leeway": allowed}, found.guest)

    def post(self, model: SeatingModel) -> None:
        model.in_order(self, PAIRS)
