"""Everybody who is to be fetched has a ride."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.plan import Moment
from solver.rides.plan import RideBreach, RidePlan
from solver.rides.problem import RideProblem
from solver.rides.rules.rule import N_, Facts, RideRule

if TYPE_CHECKING:
    from solver.rides.driving import Driving


class Served(RideRule):
    """Rides may be planned one by one: people without one are shown and refuse nothing."""

    title = N_("Everybody has a ride")
    refuses = False
    text = N_("%(transfer)s: nobody fetches these %(people)s people at %(place)s from %(starts)s.")
    halves = ("shape",)

    def violations(self, problem: RideProblem, plan: RidePlan) -> Iterator[RideBreach]:
        for transfer in problem.transfers:
            if not plan.boardings(transfer.id):
                place, starts = problem.place(transfer.origin).name, Moment(transfer.pickup.starts)
                facts: Facts = {"transfer": transfer.name, "people": transfer.people, "place": place, "starts": starts}
                yield self.broken(problem, facts, transfers=(transfer.id,), amount=transfer.people)

    def shape(self, model: Driving) -> None:
        model.prizes = True
