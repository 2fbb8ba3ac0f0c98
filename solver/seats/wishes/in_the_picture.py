"""Whom the camera is to see sits in the picture."""

from __future__ import annotations

from solver.seats.problem import SeatingProblem
from solver.seats.wishes.wish import N_, ChairWish


class InThePicture(ChairWish):
    title = N_("Camera side")
    sentence = N_("%(guest)s sits on %(seat)s, where no camera looks.")
    weight = 20

    def price(self, problem: SeatingProblem, guest: int, seat: int) -> int:
        return int(problem.guest(guest).camera and not problem.seat(seat).camera)
