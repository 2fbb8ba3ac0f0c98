"""A delegation sits in as few rows as it needs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.seats.plan import SeatCost, SeatFacts, SeatingPlan
from solver.seats.problem import SeatingProblem
from solver.seats.wishes.wish import N_, Named, SeatWish

if TYPE_CHECKING:
    from solver.seats.model import SeatingModel


class DelegationsCompact(SeatWish):
    """Counted block by block: every row beyond the first in which any of them sits."""

    title = N_("Delegations together")
    sentence = N_("The delegation of %(guest)s sits in several rows of block %(block)s: %(rows)s.")
    weight = 5

    def count(self, problem: SeatingProblem, plan: SeatingPlan) -> Iterator[SeatCost]:
        for members in problem.delegations.values():
            rows: dict[int, set[int]] = {}
            for guest in members:
                if (seat := plan.seat_of(guest)) is not None:
                    rows.setdefault(problem.seat(seat).block, set()).add(problem.seat(seat).row)
            for block, used in rows.items():
                if len(used) > 1:
                    facts: SeatFacts = {
                        "guest": Named("guest", members[0]),
                        "rows": len(used),
                        "block": Named("block", block),
                    }
                    yield SeatCost(self.key, members, len(used) - 1, facts)

    def cost(self, model: SeatingModel, weight: int) -> None:
        for members in model.problem.delegations.values():
            for used in model.rows_of(members).values():
                model.pay_beyond_one(used, weight)
