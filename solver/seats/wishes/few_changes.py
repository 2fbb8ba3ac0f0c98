"""Whoever has a chair keeps it."""

from __future__ import annotations

from solver.seats.problem import SeatingProblem
from solver.seats.wishes.wish import N_, ChairWish


class FewChanges(ChairWish):
    title = N_("Few changed chairs")
    sentence = N_("%(guest)s sits on %(seat)s, another chair than before.")
    weight = 0

    def price(self, problem: SeatingProblem, guest: int, seat: int) -> int:
        return int(problem.now.get(guest, seat) != seat)
