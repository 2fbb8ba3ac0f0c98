"""Two who had better not sit near each other do not."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import TYPE_CHECKING

from solver.seats.facts import Apart
from solver.seats.plan import SeatBreach, SeatingPlan
from solver.seats.problem import SeatingProblem
from solver.seats.rules.rule import N_, Facts, Named, SeatRule, Some

if TYPE_CHECKING:
    from solver.seats.model import SeatingModel


class KeptApart(SeatRule):
    title = N_("Kept apart")
    text = N_("%(guest)s and %(other)s sit on %(seat)s and %(at)s; chairs asked for between them: %(needs)s.")
    cases = {
        "rows": N_(
            "%(guest)s and %(other)s sit on %(seat)s and %(at)s; chairs asked for between them: %(needs)s, up to so "
            "many rows apart: %(rows)s."
        )
    }

    def violations(self, problem: SeatingProblem, plan: SeatingPlan, about: Some = None) -> Iterator[SeatBreach]:
        for pair in problem.apart:
            if about is not None and not {pair.first, pair.second} & set(about):
                continue
            one, other = plan.seat_of(pair.first), plan.seat_of(pair.second)
            if one is None or other is None:
                continue
            first, second = problem.seat(one), problem.seat(other)
            between = abs(first.place - second.place) - 1
            if first.block == second.block and abs(first.row - second.row) <= pair.rows and between < pair.seats:
                guests: Facts = {"guest": Named("guest", pair.first), "other": Named("guest", pair.second)}
                facts: Facts = {**guests, "seat": Named("seat", one), "at": Named("seat", other), "needs": pair.seats}
                case: Facts = {"case": "rows", "rows": pair.rows} if pair.rows else {}
                yield self.broken(problem, {**facts, **case}, pair.first, pair.second)

    def post(self, model: SeatingModel) -> None:
        for pair in model.problem.apart:
            rows = [
                (says + sum(model.at(pair.second, near) for near in too_near(model.problem, pair, seat)), 1)
                for seat, says in model.cells(pair.first)
            ]
            model.most(self, *rows)


def too_near(problem: SeatingProblem, pair: Apart, seat: int) -> Iterator[int]:
    """The chairs that are too near."""
    at = problem.seat(seat)
    for row, place in product(range(-pair.rows, pair.rows + 1), range(-pair.seats, pair.seats + 1)):
        if (other := problem.at(at.block, at.row + row, at.place + place)) is not None:
            yield other.id
