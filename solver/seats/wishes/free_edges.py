"""The chairs at the edges of a block stay free while there are others, for those who come late."""

from __future__ import annotations

from solver.seats.problem import SeatingProblem
from solver.seats.wishes.wish import N_, ChairWish


class FreeEdges(ChairWish):
    """Behind its closed rows, where a chair at the edge is the last to be left free anyway."""

    title = N_("Free edges of blocks")
    sentence = N_("%(guest)s sits on %(seat)s, at the edge of the block.")

    def price(self, problem: SeatingProblem, guest: int, seat: int) -> int:
        chair = problem.seat(seat)
        row = problem.rows[chair.block, chair.row]
        return int(chair.row >= problem.block(chair.block).closed and chair in (row[0], row[-1]))
