"""A guest has one chair, and a chair has one guest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.seats.plan import SeatBreach, SeatingPlan
from solver.seats.problem import SeatingProblem
from solver.seats.rules.rule import N_, Named, SeatRule, Some

if TYPE_CHECKING:
    from solver.seats.model import SeatingModel


class OneChair(SeatRule):
    title = N_("One chair a guest")
    text = N_("%(guest)s has %(has)s chairs.")
    never_priced = True
    cases = {"chair": N_("%(seat)s has %(has)s guests.")}

    def violations(self, problem: SeatingProblem, plan: SeatingPlan, about: Some = None) -> Iterator[SeatBreach]:
        if len(plan.seats) == len(plan.guests) == len(plan.chairs):
            return
        for guest, has in Counter(chair.guest for chair in plan.chairs).items():
            if has > 1:
                yield self.broken(problem, {"guest": Named("guest", guest), "has": has}, guest)
        for seat, has in Counter(chair.seat for chair in plan.chairs).items():
            if has > 1:
                yield self.broken(problem, {"case": "chair", "seat": Named("seat", seat), "has": has}, seats=(seat,))

    def post(self, model: SeatingModel) -> None:
        for guest in model.problem.guests:
            model.most(self, (model.sits(guest.id), 1))
        for seat in model.problem.seats:
            model.most(self, (model.taken(seat.id), 1))
