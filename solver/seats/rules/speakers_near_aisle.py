"""Who speaks sits in a front row, or so near an aisle that hardly anybody has to rise."""

from __future__ import annotations

from collections.abc import Hashable

from solver.seats.facts import Guest, Seat
from solver.seats.fitting import soon_out
from solver.seats.plan import SeatFacts
from solver.seats.problem import SeatingProblem
from solver.seats.rules.rule import N_, ChairRule


class SpeakersNearAisle(ChairRule):
    title = N_("Speakers near the aisle")
    text = N_("%(guest)s speaks; chairs to pass from %(seat)s to the aisle: %(has)s, and at most %(most)s are allowed.")
    cases = {"none": N_("%(guest)s speaks and sits on %(seat)s, in a row without an aisle.")}

    def looks_at(self, problem: SeatingProblem, guest: Guest) -> Hashable:
        return guest.speaker

    def fault(self, problem: SeatingProblem, guest: Guest, seat: Seat) -> SeatFacts | None:
        if not guest.speaker:
            return None
        has = problem.rising(seat)
        if has is None:
            return {"case": "none"}
        return {"has": has, "most": problem.near_aisle} if has > problem.near_aisle else None

    def allows(self, problem: SeatingProblem, guest: Guest, seat: Seat) -> bool:
        return soon_out(problem, guest, seat)
