"""Who speaks sits so near an aisle that hardly anybody has to rise."""

from __future__ import annotations

from collections.abc import Hashable

from solver.seats.facts import Guest, Seat
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
        aisles = [other.place for other in problem.rows[seat.block, seat.row] if other.aisle]
        if not aisles:
            return {"case": "none"}
        has = min(abs(place - seat.place) for place in aisles)
        return {"has": has, "most": problem.near_aisle} if has > problem.near_aisle else None

    def allows(self, problem: SeatingProblem, guest: Guest, seat: Seat) -> bool:
        passes = problem.to_aisle(seat)
        return not guest.speaker or (passes is not None and passes <= problem.near_aisle)
