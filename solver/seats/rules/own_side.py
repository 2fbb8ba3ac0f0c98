"""Hosts sit on the side of the hosts, guests on the side of the guests."""

from __future__ import annotations

from collections.abc import Hashable

from solver.seats.facts import EITHER, HOST, Guest, Seat
from solver.seats.fitting import on_own_side
from solver.seats.plan import SeatFacts
from solver.seats.problem import SeatingProblem
from solver.seats.rules.rule import N_, ChairRule


class OwnSide(ChairRule):
    title = N_("Host and guest sides")
    text = N_("%(guest)s is a guest and sits on %(seat)s, on the side of the hosts.")
    cases = {"host": N_("%(guest)s is a host and sits on %(seat)s, on the side of the guests.")}

    def looks_at(self, problem: SeatingProblem, guest: Guest) -> Hashable:
        return guest.side

    def fault(self, problem: SeatingProblem, guest: Guest, seat: Seat) -> SeatFacts | None:
        sides = {guest.side, problem.side_of(seat)} - {EITHER}
        if len(sides) < 2:
            return None
        return {"case": "host"} if guest.side == HOST else {}

    def allows(self, problem: SeatingProblem, guest: Guest, seat: Seat) -> bool:
        return on_own_side(problem, guest, seat)
