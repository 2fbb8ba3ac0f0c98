"""Chairs that stay empty are far behind."""

from __future__ import annotations

from solver.seats.problem import SeatingProblem
from solver.seats.wishes.wish import N_, ChairWish


class NearTheFront(ChairWish):
    """Every row before one costs."""

    title = N_("Near the front")
    sentence = N_("%(guest)s sits on %(seat)s, rows before it: %(amount)s.")
    weight = 2

    def price(self, problem: SeatingProblem, guest: int, seat: int) -> int:
        return problem.seat(seat).row
