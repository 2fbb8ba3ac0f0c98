"""Guests arrive in the order of their rank, the highest last, and leave in it, the highest first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.arrivals.plan import ArrivalPlan, Breach
from solver.arrivals.problem import ArrivalProblem
from solver.arrivals.rules.rule import N_, ArrivalRule, Facts, minute, stops

if TYPE_CHECKING:
    from solver.arrivals.model import ArrivalModel


class OrderByRank(ArrivalRule):
    """At whatever gates. Those of one rank come in any order."""

    title = N_("Order of rank")
    text = N_("%(first)s (rank %(rank)s) arrives at %(at)s, before %(second)s (rank %(other)s) at %(then)s; "
              "the higher rank comes last.")  # fmt: skip
    cases = {
        "leaving": N_("%(first)s (rank %(rank)s) leaves at %(at)s, before %(second)s (rank %(other)s) at %(then)s; "
                      "the higher rank leaves first."),
    }  # fmt: skip

    def violations(self, problem: ArrivalProblem, plan: ArrivalPlan) -> Iterator[Breach]:
        """Whoever is in front of several is said to be so of the next of them only."""
        order = list(stops(problem, plan))
        for at, (slot, car, _) in enumerate(order):
            wronged = ((late, other) for late, other, _ in order[at + 1 :]
                       if problem.before(other, car) and slot.at < late.at)  # fmt: skip
            for late, other in wronged:
                ranks: Facts = {"first": car.code, "rank": car.rank, "second": other.code, "other": other.rank}
                case: Facts = {"case": "leaving"} if problem.leaving else {}
                yield self.broken(
                    problem, {**ranks, **case, "at": minute(slot.at), "then": minute(late.at)}, slot, late
                )
                break

    def post(self, model: ArrivalModel) -> None:
        """Along the ranks: all of one come between two moments."""
        problem = model.problem
        ranks = sorted({car.rank for car in problem.cars}, reverse=not problem.leaving)
        turns = [model.moment() for _ in range(len(ranks) + 1)]
        for rank, begins, ends in zip(ranks, turns, turns[1:], strict=False):
            model.cp.add(begins <= ends)
            for car in problem.cars:
                if car.rank == rank:
                    model.where_it_comes(car, begins <= model.at[car.id], model.at[car.id] <= ends)
