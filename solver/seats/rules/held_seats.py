"""A chair that is held is for those for whom it is held."""

from __future__ import annotations

from collections.abc import Hashable

from solver.seats.facts import Guest, Seat
from solver.seats.fitting import not_held_for_others
from solver.seats.plan import SeatFacts
from solver.seats.problem import SeatingProblem
from solver.seats.rules.rule import N_, ChairRule


class HeldSeats(ChairRule):
    title = N_("Held chairs")
    text = N_("%(guest)s sits on %(seat)s, which is held for others.")
    cases = {"free": N_("%(guest)s sits on %(seat)s, which is to stay free.")}

    def looks_at(self, problem: SeatingProblem, guest: Guest) -> Hashable:
        return guest.id in problem.holders and guest.id

    def fault(self, problem: SeatingProblem, guest: Guest, seat: Seat) -> SeatFacts | None:
        if not seat.held or guest.id in seat.holders:
            return None
        return {} if seat.holders else {"case": "free"}

    def allows(self, problem: SeatingProblem, guest: Guest, seat: Seat) -> bool:
        return not_held_for_others(problem, guest, seat)
