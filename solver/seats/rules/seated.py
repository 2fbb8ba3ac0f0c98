"""Everybody has a chair."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.seats.plan import SeatBreach, SeatingPlan
from solver.seats.problem import SeatingProblem
from solver.seats.rules.rule import N_, UNSEATED, Named, SeatRule, Some

if TYPE_CHECKING:
    from solver.seats.model import SeatingModel


class Seated(SeatRule):
    title = N_("Everybody seated")
    text = N_("%(guest)s has no chair.")
    price = UNSEATED

    def violations(self, problem: SeatingProblem, plan: SeatingPlan, about: Some = None) -> Iterator[SeatBreach]:
        for guest in (one.id for one in problem.guests) if about is None else about:
            if plan.seat_of(guest) is None:
                yield self.broken(problem, {"guest": Named("guest", guest)}, guest)

    def post(self, model: SeatingModel) -> None:
        for guest in model.problem.guests:
            model.most(self, (1, model.sits(guest.id)))
