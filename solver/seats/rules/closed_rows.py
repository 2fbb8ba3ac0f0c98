"""The front rows that everybody sees have no gaps: what stays empty is the end of the row."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from solver.seats.plan import SeatBreach, SeatingPlan
from solver.seats.problem import SeatingProblem
from solver.seats.rules.rule import N_, Named, SeatRule, Some

if TYPE_CHECKING:
    from solver.seats.model import SeatingModel


class ClosedRows(SeatRule):
    """The end is the last in the order of honour, on either hand of the centre line; held chairs are no gaps."""

    title = N_("No gaps in the front")
    text = N_("%(seat)s stays empty, and %(guest)s sits farther out in the same row.")

    def violations(self, problem: SeatingProblem, plan: SeatingPlan, about: Some = None) -> Iterator[SeatBreach]:
        for half in problem.halves:
            sitting = [plan.guest_on(seat.id) for seat in half]
            ends = max((place for place, guest in enumerate(sitting) if guest is not None), default=0)
            for seat, guest in zip(half[:ends], sitting, strict=False):
                if guest is None:
                    facts = {"seat": Named("seat", seat.id), "guest": Named("guest", sitting[ends] or 0)}
                    yield self.broken(problem, facts, seats=(seat.id,))

    def post(self, model: SeatingModel) -> None:
        for half in model.problem.halves:
            for one, other in pairwise(half):
                model.most(self, (model.taken(other.id), model.taken(one.id)))
